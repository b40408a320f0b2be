using System.Collections.Immutable;
using LymphOutcomes.Alerting.FollowingTreatment;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Follows a series over points later than those already followed, in effective-time order. Pure.</summary>
/// <param name="series">The series and the points to follow.</param>
/// <param name="before">What the rule remembers of the points before.</param>
/// <param name="rules">Limits.</param>
/// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
/// <returns>What to remember after the last point.</returns>
public delegate Progress Follow<in TSeries>(TSeries series, Progress before, RuleSet rules, ICollection<Episode> ended);

/// <summary>As <see cref="Follow{TSeries}"/>, for a rule that has an episode for each of several things in one series.</summary>
/// <param name="series">The series and the points to follow.</param>
/// <param name="before">All that the rule remembers.</param>
/// <param name="rules">Limits.</param>
/// <param name="ended">Gets the episodes that end on the way, those of one key oldest first.</param>
/// <returns>All that it is to remember; what is left out is forgotten.</returns>
public delegate IReadOnlyList<Progress> FollowMany<in TSeries>(
    TSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended);

/// <summary>A rule as it is registered.</summary>
/// <param name="Id">For example <c>LYM-001</c>.</param>
/// <param name="Follow">How it follows a series.</param>
internal sealed record Rule<TSeries>(string Id, Follow<TSeries> Follow);

/// <inheritdoc cref="Rule{TSeries}"/>
internal sealed record RuleOfMany<TSeries>(string Id, FollowMany<TSeries> Follow);

/// <summary>One pass of the rules over later points: what was remembered goes in, what is to be remembered comes out.</summary>
/// <param name="before">What was found before.</param>
/// <param name="rules">Limits.</param>
internal sealed class Following(Judgement before, RuleSet rules)
{
    private readonly List<Episode> _ended = [.. before.Ended];

    // What is not followed here (a symptom without a new report) stays as it was.
    private readonly Dictionary<AlertKey, Progress> _progress = before.Progress.ToDictionary(known => known.Key);

    /// <summary>Each rule over each series.</summary>
    public void Each<TSeries>(
        IEnumerable<Rule<TSeries>> all, IReadOnlyList<TSeries> series, Func<string, TSeries, AlertKey> keyOf)
    {
        foreach (Rule<TSeries> rule in all)
        {
            foreach (TSeries one in series)
            {
                AlertKey key = keyOf(rule.Id, one);
                Progress now = rule.Follow(one, _progress.GetValueOrDefault(key) ?? Progress.None(key), rules, _ended);
                _progress[now.Key] = now;
            }
        }
    }

    /// <summary>Each rule that keeps several things apart by itself over the one series there is.</summary>
    public void Each<TSeries>(IEnumerable<RuleOfMany<TSeries>> all, TSeries series)
    {
        foreach (RuleOfMany<TSeries> rule in all)
        {
            Progress[] known = [.. _progress.Values.Where(progress => progress.Key.Rule == rule.Id)];
            IReadOnlyList<Progress> now = rule.Follow(series, known, rules, _ended);
            foreach (Progress progress in known)
                _progress.Remove(progress.Key);
            foreach (Progress progress in now)
                _progress[progress.Key] = progress;
        }
    }

    /// <summary>When some rules held, as far as they were followed: one rule may bear on another that is followed later.</summary>
    /// <param name="ofRules">Their ids.</param>
    public IReadOnlyList<SwollenTime> TimesOf(ImmutableHashSet<string> ofRules) =>
    [
        .. _ended.Where(episode => ofRules.Contains(episode.Key.Rule))
            .Select(episode => new SwollenTime(episode.Trail.First.At, episode.End?.At)),
        .. _progress.Values.Where(progress => ofRules.Contains(progress.Key.Rule) && progress.Stretch is not null)
            .Select(progress => new SwollenTime(progress.Stretch!.Trail.First.At, progress.Stretch.EndsAt)),
    ];

    /// <summary>What was found, with what the rules must remember, in an order that does not tell in how many passes.</summary>
    public Judgement ToJudgement() => new(
        // The sort keeps those of one key oldest first.
        [.. _ended.OrderBy(episode => episode.Key.Place, StringComparer.Ordinal)],
        [
            .. _progress.Values.Where(known => !known.IsNothing)
                .OrderBy(known => known.Key.Place, StringComparer.Ordinal),
        ]);
}
