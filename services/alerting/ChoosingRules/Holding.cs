using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// Keeps from people what other rules found in old facts, until a lead releases it or something new happens. Pure.
/// </summary>
public static class Holding
{
    /// <summary>
    /// Marks as held what a change of rules raises or reopens, but for the urgent, and but for what takes an open alert over: that
    /// one was being worked on.
    /// </summary>
    /// <param name="happened">What the change led to.</param>
    /// <param name="now">Alerting's log time.</param>
    public static IReadOnlyList<AlertEvent> Hold(IReadOnlyList<AlertEvent> happened, DateTimeOffset now)
    {
        HashSet<Guid> taking = [.. happened.Select(one => one.Alert.MergedInto).OfType<Guid>()];
        HashSet<Guid> held =
        [
            .. happened
                .Where(one => one is AlertRaised or AlertReopened
                    && one.Alert.Severity != Severity.Urgent
                    && !taking.Contains(one.Alert.Id))
                .Select(one => one.Alert.Id),
        ];
        return
        [
            .. Let(happened, now, one => one.Alert.Severity == Severity.Urgent && !held.Contains(one.Alert.Id))
                .Select(one => held.Contains(one.Alert.Id) ? one with { Alert = one.Alert with { Held = true } } : one),
        ];
    }

    /// <summary>Lets go of what is held and has new evidence, or has become urgent.</summary>
    /// <param name="happened">What new facts led to.</param>
    /// <param name="facts">Ids of the new facts.</param>
    /// <param name="now">Alerting's log time.</param>
    public static IReadOnlyList<AlertEvent> LetGo(
        IReadOnlyList<AlertEvent> happened, IReadOnlySet<Guid> facts, DateTimeOffset now) =>
        [.. Let(happened, now, one => one.Alert.Severity == Severity.Urgent || one.Alert.Evidence.Kept.Any(facts.Contains))];

    /// <summary>An alert as it is when people may see it.</summary>
    /// <param name="alert">Held.</param>
    /// <param name="now">When staff can first know.</param>
    public static AlertState Released(AlertState alert, DateTimeOffset now) =>
        alert.Version == 0 ? alert with { Held = null, RaisedAt = now } : alert.WaitingFrom(now) with { Held = null };

    private static IEnumerable<AlertEvent> Let(
        IReadOnlyList<AlertEvent> happened, DateTimeOffset now, Func<AlertEvent, bool> isNews)
    {
        HashSet<Guid> released = [];
        foreach (AlertEvent one in happened)
        {
            if (one.Alert.Held is not true)
                yield return one;
            else if (released.Contains(one.Alert.Id))
                yield return one with { Alert = Released(one.Alert, now) };
            else if (one is AlertRepeated or AlertUpgraded or AlertReopened && isNews(one) && released.Add(one.Alert.Id))
                yield return new AlertReleased(Released(one.Alert, now), By: null);
            else
                yield return one;
        }
    }
}
