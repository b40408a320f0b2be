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
    /// <param name="open">The stretch that goes on from before; null when there is none.</param>
    /// <param name="limits">From the rule set that judges.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>The stretch that goes on after the last point; null when there is none.</returns>
    public static OpenStretch? Follow(
        SwellingSeries series, OpenStretch? open, SwellingHighLimits limits, ICollection<Episode> ended)
    {
        foreach (TrendPoint point in series.Points)
        {
            // LYM-003 speaks for the early time after surgery; counting it here would page for normal healing.
            if (point.Change is not { } change || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, limits.QuietDaysAfterSurgery))
                continue;

            if (Threshold.AtLeast(change.ChangePercent, limits.TriggerPercent))
            {
                Evidence evidence = EvidenceOf(point);
                open = new(new(Id, series.Limb), open?.Trail.With(evidence) ?? Trail.Begin(evidence), point, Low: 0);
            }
            else if (open is not null)
            {
                open = open with { Low = Threshold.Below(change.ChangePercent, limits.ClearPercent) ? open.Low + 1 : 0 };
                if (open.Low == limits.ClearPoints)
                {
                    ended.Add(EpisodeOf(open, series, limits) with { EndedBy = point.FactId });
                    open = null;
                }
            }
        }

        return open;
    }

    /// <summary>The episode a stretch is so far.</summary>
    public static Episode EpisodeOf(OpenStretch open, SwellingSeries series, SwellingHighLimits limits) => new(
        open.Key,
        open.Trail,
        MinimumRealDifference.Points(series.Limb.Site),
        Numbers(open, series.Baseline!.Sitting, limits),
        Message(series, open.Latest),
        EndedBy: null);

    private static Evidence EvidenceOf(TrendPoint point) => new(
        point.FactId,
        point.Seq,
        point.At,
        point.Change!.ChangePercent,
        IsCapped(point) ? Severity.Watch : Severity.CallProvider);

    private static bool IsCapped(TrendPoint point) => point.Change!.Kind == IndexKind.Unadjusted;

    private static Dictionary<string, double> Numbers(OpenStretch open, Sitting baseline, SwellingHighLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPercent"] = limits.TriggerPercent,
            ["clearBelowPercent"] = limits.ClearPercent,
            ["peakChangePercent"] = open.Trail.Peak.Value,
            ["latestChangePercent"] = open.Trail.Last.Value,
            ["latestLimbMl"] = open.Latest.LimbMl,
            ["baselineLimbMl"] = LimbVolume.Ml(baseline.Limb),
        };
        if (open.Latest.OtherMl is { } otherMl)
            numbers["latestOtherLimbMl"] = otherMl;
        if (baseline.Other is { } baselineOther)
            numbers["baselineOtherLimbMl"] = LimbVolume.Ml(baselineOther);
        return numbers;
    }

    private static string Message(SwellingSeries series, TrendPoint latest)
    {
        // Rounded for people only, half away from zero (domain sheet 1.2); the decision was made on the unrounded number.
        decimal percent = Math.Round((decimal)latest.Change!.ChangePercent, 1, MidpointRounding.AwayFromZero);
        string limb = $"{series.Limb.Side.ToWire()} {series.Limb.Site.ToWire()}";
        string what = $"The {limb} is {percent:0.0} % larger than this patient's own starting size.";
        return IsCapped(latest)
            ? $"{what} The other limb and weight are missing, so this may be weight: review within 7 days and measure both limbs."
            : $"{what} Ask them to contact their provider; check for redness, fever or sudden pain first.";
    }
}
