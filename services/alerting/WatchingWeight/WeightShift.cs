using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.WatchingWeight;

/// <summary>
/// LYM-041: the body weight changed by 4.5 kg or more within 30 days, up or down. For information: swelling is to be reread with
/// this in mind. Ends by itself 30 days later.
/// </summary>
/// <remarks>
/// Source: a monthly fluctuation of 10 lb carries a hazard ratio of 1.97 (Jammallo 2013, Breast Cancer Res Treat 142). Of the
/// weights of those days the one that differs most counts. Pure.
/// </remarks>
public static class WeightShift
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-041";

    // One a day.
    private const int EarlierMax = 30;

    /// <summary>Follows a patient's weight over points later than those already followed.</summary>
    /// <param name="series">The weights to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the points before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last point.</returns>
    public static Progress Follow(WeightSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        WeightShiftLimits limits = rules.WeightShift;
        OpenStretch? open = before.Stretch;
        List<EarlierValue> earlier = [.. before.Earlier];
        foreach (WeightPoint point in series.Points)
        {
            if (open?.EndsAt <= point.At)
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(open.EndsAt.Value, By: null)));
                open = null;
            }

            EarlierValue? from = earlier
                .Where(value => point.At - value.At <= TimeSpan.FromDays(limits.WithinDays))
                .MaxBy(value => Math.Abs(point.Kg - value.Value));
            Lookback.Add(earlier, new(point.At, point.Kg), TimeSpan.FromDays(limits.WithinDays), EarlierMax);
            if (from is null || Threshold.Below(Math.Abs(point.Kg - from.Value), limits.ShiftKg))
                continue;

            double shift = point.Kg - from.Value;
            open = new(
                Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, Math.Abs(shift), Severity.Info)),
                MarginPoints: null,
                new Dictionary<string, double>
                {
                    ["shiftKg"] = shift,
                    ["shiftLimitKg"] = limits.ShiftKg,
                    ["latestWeightKg"] = point.Kg,
                    ["earlierWeightKg"] = from.Value,
                    ["shiftedWithinDays"] = (point.At - from.At).TotalDays,
                },
                Message(shift),
                EndsAt: point.At.AddDays(limits.WithinDays));
        }

        return before with { Stretch = open, Earlier = [.. earlier] };
    }

    private static string Message(double shift)
    {
        decimal kg = Math.Round((decimal)Math.Abs(shift), 1, MidpointRounding.AwayFromZero);
        return $"Weight {(shift > 0 ? "rose" : "fell")} by {kg:0.0} kg in a month; reread swelling with this in mind.";
    }
}
