using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
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
        Decide(view, alertId, version, alert =>
        {
            // One that became more severe since is taken up anew.
            if (!alert.AwaitsAcknowledgement)
                return new Decision.Reject(NotPossible, $"The alert is already {alert.Handling}.");
            AlertState taken = alert with
            {
                Handling = Handling.Acknowledged, AcknowledgedBy = by, AcknowledgedAs = alert.Severity, Version = version + 1,
            };
            // That a value was corrected has been told when somebody has read it.
            return alert is { Key.Rule: CorrectionNotices.Rule, Condition: Condition.Active }
                ? Append(new AlertAcknowledged(taken, by), new AlertCleared(taken with { Condition = Condition.Cleared }))
                : Append(new AlertAcknowledged(taken, by));
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
                Snooze = null,
            };
            return AppendAndJudge(view, new AlertResolved(resolved, by, outcome, note), rules);
        });

    /// <summary>A person takes a resolved alert back into the queue, where it waits as a new one.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">Why; null without.</param>
    public static Decision Reopen(StreamView<PatientPicture> view, Guid alertId, int version, string by, NoteRef? note) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling != Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is not resolved.");
            if (alert.MergedInto is not null)
                return new Decision.Reject(NotPossible, "Another alert has taken this one over.");
            // Of one key at most one alert is open (design D6).
            if (view.State.Alerts.Exists(other => other.Key == alert.Key && other.IsOpen))
                return new Decision.Reject(NotPossible, "Another alert about the same is open.");
            return Append(new AlertReopened(
                alert.WaitingFrom(view.Now) with
                {
                    Handling = Handling.New, AcknowledgedBy = null, AcknowledgedAs = null, Version = version + 1,
                },
                by,
                note));
        });

    /// <summary>A person writes something down about an alert, in whatever state it is.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">What.</param>
    public static Decision Note(StreamView<PatientPicture> view, Guid alertId, int version, string by, NoteRef note) =>
        Decide(view, alertId, version, alert => Append(new AlertNoted(alert with { Version = version + 1 }, by, note)));

    /// <summary>
    /// A person puts an alert aside until a moment, as far as it was on their screen, or takes it back. Evidence logged since then
    /// brings it back in the same append. Nobody takes it up by that.
    /// </summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="until">Until when; null: it is back at once.</param>
    /// <param name="coveredTo">Number of alerting's log at which the person's page was read.</param>
    /// <param name="note">Why; null without.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Snooze(
        StreamView<PatientPicture> view,
        Guid alertId,
        int version,
        string by,
        DateTimeOffset? until,
        long coveredTo,
        NoteRef? note,
        RuleSet rules) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling == Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is already resolved.");
            if (until is not { } end)
            {
                return alert.Snooze is null
                    ? new Decision.Reject(NotPossible, "The alert is not put aside.")
                    : Append(new AlertSnoozeEnded(alert.Awake(view.Now) with { Version = version + 1 }, SnoozeEnd.Person, by));
            }

            if (coveredTo < 0 || coveredTo > view.LogSeq)
                return new Decision.Reject(NotPossible, "coveredTo names a moment this log has not reached.");
            if (end <= view.Now)
                return new Decision.Reject(NotPossible, "The moment it is to come back is over.");
            TimeSpan longest = rules.Escalation.LongestSnooze(alert.Severity);
            if (end - view.Now > longest)
                return new Decision.Reject(NotPossible, $"An alert as severe as this rests for at most {InWords(longest)}.");
            // What was on the screen is older than what the picture still tells apart.
            if (view.State.Settled?.Seq > coveredTo)
                return new Decision.ReadHistory();
            return AppendAndJudge(
                view,
                new AlertSnoozed(alert with { Snooze = new(end, coveredTo, by), Version = version + 1 }, by, note),
                rules);
        });

    /// <summary>A person passes an alert on to the lead, one level a time.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="note">Why; null without.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Escalate(
        StreamView<PatientPicture> view, Guid alertId, int version, string by, NoteRef? note, RuleSet rules) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling == Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is already resolved.");
            int level = (alert.Escalation?.Level ?? 0) + 1;
            return level > rules.Escalation.LevelsMax
                ? new Decision.Reject(NotPossible, $"The alert was passed on {rules.Escalation.LevelsMax} times already.")
                : Append(new AlertEscalated(alert with { Escalation = new(level, view.Now), Version = version + 1 }, by, note));
        });

    /// <summary>A person makes a live alert of one that was born historical: as severe as its evidence, and waiting from now on.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="alertId">The alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="rules">The rule set in force.</param>
    public static Decision Convert(StreamView<PatientPicture> view, Guid alertId, int version, string by, RuleSet rules) =>
        Decide(view, alertId, version, alert =>
        {
            if (alert.Handling == Handling.Resolved)
                return new Decision.Reject(NotPossible, "The alert is already resolved.");
            if (!alert.Historical)
                return new Decision.Reject(NotPossible, "The alert is no historical one.");
            HashSet<Guid> evidence = [.. alert.Evidence.Kept];
            List<Episode> own =
            [
                .. Rules.Judge(view.State, rules, view.Now)
                    .Where(episode => episode.Key == alert.Key && episode.Trail.Kept.Any(piece => evidence.Contains(piece.Fact))),
            ];
            if (own.Count == 0 && view.State.Settled is not null)
                return new Decision.ReadHistory();
            return Append(new AlertConverted(
                alert.WaitingFrom(view.Now) with
                {
                    Historical = false,
                    Severity = own.Select(episode => episode.Trail.Severity).Append(alert.Severity).Max(),
                    // Information may rest for weeks; what it is now may not.
                    Snooze = null,
                    Version = version + 1,
                },
                by));
        });

    private static Decision.Append Append(params AlertEvent[] events) =>
        new([.. events.Select(happened => new NewEvent(happened))]);

    // What follows from a step that covers evidence: what was not covered is told in the same append.
    private static Decision.Append AppendAndJudge(StreamView<PatientPicture> view, AlertEvent step, RuleSet rules)
    {
        PatientPicture after = view.State.With(step.Alert);
        Guid origin = DerivedId.From(step.Alert.Id, (int)view.Version);
        return Append(
        [
            step,
            .. Reconciler.Reconcile(after, Rules.Judge(after, rules, view.Now), rules, view.Now, n => DerivedId.From(origin, n)),
        ]);
    }

    private static string InWords(TimeSpan time) =>
        time < TimeSpan.FromDays(1) ? $"{time.TotalMinutes:0} minutes" : $"{time.TotalDays:0} days";

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
        if (view.State.IsAway)
            return new Decision.Reject(NotPossible, "The patient was merged into another, and the alert has gone along.");
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
