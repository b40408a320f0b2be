using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Alerting.HandlingAlerts;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>What happened to one alert, from its patient's stream.</summary>
/// <param name="log">The log.</param>
/// <param name="notes">Free texts, which are kept outside it.</param>
public sealed class AlertHistory(ILogReader log, Notes notes)
{
    private const int StepsMax = 500;

    /// <summary>The steps of one alert, oldest first, at most the latest 500.</summary>
    public async Task<IReadOnlyList<AlertStep>> OfAsync(StreamKey stream, Guid alert, CancellationToken ct)
    {
        List<StoredEvent> steps =
        [
            .. (await log.ReadStreamAsync(stream, ct))
                .Where(stored => stored.Data is AlertEvent happened && happened.Alert.Id == alert)
                .TakeLast(StepsMax),
        ];
        IReadOnlyDictionary<Guid, string> texts = await notes.FindAsync(
            stream.Tenant, [.. steps.Select(step => (step.Data as AlertResolved)?.Note?.Id).OfType<Guid>()], ct);
        return [.. steps.Select(step => StepOf(step, (AlertEvent)step.Data!, texts))];
    }

    private static AlertStep StepOf(StoredEvent stored, AlertEvent happened, IReadOnlyDictionary<Guid, string> texts) => new(
        stored.Timestamp,
        happened switch
        {
            AlertRaised => "raised",
            AlertRepeated => "repeated",
            AlertUpgraded => "upgraded",
            AlertCleared => "cleared",
            AlertWithdrawn => "withdrawn",
            AlertReopened => "reopened",
            AlertAcknowledged => "acknowledged",
            AlertAssigned => "assigned",
            AlertResolved => "resolved",
            _ => stored.Type,
        },
        happened switch
        {
            AlertAcknowledged acknowledged => acknowledged.By,
            AlertAssigned assigned => assigned.By,
            AlertResolved resolved => resolved.By,
            _ => null,
        },
        happened switch
        {
            AlertResolved { Outcome: var outcome, Note: null } => outcome,
            AlertResolved { Outcome: var outcome, Note: { } note } =>
                $"{outcome}: {texts.GetValueOrDefault(note.Id, "(text erased)")}",
            AlertAssigned { To: var to } => $"to {to ?? "nobody"}",
            _ => null,
        });
}
