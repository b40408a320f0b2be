using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.HandlingAlerts;

/// <summary>What a person does with an alert. Pure.</summary>
public static class HandleAlert
{
    /// <summary>Another person was first: the version the caller saw is not the present one.</summary>
    public const string VersionConflict = "version-conflict";

    /// <summary>The step makes no sense in the state the alert is in.</summary>
    public const string NotPossible = "not-possible";

    /// <summary>A person takes an alert up.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    public static Decision Acknowledge(StreamView<PatientPicture> view, Guid alertId, int version, string by) =>
        Decide(view, alertId, version, alert => alert.Handling switch
        {
            Handling.New => new Decision.Append(
            [
                new NewEvent(new AlertAcknowledged(
                    alert with { Handling = Handling.Acknowledged, AcknowledgedBy = by, Version = version + 1 }, by)),
            ]),
            _ => new Decision.Reject(NotPossible, $"The alert is already {alert.Handling}."),
        });

    /// <summary>A person says who is to deal with an alert, also when it is somebody's already. Nobody takes it up by that.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="to">Who is to; null: nobody any more.</param>
    public static Decision Assign(StreamView<PatientPicture> view, Guid alertId, int version, string by, string? to) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling == Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is already resolved.");
            if (alert.Assignee == to)
                return new Decision.Reject(NotPossible, $"The alert is already assigned to {to ?? "nobody"}.");
            return new Decision.Append(
                [new NewEvent(new AlertAssigned(alert with { Assignee = to, Version = version + 1 }, by, to))]);
        });

    /// <summary>
    /// A person has dealt with an alert, as far as it was on their screen. Evidence logged since then is judged at once and may
    /// reopen it in the same append.
    /// </summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="coveredTo">Number of alerting's log at which the person's page was read.</param>
    /// <param name="note">The note; null without.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Resolve(
        StreamView<PatientPicture> view,
        Guid alertId,
        int version,
        string by,
        string outcome,
        long coveredTo,
        NoteRef? note,
        RuleSet rules) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling == Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is already resolved.");
            if (coveredTo < 0 || coveredTo > view.LogSeq)
                return new Decision.Reject(NotPossible, "coveredTo names a moment this log has not reached.");

            // What was on the screen is older than what the picture still tells apart.
            if (view.State.Settled?.Seq > coveredTo)
                return new Decision.ReadHistory();

            AlertState resolved = alert with
            {
                Handling = Handling.Resolved,
                Version = version + 1,
                Resolution = new(view.Now, coveredTo, PeakOnScreen(view, alert.Key, coveredTo, rules)),
            };
            PatientPicture after = view.State.With(resolved);
            Guid origin = DerivedId.From(alert.Id, (int)view.Version);
            return new Decision.Append(
            [
                new NewEvent(new AlertResolved(resolved, by, outcome, note)),
                .. Reconciler.Reconcile(after, Rules.Judge(after, rules, view.Now), rules, view.Now, n => DerivedId.From(origin, n))
                    .Select(follows => new NewEvent(follows)),
            ]);
        });

    /// <summary>The same decision, with the trace of the person's request beside each event.</summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="traceparent">W3C trace context; null leaves the decision as it is.</param>
    public static Decision Traced(Decision decision, string? traceparent) => (decision, traceparent) switch
    {
        (Decision.Append append, not null) => new Decision.Append(
        [
            .. append.Events.Select(@new =>
                @new with { Headers = (@new.Headers ?? EventHeaders.None) with { Traceparent = traceparent } }),
        ]),
        _ => decision,
    };

    private static double? PeakOnScreen(
        StreamView<PatientPicture> view, AlertKey key, long coveredTo, RuleSet rules) =>
        Rules.Judge(view.State.KnownAt(coveredTo), rules, view.Now).LastOrDefault(episode => episode.Key == key)?.Trail.Peak.Value;

    private static Decision Decide(
        StreamView<PatientPicture> view, Guid alertId, int version, Func<AlertState, Decision> step)
    {
        AlertState? alert = view.State.Alerts.Find(known => known.Id == alertId);
        if (alert is null && view.State.Settled is not null)
            return new Decision.ReadHistory();
        if (alert is null)
            return new Decision.Reject(NotPossible, "The patient has no such alert.");
        return alert.Version == version
            ? step(alert)
            : new Decision.Reject(VersionConflict, $"The alert is at version {alert.Version}, not {version}.");
    }
}
