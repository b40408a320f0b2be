using System.Globalization;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.MergingPatients;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary>What happened to one alert, from its patient's stream.</summary>
/// <param name="log">The log.</param>
/// <param name="notes">Free texts, which are kept outside it.</param>
public sealed class AlertHistory(ILogReader log, Notes notes)
{
    private const int StepsMax = 500;
    private const int StreamsMax = 8;

    /// <summary>The steps of one alert, oldest first, at most the latest 500.</summary>
    public async Task<IReadOnlyList<AlertStep>> OfAsync(StreamKey stream, Guid alert, CancellationToken ct)
    {
        List<StoredEvent> steps = [.. (await log.ReadStreamAsync(stream, ct)).Where(IsOfAlert)];
        // What happened to it before its patient was merged, or while they were, is in the streams it came from.
        Guid[] others = [.. steps.Select(step => step.Data).OfType<AlertTakenOver>().Select(taken => taken.From).Distinct()];
        foreach (Guid from in others.Take(StreamsMax))
            steps.AddRange((await log.ReadStreamAsync(StreamKey.OfPatient(stream.Tenant, from), ct)).Where(IsOfAlert));
        steps = [.. steps.OrderBy(step => step.SeqId).TakeLast(StepsMax)];
        IReadOnlyDictionary<Guid, string> texts = await notes.FindAsync(
            stream.Tenant, [.. steps.Select(step => NoteOf((AlertEvent)step.Data!)?.Id).OfType<Guid>()], ct);
        return [.. steps.Select(step => StepOf(step, (AlertEvent)step.Data!, texts))];

        bool IsOfAlert(StoredEvent stored) => stored.Data is AlertEvent happened && happened.Alert.Id == alert;
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
            AlertReleased => "released",
            AlertAcknowledged => "acknowledged",
            AlertAssigned => "assigned",
            AlertResolved => "resolved",
            AlertNoted => "noted",
            AlertSnoozed => "snoozed",
            AlertSnoozeEnded => "snooze-ended",
            AlertEscalated => "escalated",
            AlertLapsed => "lapsed",
            AlertConverted => "converted",
            AlertTakenOver => "taken-over",
            _ => stored.Type,
        },
        happened switch
        {
            AlertAcknowledged acknowledged => acknowledged.By,
            AlertAssigned assigned => assigned.By,
            AlertResolved resolved => resolved.By,
            AlertReopened reopened => reopened.By,
            AlertNoted noted => noted.By,
            AlertSnoozed snoozed => snoozed.By,
            AlertSnoozeEnded ended => ended.By,
            AlertEscalated escalated => escalated.By,
            AlertConverted converted => converted.By,
            AlertReleased released => released.By,
            _ => null,
        },
        (SaidBy(happened), TextOf(happened, texts)) switch
        {
            ({ } said, { } text) => $"{said}: {text}",
            var (said, text) => said ?? text,
        });

    private static string? SaidBy(AlertEvent happened) => happened switch
    {
        AlertResolved { Outcome: var outcome } => outcome,
        AlertAssigned { To: var to } => $"to {to ?? "nobody"}",
        AlertSnoozed { Alert.Snooze.Until: var until } => string.Create(CultureInfo.InvariantCulture, $"until {until:u}"),
        AlertSnoozeEnded { Because: var because } => because switch
        {
            SnoozeEnd.Time => "its time came",
            SnoozeEnd.Evidence => "new evidence",
            SnoozeEnd.Severity => "more severe",
            _ => null,
        },
        AlertEscalated { Alert.Escalation.Level: var level } => $"level {level}",
        _ => null,
    };

    private static NoteRef? NoteOf(AlertEvent happened) => happened switch
    {
        AlertResolved resolved => resolved.Note,
        AlertReopened reopened => reopened.Note,
        AlertNoted noted => noted.Note,
        AlertSnoozed snoozed => snoozed.Note,
        AlertEscalated escalated => escalated.Note,
        _ => null,
    };

    private static string? TextOf(AlertEvent happened, IReadOnlyDictionary<Guid, string> texts) =>
        NoteOf(happened) is { } note ? texts.GetValueOrDefault(note.Id, "(text erased)") : null;
}
