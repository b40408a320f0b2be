using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;
using LymphOutcomes.Sessions.HoldingSessions;

namespace LymphOutcomes.Sessions.GettingSessions;

/// <summary>In whose stream a session is; who knows a session by its id alone finds it here.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The session.</param>
/// <param name="Patient">Whose it is.</param>
public sealed record PlaceRow(string Tenant, Guid Id, Guid Patient) : IRowFold<PlaceRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool Reads(Type type) => type == typeof(BookingRecorded) || type == typeof(SessionRecorded);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) =>
        @event is { Stream.Patient: not null, Data: SessionEvent fact } && SessionIds.Of(fact) is { } session
            ? new(@event.Stream.Tenant, session.ToString("D"))
            : null;

    /// <inheritdoc/>
    public static PlaceRow? Evolve(PlaceRow? row, StoredEvent @event) =>
        @event is { Stream: { Patient: { } patient, Tenant: var tenant }, Data: SessionEvent fact } && SessionIds.Of(fact) is { } session
            ? new(tenant, session, patient)
            : row;
}
