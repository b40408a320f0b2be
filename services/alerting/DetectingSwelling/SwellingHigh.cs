using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-001: a limb is 10 % or more above this patient's own starting size, more than 90 days after surgery on that side.
/// </summary>
/// <remarks>
/// Source of the limit: Specht 2013 (doi:10.1007/s10549-013-2655-2), McDuff 2019 (IJROBP 103:62), Ridner 2022 (LRB 20:618);
/// the clear condition is a choice. When neither the other limb nor weight corrects the change, the severity is capped at
/// watch (domain sheet 1.4). Pure: series, limits and nothing else.
/// </remarks>
public static class SwellingHigh
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-001";

    /// <summary>Follows one limb over points later than those already followed.</summary>
    /// <param name="series">The limb and the points to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last point.</returns>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        SwellingHighLimits limits = rules.SwellingHigh;
        OpenStretch? open = before.Stretch;
        foreach (TrendPoint point in series.Points)
        {
            // LYM-003 speaks for the early time after surgery; counting it here would page for normal healing.
            if (point.Change is not { } change || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery))
                continue;

            if (Threshold.AtLeast(change.ChangePercent, limits.TriggerPercent))
            {
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, Severity.CallProvider));
                open = new(
                    trail,
                    MinimumRealDifference.Points(series.Limb.Site),
                    Numbers(series, trail, point, limits),
                    Message(series, point));
            }
            else if (open is not null)
            {
                open = open with { Low = Threshold.Below(change.ChangePercent, limits.ClearPercent) ? open.Low + 1 : 0 };
                if (open.Low == limits.ClearPoints)
                {
                    ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                }
            }
        }

        return before with { Stretch = open };
    }

    private static Dictionary<string, double> Numbers(
        SwellingSeries series, Trail trail, TrendPoint latest, SwellingHighLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPercent"] = limits.TriggerPercent,
            ["clearBelowPercent"] = limits.ClearPercent,
        };
        SwellingEvidence.AddTo(numbers, series, trail, latest);
        return numbers;
    }

    private static string Message(SwellingSeries series, TrendPoint latest)
    {
        string what =
            $"The {SwellingEvidence.LimbOf(series)} is {SwellingEvidence.PercentOf(latest)} larger than this patient's own starting size.";
        return SwellingEvidence.IsCapped(latest)
            ? $"{what} The other limb and weight are missing, so this may be weight: review within 7 days and measure both limbs."
            : $"{what} Ask them to contact their provider; check for redness, fever or sudden pain first.";
    }
}
