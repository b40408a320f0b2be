using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-009: a limb is 3 % to below 5 % (or the minimum real difference, where that is more) above this patient's own starting
/// size, more than 90 days after surgery on that side. For information only: it can be noise. Ends at the next point outside.
/// </summary>
/// <remarks>
/// Source: Specht 2013 (doi:10.1007/s10549-013-2655-2): 3 to below 5 % does not predict progression (hazard ratio 1.55, p = 0.10). On
/// pure noise 21 to 53 % of patients have it once in three years (domain sheet 4.7), so it notifies nobody. Pure.
/// </remarks>
public static class Borderline
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-009";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        BorderlineLimits limits = rules.Borderline;
        OpenStretch? open = before.Stretch;
        foreach (TrendPoint point in series.Points)
        {
            if (point.Change is not { ChangePercent: var percent }
                || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery))
            {
                continue;
            }

            double limit = Math.Max(limits.BelowPercent, SwellingEvidence.RealDifferencePoints(series, point));
            if (Threshold.AtLeast(percent, limits.TriggerPercent) && Threshold.Below(percent, limit))
            {
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, Severity.Info));
                Dictionary<string, double> numbers = new() { ["thresholdPercent"] = limits.TriggerPercent, ["belowPercent"] = limit };
                SwellingEvidence.AddTo(numbers, series, trail, point);
                open = new(trail, MarginPoints: null, numbers, Message(series, point));
            }
            else if (open is not null)
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open };
    }

    private static string Message(SwellingSeries series, TrendPoint latest) =>
        $"The {SwellingEvidence.LimbOf(series)} is slightly larger ({SwellingEvidence.PercentOf(latest)}); within what can be noise. "
        + "No action beyond the normal schedule.";
}
