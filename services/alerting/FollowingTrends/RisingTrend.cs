using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTrends;

/// <summary>
/// LYM-005: a limb grows by 1.0 point or more in 30 days and by more than noise in all, or its moving average has shifted, more
/// than 90 days after surgery on that side. Ends after two points in a row at which it no longer worsens.
/// </summary>
/// <remarks>
/// Source: the speed rests on Stout Gergich 2008 (Cancer 112:2809), the chart on the NIST handbook and Lucas and Saccucci 1990; the
/// limits are choices (domain sheet 4.5). Pure.
/// </remarks>
public static class RisingTrend
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-005";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        RisingTrendLimits limits = rules.RisingTrend;
        TrendMemory memory = new(series, before, limits);
        OpenStretch? open = before.Stretch;
        foreach (TrendPoint point in series.Points)
        {
            if (!TrendMemory.Counts(point, rules))
                continue;

            memory.Add(point);
            if (memory.Worsens)
            {
                LimbTrend trend = memory.ToTrend();
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, Severity.Watch));
                open = new(trail, MarginPoints: null, Numbers(series, trail, point, trend, limits), Message(series, point, trend));
            }
            else if (open is not null)
            {
                open = open with { Low = open.Low + 1 };
                if (open.Low == limits.ClearPoints)
                {
                    ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                }
            }
        }

        return before with { Stretch = open, Earlier = memory.Window, Carried = memory.Averages };
    }

    private static Dictionary<string, double> Numbers(
        SwellingSeries series, Trail trail, TrendPoint latest, LimbTrend trend, RisingTrendLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["slopeLimitPer30DaysPoints"] = limits.SlopePointsPer30Days,
            ["minimumRealDifferencePoints"] = MinimumRealDifference.Points(series.Limb.Site),
            ["aboveLowestPoints"] = trend.AboveLowestPoints,
            ["movingAveragePercent"] = trend.Average.Z,
            ["movingAverageLimitPercent"] = trend.AverageLimitPercent,
            ["levelPercent"] = trend.LevelPercent,
        };
        if (trend.SlopePointsPer30Days is { } slope)
            numbers["slopePer30DaysPoints"] = slope;
        SwellingEvidence.AddTo(numbers, series, trail, latest);
        return numbers;
    }

    private static string Message(SwellingSeries series, TrendPoint latest, LimbTrend trend)
    {
        string limb = SwellingEvidence.LimbOf(series);
        string what = trend.Rises
            ? $"Slow steady increase of the {limb}, now {SwellingEvidence.PercentOf(latest)}."
            : $"The {limb} stays slightly larger than it was, now {SwellingEvidence.PercentOf(latest)}: small, but it lasts.";
        return $"{what} Bring the next measurement forward.";
    }
}
