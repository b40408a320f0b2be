using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.ReconcilingAlerts;

/// <summary>
/// LYM-053: an alert that asked for a call was withdrawn because a value was corrected; somebody may have been called for nothing. Not
/// a rule: it is told of alerts, not of facts, so there is no episode of it (design, section 6). Pure.
/// </summary>
public static class CorrectionNotices
{
    /// <summary>Its id among those of rules.</summary>
    public const string Rule = "LYM-053";

    private const string Message = "An earlier alert rested on a value since corrected. If someone was called, tell them.";

    /// <summary>What follows for notices from what happened to the other alerts.</summary>
    /// <param name="before">The patient's alerts before that.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="rules">The rule set in force.</param>
    /// <param name="now">Alerting's log time.</param>
    /// <param name="newAlertId">Gives the id of one more alert.</param>
    public static IReadOnlyList<AlertEvent> Follow(
        IReadOnlyList<AlertState> before,
        IReadOnlyList<AlertEvent> happened,
        RuleSet rules,
        DateTimeOffset now,
        Func<Guid> newAlertId)
    {
        List<AlertEvent> follows = [];
        if (!rules.Active.Contains(Rule))
            return follows;

        foreach (AlertState after in happened.Select(one => one.Alert).GroupBy(alert => alert.Id).Select(steps => steps.Last()))
        {
            bool was = IsWithdrawn(before.FirstOrDefault(alert => alert.Id == after.Id));
            if (was == IsWithdrawn(after))
                continue;
            AlertState? notice = before.FirstOrDefault(alert => alert.Key == KeyOf(after) && alert.IsOpen);
            if (was && notice is { Condition: Condition.Active })
                follows.Add(new AlertWithdrawn(notice with { Condition = Condition.Withdrawn }));
            else if (!was && notice is { Condition: Condition.Withdrawn })
                follows.Add(new AlertRepeated(notice with { Condition = Condition.Active }));
            else if (!was && notice is null && after.Severity >= Severity.CallProvider)
                follows.Add(new AlertRaised(Open(newAlertId(), after, rules, now)));
        }

        return follows;
    }

    private static bool IsWithdrawn(AlertState? alert) =>
        alert is { Condition: Condition.Withdrawn, MergedInto: null, Outruled: not true };

    private static AlertKey KeyOf(AlertState withdrawn) =>
        new(Rule, withdrawn.Key.Limb, withdrawn.Id.ToString("D"), withdrawn.Key.Side);

    private static AlertState Open(Guid id, AlertState withdrawn, RuleSet rules, DateTimeOffset now) => new(
        id,
        KeyOf(withdrawn),
        rules.Version,
        Severity.Info,
        Condition.Active,
        Handling.New,
        withdrawn.Evidence,
        PeakValue: 0,
        new Dictionary<string, double>(),
        Message,
        Historical: false,
        withdrawn.FirstEffective,
        withdrawn.LastEffective,
        RaisedAt: now,
        Version: 0);
}
