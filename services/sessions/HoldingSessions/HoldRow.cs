using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>One session that something speaks against, as <c>GET /v1/holds</c> shows it.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The session.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="Stage">As on the wire.</param>
/// <param name="StartsAt">When it starts, or started.</param>
/// <param name="Item">The <see cref="HoldView"/>, as JSON.</param>
public sealed record HoldRow(string Tenant, Guid Id, Guid Patient, SessionStage Stage, DateTimeOffset StartsAt, string Item)
    : IRowFold<HoldRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool Reads(Type type) => type == typeof(SessionHeld) || type == typeof(SessionCleared);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) => @event switch
    {
        { Stream.Patient: null } => null,
        { Data: SessionHeld held } => new(@event.Stream.Tenant, held.Session.ToString("D")),
        { Data: SessionCleared cleared } => new(@event.Stream.Tenant, cleared.Session.ToString("D")),
        _ => null,
    };

    /// <inheritdoc/>
    public static HoldRow? Evolve(HoldRow? row, StoredEvent @event) => @event switch
    {
        { Data: SessionHeld held, Stream.Patient: { } patient } => new(
            @event.Stream.Tenant,
            held.Session,
            patient,
            held.Stage,
            held.StartsAt,
            JsonSerializer.Serialize(
                new HoldView(held.Session, patient, held.Stage, held.StartsAt, held.Verdict, held.Reasons, @event.Timestamp),
                ContractJson.Options)),
        { Data: SessionCleared } => null,
        _ => row,
    };
}

/// <summary>A session that something speaks against.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Stage"><c>planned</c> or <c>given</c>.</param>
/// <param name="StartsAt">When it starts, or started.</param>
/// <param name="Verdict"><c>hold</c>, <c>restricted</c> or <c>unknown</c>.</param>
/// <param name="Reasons">Why, each with what would lift it.</param>
/// <param name="SaidAt">When this was last found.</param>
/// <param name="Version">For <c>If-Match</c> when it is overridden: another one as soon as another thing is said. Made when it is
/// read.</param>
/// <param name="HeldSince">Since when it has waited to be cleared; null when it does not: given, or only restricted.</param>
/// <param name="OverdueSince">When that was found to take too long; null while it was not.</param>
public sealed record HoldView(
    Guid Session,
    Guid Patient,
    SessionStage Stage,
    DateTimeOffset StartsAt,
    ScreenVerdict Verdict,
    IReadOnlyList<ScreenReason> Reasons,
    DateTimeOffset SaidAt,
    string? Version = null,
    DateTimeOffset? HeldSince = null,
    DateTimeOffset? OverdueSince = null);
