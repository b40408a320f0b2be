using LymphOutcomes.Alerting;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Bench.Signal;

/// <summary>
/// The real engine on one patient: each message is decided on and folded as in the service, with a coordinator who resolves what
/// needs a call after one day and what is to be watched after seven.
/// </summary>
/// <remarks>No log, no bus and no timers: what comes true by time alone is told with the next fact, or not at all.</remarks>
internal sealed class EngineRun
{
    private const double CallHandledAfterDays = 1;
    private const double WatchHandledAfterDays = 7;

    private readonly StreamKey _key;
    private readonly DateTimeOffset _operation;
    private readonly RuleSet _rules;
    private readonly Func<PatientPicture, PatientPicture> _settle;
    private readonly List<StoredEvent> _log = [];
    private readonly Dictionary<string, RecordSeen> _seen = [];
    private readonly Dictionary<Guid, double> _dueOn = [];
    private readonly List<Call> _calls = [];
    private PatientPicture _picture = PatientPicture.Initial;

    private EngineRun(int patient, RuleSet rules)
    {
        _key = StreamKey.OfPatient("bench", new Guid(patient, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
        _operation = Patient.OperationOf(patient);
        _rules = rules;
        // Snapshots hold what the standard limits found; other limits must remember their own.
        _settle = rules == RuleSet.Standard ? PatientPicture.ForSnapshot : picture => Settling.Settle(picture, rules);
    }

    private static IReadOnlyDictionary<Guid, KnownEvent> NoneKnown { get; } = new Dictionary<Guid, KnownEvent>();

    /// <summary>What the engine tells of a patient, in time order.</summary>
    public static IReadOnlyList<Call> Of(Patient patient, RuleSet rules)
    {
        EngineRun run = new(patient.Number, rules);
        foreach (Message message in patient.Messages)
        {
            run.HandleUntil(message.Day);
            run.Do(message.Day, view => AcceptFacts.Decide(view, message.Items, rules));
        }

        run.HandleUntil(CohortDefinition.Days);
        return run._calls;
    }

    private void HandleUntil(double day)
    {
        while (_dueOn.Count > 0 && _dueOn.MinBy(due => due.Value) is var (alert, due) && due <= day)
        {
            _dueOn.Remove(alert);
            if (_picture.Alerts.Find(known => known.Id == alert) is { } open && open.Handling != Handling.Resolved)
            {
                Do(due, view => HandleAlert.Resolve(
                    view, alert, open.Version, "coordinator", "called", view.LogSeq, note: null, _rules));
            }
        }
    }

    private void Do(double day, Func<StreamView<PatientPicture>, Decision> decide)
    {
        DateTimeOffset now = _operation.AddDays(day);
        Decision decision = decide(ViewOf(_picture, now));
        if (decision is Decision.ReadHistory)
        {
            _picture = _log.Aggregate(PatientPicture.Initial, PatientPicture.Evolve);
            decision = decide(ViewOf(_picture, now));
        }

        switch (decision)
        {
            case Decision.Append append:
                Append(append, day, now);
                break;
            case Decision.Nothing:
                break;
            default:
                throw new InvalidOperationException($"{_key.Id}, day {day:0}: {decision}");
        }
    }

    private StreamView<PatientPicture> ViewOf(PatientPicture picture, DateTimeOffset now) =>
        new(_key, picture, _log.Count, NoneKnown, now, _log.Count, _seen);

    private void Append(Decision.Append append, double day, DateTimeOffset now)
    {
        foreach (NewEvent next in append.Events)
        {
            int seq = _log.Count + 1;
            StoredEvent stored = new(seq, next.Id ?? Guid.Empty, _key, seq, "", next.Data, now, EventHeaders.None);
            if (next.Record is { } record)
                _seen[record.Key] = record;
            _log.Add(stored);
            _picture = PatientPicture.Evolve(_picture, stored);
            if (next.Data is AlertEvent happened)
                Hear(happened, day);
        }

        _picture = _settle(_picture);
    }

    private void Hear(AlertEvent happened, double day)
    {
        AlertState alert = happened.Alert;
        if (happened is not (AlertRaised or AlertUpgraded or AlertReopened))
            return;
        _calls.Add(new(day, alert.Key.Rule, alert.Key.Limb, alert.Severity));
        if (alert.Severity >= Severity.Watch)
            _dueOn[alert.Id] = day + (alert.Severity >= Severity.CallProvider ? CallHandledAfterDays : WatchHandledAfterDays);
    }
}
