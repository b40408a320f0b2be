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

    private readonly EngineStream _stream;
    private readonly RuleSet _rules;
    private readonly Dictionary<Guid, double> _dueOn = [];
    private readonly List<Call> _calls = [];

    private EngineRun(int patient, RuleSet rules)
    {
        _stream = new(patient, rules);
        _rules = rules;
    }

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
            if (_stream.Picture.Alerts.Find(known => known.Id == alert) is { } open && open.Handling != Handling.Resolved)
            {
                Do(due, view => HandleAlert.Resolve(
                    view, alert, open.Version, "coordinator", "called", view.LogSeq, note: null, _rules));
            }
        }
    }

    private void Do(double day, Func<StreamView<PatientPicture>, Decision> decide)
    {
        foreach (NewEvent happened in _stream.Do(day, decide))
        {
            if (happened.Data is AlertRaised or AlertUpgraded or AlertReopened)
                Hear(((AlertEvent)happened.Data).Alert, day);
        }
    }

    private void Hear(AlertState alert, double day)
    {
        _calls.Add(new(day, alert.Key.Rule, alert.Key.Limb, alert.Severity));
        if (alert.Severity >= Severity.Watch)
            _dueOn[alert.Id] = day + (alert.Severity >= Severity.CallProvider ? CallHandledAfterDays : WatchHandledAfterDays);
    }
}
