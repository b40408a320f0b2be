using System.Collections.Immutable;
using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Every rule, asked in turn. A new rule is a line here, its limits in the rule set, and one small file of its own. Pure.
/// </summary>
public static class Rules
{
    /// <summary>Follows one limb over points later than those already followed, in effective-time order.</summary>
    /// <param name="series">The limb and the points to follow.</param>
    /// <param name="before">What the rule remembers of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    private delegate Progress FollowLimb(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended);

    private delegate Progress FollowSymptom(SymptomSeries series, Progress before, RuleSet rules, ICollection<Episode> ended);

    private static readonly (string Id, FollowLimb Follow)[] OfLimbs =
    [
        (SwellingHigh.Id, SwellingHigh.Follow),
        (LowVolume.Id, LowVolume.Follow),
        (EarlySwelling.Id, EarlySwelling.Follow),
        (Borderline.Id, Borderline.Follow),
    ];

    private static readonly (string Id, FollowSymptom Follow)[] OfSymptoms = [(SymptomWorse.Id, SymptomWorse.Follow)];

    /// <summary>Ids of all rules there are.</summary>
    public static ImmutableHashSet<string> Ids { get; } =
        [.. OfLimbs.Select(rule => rule.Id), .. OfSymptoms.Select(rule => rule.Id)];

    /// <summary>
    /// All episodes of one patient by the active rules, those of one key oldest first; the same facts and the same moment give
    /// the same episodes.
    /// </summary>
    /// <remarks>
    /// Where the picture has settled its older history, that is gone on from; episodes that ended long ago are then not among
    /// those returned (<see cref="SettledHistory.Forgets"/>).
    /// </remarks>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">Limits, and which rules are active.</param>
    /// <param name="now">The moment: some episodes end by time alone.</param>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, RuleSet rules, DateTimeOffset now) =>
        Judge(picture, Trajectories.Of(picture, rules.QuietDaysAfterSurgery), rules, now);

    /// <summary>The same, for a caller that has drawn the picture's trajectories already.</summary>
    public static IReadOnlyList<Episode> Judge(
        PatientPicture picture, IReadOnlyList<SwellingSeries> swelling, RuleSet rules, DateTimeOffset now)
    {
        Judgement judgement =
            GoOn(picture.Settled?.Judgement ?? Judgement.Nothing, swelling, SymptomSeries.Of(picture), rules);
        return
        [
            .. judgement.Ended
                .Concat(judgement.Progress.Select(progress => progress.Stretch?.ToEpisode(progress.Key, now)).OfType<Episode>())
                .Where(episode => rules.Active.Contains(episode.Key.Rule))
                // In one order, wherever the older history was settled. The sort keeps those of one key oldest first.
                .OrderBy(episode => PlaceOf(episode.Key), StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Goes on from what was found before over later points, with every rule there is: what is settled must hold for whichever
    /// rules become active later.
    /// </summary>
    public static Judgement GoOn(
        Judgement before, IReadOnlyList<SwellingSeries> swelling, IReadOnlyList<SymptomSeries> symptoms, RuleSet rules)
    {
        List<Episode> ended = [.. before.Ended];
        // What is not followed here (a symptom without a new report) stays as it was.
        Dictionary<AlertKey, Progress> progress = before.Progress.ToDictionary(known => known.Key);
        foreach (SwellingSeries series in swelling)
        {
            foreach ((string id, FollowLimb follow) in OfLimbs)
                Keep(follow(series, From(new(id, series.Limb)), rules, ended));
        }

        foreach (SymptomSeries series in symptoms)
        {
            foreach ((string id, FollowSymptom follow) in OfSymptoms)
                Keep(follow(series, From(series.KeyFor(id)), rules, ended));
        }

        return new(
            ended,
            [
                .. progress.Values.Where(known =>
                    known.Stretch is not null || known.Earlier.Count > 0 || known.Carried is { Count: > 0 }),
            ]);

        Progress From(AlertKey key) => progress.GetValueOrDefault(key) ?? Progress.None(key);

        void Keep(Progress now) => progress[now.Key] = now;
    }

    private static string PlaceOf(AlertKey key) => $"{key.Rule} {key.Limb?.Site} {key.Limb?.Side} {key.Extra} {key.Side}";
}
