using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>
/// One alert as <c>GET /v1/alerts</c> shows it. Each event carries the whole alert, so a row is what the last one says, at the
/// place of the first.
/// </summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The alert.</param>
/// <param name="Patient">Whose it is.</param>
/// <param name="RaisedSeq">Number of its first event: its place in the list.</param>
/// <param name="ChangedSeq">Number of its last event.</param>
/// <param name="Handling">As on the wire.</param>
/// <param name="Item">The contract, as JSON.</param>
public sealed record AlertRow(
    string Tenant, Guid Id, Guid Patient, long RaisedSeq, long ChangedSeq, string Handling, string Item) : IRowFold<AlertRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <inheritdoc/>
    public static bool Reads(Type type) => typeof(AlertEvent).IsAssignableFrom(type);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) =>
        // Of what is held there is no row, or the one of before it was: it gets its place when it is released.
        @event is { Data: AlertEvent { Alert.Held: not true } happened, Stream.Patient: not null }
            ? new(@event.Stream.Tenant, happened.Alert.Id.ToString("D"))
            : null;

    /// <inheritdoc/>
    public static AlertRow? Evolve(AlertRow? row, StoredEvent @event) =>
        @event is { Data: AlertEvent { Alert: var alert }, Stream.Patient: { } patient }
            ? new(
                @event.Stream.Tenant,
                alert.Id,
                patient,
                row?.RaisedSeq ?? @event.SeqId,
                @event.SeqId,
                alert.Handling.ToWire(),
                JsonSerializer.Serialize(AlertView.Of(patient, alert), ContractJson.Options))
            : row;
}
