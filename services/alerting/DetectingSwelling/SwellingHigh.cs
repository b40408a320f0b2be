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

    /// <summary>Every stretch in which the rule held, oldest first for each limb; the last one may still be going on.</summary>
    public static IEnumerable<Episode> Episodes(IReadOnlyList<SwellingSeries> swelling, SwellingHighLimits limits) =>
        swelling.SelectMany(series => Episodes(series, limits));

    private static IEnumerable<Episode> Episodes(SwellingSeries series, SwellingHighLimits limits)
    {
        List<TrendPoint> fired = [];
        int below = 0;
        foreach (TrendPoint point in series.Points)
        {
            // LYM-003 speaks for the early time after surgery; counting it here would page for normal healing.
            if (point.Change is not { } change || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, limits.QuietDaysAfterSurgery))
                continue;

            if (Threshold.AtLeast(change.ChangePercent, limits.TriggerPercent))
            {
                fired.Add(point);
                below = 0;
            }
            else if (fired.Count > 0)
            {
                below = Threshold.Below(change.ChangePercent, limits.ClearPercent) ? below + 1 : 0;
                if (below == limits.ClearPoints)
                {
                    yield return Close(series, fired, limits, endedBy: point.FactId);
                    (fired, below) = ([], 0);
                }
            }
        }

        if (fired.Count > 0)
            yield return Close(series, fired, limits, endedBy: null);
    }

    private static Episode Close(SwellingSeries series, List<TrendPoint> fired, SwellingHighLimits limits, Guid? endedBy)
    {
        List<Evidence> evidence = [.. fired.Select(EvidenceOf)];
        // The first of equals, so that a second equal reading does not move the peak.
        TrendPoint peak = fired.MaxBy(point => point.Change!.ChangePercent)!;
        return new(
            new(Id, series.Limb),
            evidence.Max(e => e.Severity),
            evidence,
            peak.Change!.ChangePercent,
            MinimumRealDifference.Points(series.Limb.Site),
            Numbers(series, peak, fired[^1], limits),
            Message(series, fired[^1]),
            endedBy);
    }

    private static Evidence EvidenceOf(TrendPoint point) =>
        new(point.FactId, point.At, point.Change!.ChangePercent, IsCapped(point) ? Severity.Watch : Severity.CallProvider);

    private static bool IsCapped(TrendPoint point) => point.Change!.Kind == IndexKind.Unadjusted;

    private static Dictionary<string, double> Numbers(
        SwellingSeries series, TrendPoint peak, TrendPoint latest, SwellingHighLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPercent"] = limits.TriggerPercent,
            ["clearBelowPercent"] = limits.ClearPercent,
            ["peakChangePercent"] = peak.Change!.ChangePercent,
            ["latestChangePercent"] = latest.Change!.ChangePercent,
            ["latestLimbMl"] = latest.LimbMl,
            ["baselineLimbMl"] = LimbVolume.Ml(series.Baseline!.Sitting.Limb),
        };
        if (latest.OtherMl is { } otherMl)
            numbers["latestOtherLimbMl"] = otherMl;
        if (series.Baseline.Sitting.Other is { } baselineOther)
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
