using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-002: a limb is 5 % (or the minimum real difference, where that is more) to below 10 % above this patient's own starting
/// size, more than 90 days after surgery on that side. The first time it is to be watched; when the latest reading among those
/// 7 to 120 days earlier had reached the limit too, the provider is to be called.
/// </summary>
/// <remarks>
/// Source: Specht 2013 (doi:10.1007/s10549-013-2655-2): 5 to below 10 % later than three months predicts progression, hazard
/// ratio 2.97; Stout Gergich 2008 (Cancer 112:2809). The confirmation and the clear condition are choices. The earlier reading is
/// compared with the same limit as the present one. A change that nothing corrects is capped at watch, and confirms nothing: it
/// may be weight. Pure.
/// </remarks>
public static class LowVolume
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-002";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        LowVolumeLimits limits = rules.LowVolume;
        OpenStretch? open = before.Stretch;
        List<EarlierValue> earlier = [.. before.Earlier];
        foreach (TrendPoint point in series.Points)
        {
            if (point.Change is not { ChangePercent: var percent })
                continue;
            double realDifference = SwellingEvidence.RealDifferencePoints(series, point);
            double limit = Math.Max(limits.TriggerPercent, realDifference);
            EarlierValue? confirming = Confirming(earlier, point, limit, limits);
            // A reading of the early time starts nothing, but it is a reading: one of later days may be its second.
            Remember(earlier, point, limits);
            if (DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery))
                continue;

            if (Threshold.AtLeast(percent, limit) && Threshold.Below(percent, limits.BelowPercent))
            {
                Severity severity = confirming is null ? Severity.Watch : Severity.CallProvider;
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, severity));
                open = new(
                    trail,
                    MinimumRealDifference.Points(series.Limb.Site),
                    Numbers(series, trail, point, limit, realDifference, confirming),
                    Message(series, trail, point));
            }
            else if (open is not null)
            {
                open = open with { Low = Threshold.Below(percent, limits.ClearPercent) ? open.Low + 1 : 0 };
                if (Threshold.Below(percent, limits.ClearAtOncePercent) || open.Low == limits.ClearPoints)
                {
                    ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                }
            }
        }

        return before with { Stretch = open, Earlier = [.. earlier] };
    }

    private static EarlierValue? Confirming(
        List<EarlierValue> earlier, TrendPoint point, double limit, LowVolumeLimits limits) =>
        earlier.FindLast(value => point.At - value.At >= TimeSpan.FromDays(limits.ConfirmAfterDays)) is { Confirms: true } latest
        && point.At - latest.At <= TimeSpan.FromDays(limits.ConfirmWithinDays)
        && Threshold.AtLeast(latest.Value, limit)
            ? latest
            : null;

    // A later point asks for the latest value at least 7 days before it: one of the last 7 days, or the last before them.
    private static void Remember(List<EarlierValue> earlier, TrendPoint point, LowVolumeLimits limits)
    {
        int oldest = earlier.FindLastIndex(value => point.At - value.At >= TimeSpan.FromDays(limits.ConfirmAfterDays));
        earlier.RemoveRange(0, Math.Max(0, oldest));
        earlier.Add(new(point.At, point.Change!.ChangePercent, Confirms: !SwellingEvidence.IsCapped(point)));
    }

    private static Dictionary<string, double> Numbers(
        SwellingSeries series, Trail trail, TrendPoint latest, double limit, double realDifference, EarlierValue? confirming)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPercent"] = limit,
            ["minimumRealDifferencePoints"] = realDifference,
        };
        if (confirming is not null)
        {
            numbers["confirmedByChangePercent"] = confirming.Value;
            numbers["confirmedAfterDays"] = (latest.At - confirming.At).TotalDays;
        }

        SwellingEvidence.AddTo(numbers, series, trail, latest);
        return numbers;
    }

    private static string Message(SwellingSeries series, Trail trail, TrendPoint latest)
    {
        string limb = SwellingEvidence.LimbOf(series);
        string percent = SwellingEvidence.PercentOf(latest);
        if (trail.Severity == Severity.CallProvider)
        {
            return $"The {limb} is {percent} larger than this patient's own starting size: still raised on a second check. "
                + "Ask the provider about early compression.";
        }

        string what = $"Small but real increase of the {limb} ({percent}). Recheck in 30 days.";
        return SwellingEvidence.IsCapped(latest)
            ? $"{what} The other limb and weight are missing, so this may be weight: measure both limbs then."
            : what;
    }
}
