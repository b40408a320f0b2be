using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>LYM-034: the patient does drainage at home and nobody is on record as having taught it.</summary>
/// <remarks>
/// Source: the seed page: possible at home in some cases, but only after asking the provider how. Ends with the instruction, whoever
/// gave it. Sessions by a caregiver raise nothing: the domain sheet speaks of the patient's own. Pure.
/// </remarks>
public static class SelfMassageUntaught
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-034";

    /// <summary>Follows treatment over points later than those already followed.</summary>
    /// <param name="series">The treatment and the points to follow.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last point.</returns>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        AlertKey key = new(Id, Limb: null);
        OpenStretch? open = before.SingleOrDefault()?.Stretch;
        foreach (FactPoint point in series.Points.OfType<FactPoint>())
        {
            if (point.Fact is DrainageTaught && open is not null)
            {
                ended.Add(open.ToEpisode(key, new Ending(point.At, point.FactId)));
                open = null;
            }
            else if (point.Fact is SessionGiven { GivenBy: "self" } && !series.Background.IsTaught(point.At))
            {
                open = Extend(open, point);
            }
        }

        return open is null ? [] : [new(key, open, Earlier: [])];
    }

    private static OpenStretch Extend(OpenStretch? open, FactPoint point)
    {
        Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, 1, Severity.Watch));
        return new(
            trail,
            MarginPoints: null,
            new Dictionary<string, double> { ["selfSessions"] = trail.Count },
            "Doing self-massage; no instruction on file. Offer teaching.");
    }
}
