using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;
using LymphOutcomes.Sessions.HoldingSessions;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>The timer of one session on hold.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The session.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="HeldSince">Since when it has been on hold without a break: that of the row's first write stays.</param>
public sealed record WaitRow(string Tenant, Guid Id, Guid Patient, DateTimeOffset HeldSince) : IRowFold<WaitRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool Reads(Type type) => type == typeof(SessionHeld) || type == typeof(SessionCleared);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) => HoldRow.KeyOf(@event);

    /// <inheritdoc/>
    public static WaitRow? Evolve(WaitRow? row, StoredEvent @event) => @event switch
    {
        { Data: SessionHeld held, Stream.Patient: { } patient } when HoldWait.IsMeant(held) =>
            row ?? new(@event.Stream.Tenant, held.Session, patient, @event.Timestamp),
        _ => null,
    };
}

/// <summary>A session on hold of which it was said that nobody has cleared it in time.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The session.</param>
/// <param name="Since">When that was said.</param>
public sealed record OverdueRow(string Tenant, Guid Id, DateTimeOffset Since) : IRowFold<OverdueRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool Reads(Type type) => type == typeof(HoldOverdue) || HoldRow.Reads(type);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) => @event switch
    {
        { Stream.Patient: null } => null,
        { Data: HoldOverdue overdue } => new(@event.Stream.Tenant, overdue.Session.ToString("D")),
        // What is held for other reasons by now has still waited as long.
        { Data: SessionHeld held } when HoldWait.IsMeant(held) => null,
        _ => HoldRow.KeyOf(@event),
    };

    /// <inheritdoc/>
    public static OverdueRow? Evolve(OverdueRow? row, StoredEvent @event) =>
        @event.Data is HoldOverdue overdue ? new(@event.Stream.Tenant, overdue.Session, @event.Timestamp) : null;
}
