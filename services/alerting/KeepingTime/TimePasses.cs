using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.KeepingTime;

/// <summary>
/// What time alone does to a patient's alerts: rules that come true or end by it, rests that are over, alerts nobody took up, alerts
/// nothing is heard of. What is not yet due is left alone and what was done is not done again, so it may be asked at any time and
/// any number of times. Pure.
/// </summary>
public static class TimePasses
{
    /// <summary>Decides what is due now.</summary>
    /// <param name="view">The patient, and the moment.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <param name="unit">Ids of alerts that begin are derived from it.</param>
    public static Decision Decide(StreamView<PatientPicture> view, RuleSet rules, Guid unit)
    {
        ArgumentNullException.ThrowIfNull(view);
        PatientPicture picture = view.State;
        if (picture.IsAway)
            return new Decision.Nothing();
        // Of a history folded away it is not known when something was heard last, only that it was not later than what is kept.
        if (picture.Settled is not null && picture.Alerts.Exists(alert => alert.LapsesAt(picture, rules.Expiry) <= view.Now))
            return new Decision.ReadHistory();

        List<AlertEvent> happened =
        [
            .. Reconciler.Reconcile(
                picture, Rules.Judge(picture, rules, view.Now), rules, view.Now, n => DerivedId.From(unit, FirstAlertOrdinal + n)),
        ];
        PatientPicture judged = happened.Aggregate(picture, (after, one) => after.With(one.Alert));
        happened.AddRange(judged.Alerts.SelectMany(alert => After(alert, judged, view, rules)));
        return Decision.Of([.. happened.Select(one => new NewEvent(one))]);
    }

    // A unit appends at most 1,000 events, whose ids are derived from it too.
    private const int FirstAlertOrdinal = 1_000;

    private static IEnumerable<AlertEvent> After(AlertState alert, PatientPicture picture, StreamView<PatientPicture> view, RuleSet rules)
    {
        AlertState now = alert;
        if (now.WakesAt <= view.Now)
        {
            now = now.Awake(view.Now);
            yield return new AlertSnoozeEnded(now, SnoozeEnd.Time);
        }

        if (now.LapsesAt(picture, rules.Expiry) <= view.Now)
        {
            now = Lapsed(now, view);
            yield return new AlertLapsed(now);
        }

        // Once, however long nobody kept time: the next level waits its own time.
        if (now.EscalatesAt(rules.Escalation) <= view.Now)
            yield return new AlertEscalated(now with { Escalation = new((now.Escalation?.Level ?? 0) + 1, view.Now) });
    }

    // What needs a call leaves the queue by a person only; silence is a mark on it.
    private static AlertState Lapsed(AlertState alert, StreamView<PatientPicture> view)
    {
        AlertState lapsed = alert.Condition == Condition.Active ? alert with { Condition = Condition.Lapsed } : alert;
        return alert.Severity >= Severity.CallProvider
            ? lapsed
            : lapsed with
            {
                Handling = Handling.Resolved,
                Resolution = new(view.Now, view.LogSeq, alert.PeakValue, IsLapse: true),
                Snooze = null,
                Version = alert.Version + 1,
            };
    }
}
