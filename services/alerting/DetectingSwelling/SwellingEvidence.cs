using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>What the swelling rules have in common: evidence, the numbers behind it, and the words for a limb. Pure.</summary>
internal static class SwellingEvidence
{
    /// <summary>A point as evidence of its change in percent.</summary>
    /// <param name="point">A point with a change.</param>
    /// <param name="severity">What it means, before the cap for changes that nothing corrects.</param>
    public static Evidence Of(TrendPoint point, Severity severity) => new(
        point.FactId,
        point.Seq,
        point.At,
        point.Change!.ChangePercent,
        IsCapped(point) && severity > Severity.Watch ? Severity.Watch : severity);

    /// <summary>True when neither the other limb nor weight corrects the change: then it may be weight (domain sheet 1.4).</summary>
    public static bool IsCapped(TrendPoint point) => point.Change?.Kind == IndexKind.Unadjusted;

    /// <summary>
    /// The least difference between a point and the starting size that is more than measuring error, percentage points (domain
    /// sheet 1.7; the rater factor compares the two readings at hand).
    /// </summary>
    public static double RealDifferencePoints(SwellingSeries series, TrendPoint point) =>
        MinimumRealDifference.Points(series.Limb.Site, series.Baseline?.RaterId, point.RaterId);

    /// <summary>The numbers every swelling rule shows beside its own limits: enough to compute the change again.</summary>
    public static void AddTo(Dictionary<string, double> numbers, SwellingSeries series, Trail trail, TrendPoint latest)
    {
        Sitting baseline = series.Baseline!.Sitting;
        numbers["peakChangePercent"] = trail.Peak.Value;
        numbers["latestChangePercent"] = trail.Last.Value;
        numbers["latestLimbMl"] = latest.LimbMl;
        numbers["baselineLimbMl"] = LimbVolume.Ml(baseline.Limb);
        if (latest.OtherMl is { } otherMl)
            numbers["latestOtherLimbMl"] = otherMl;
        if (baseline.Other is { } baselineOther)
            numbers["baselineOtherLimbMl"] = LimbVolume.Ml(baselineOther);
        if (latest.IsBridged)
            numbers["segment"] = latest.Segment;
        if (latest.Change!.Kind == IndexKind.WeightAdjustedChange)
        {
            numbers["latestWeightKg"] = latest.Weights!.NowKg;
            numbers["baselineWeightKg"] = latest.Weights.ThenKg;
        }
    }

    /// <summary>A limb in words, for example <c>left arm</c>.</summary>
    public static string LimbOf(SwellingSeries series) => LimbOf(series.Limb);

    /// <inheritdoc cref="LimbOf(SwellingSeries)"/>
    public static string LimbOf(Limb limb) => $"{limb.Side.ToWire()} {limb.Site.ToWire()}";

    /// <summary>
    /// A change in words, for example <c>10.9 %</c>. Rounded for people only, half away from zero (domain sheet 1.2); the
    /// decision was made on the unrounded number.
    /// </summary>
    public static string PercentOf(TrendPoint point) =>
        $"{Math.Round((decimal)point.Change!.ChangePercent, 1, MidpointRounding.AwayFromZero):0.0} %";
}
