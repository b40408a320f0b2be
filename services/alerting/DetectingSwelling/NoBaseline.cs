using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-008: nobody knows how large the limb was, and it is larger than the other one by more than healthy limbs differ. From 20 %
/// on, or from 200 mL with 2 cm at any station, the provider is to be called. Judged while the starting size is only the first
/// measurement, or the first by a new method; ends when a person names one.
/// </summary>
/// <remarks>
/// Source: upper prediction limits of the difference between healthy limbs (Lymphat Res Biol 2018;16:75); 200 mL and 2 cm:
/// Stanton 2000. A measurement before surgery that comes later is no end but a correction: with it these readings were never
/// without a starting size. Within 90 days after surgery only LYM-003 speaks (domain sheet 4.6). Pure.
/// </remarks>
public static class NoBaseline
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-008";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        // Until then there was none; null = there is none to this day.
        DateTimeOffset? until = series.Baseline?.SetAt;
        if (series.Baseline is null || (until is null && series.Baseline.Kind != BaselineKind.First))
            return before with { Stretch = null };

        NoBaselineLimits limits = rules.NoBaseline;
        double limit = limits.LimitPercent(series.Limb, series.Dominant);
        OpenStretch? open = before.Stretch;
        foreach (TrendPoint point in series.Points)
        {
            if (point.Excess is not { } excess
                || point.Held is not null
                || point.At >= until
                || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery)
                || SeverityOf(point, excess, limit, limits) is not { } severity)
            {
                continue;
            }

            Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, excess.ChangePercent, severity));
            open = new(
                trail,
                MinimumRealDifference.Points(series.Limb.Site),
                Numbers(trail, point, excess, limit, limits),
                $"No starting size {(series.Chain == 1 ? "on file" : "by this method")}; the {SwellingEvidence.LimbOf(series)} is "
                + $"{PercentOf(excess)} larger than the other. Needs a clinical look.",
                EndsAt: until,
                // What was asked for is there: of no interest to who never heard of it.
                IsToldWhenOver: until is null);
        }

        return before with { Stretch = open };
    }

    private static Severity? SeverityOf(TrendPoint point, SwellingIndex excess, double limit, NoBaselineLimits limits)
    {
        bool isWide = excess.LimbMl - excess.OtherMl is { } moreMl
            && Threshold.AtLeast(moreMl, limits.CallMl)
            && WiderAt(point) is { } wider
            && Threshold.AtLeast(wider.WiderCm, limits.CallCm);
        return isWide || Threshold.AtLeast(excess.ChangePercent, limits.CallPercent) ? Severity.CallProvider
            : Threshold.Above(excess.ChangePercent, limit) ? Severity.Watch
            : null;
    }

    private static GirthDifference? WiderAt(TrendPoint point) =>
        point.Sitting.Other is { } other ? GirthDifference.Greatest(other, point.Sitting.Limb) : null;

    private static Dictionary<string, double> Numbers(
        Trail trail, TrendPoint latest, SwellingIndex excess, double limit, NoBaselineLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPercent"] = limit,
            ["callThresholdPercent"] = limits.CallPercent,
            ["peakExcessPercent"] = trail.Peak.Value,
            ["latestExcessPercent"] = excess.ChangePercent,
            ["latestLimbMl"] = excess.LimbMl,
            ["latestOtherLimbMl"] = excess.OtherMl!.Value,
        };
        if (WiderAt(latest) is { } wider)
        {
            numbers["widestDifferenceCm"] = wider.WiderCm;
            numbers["widestDifferenceAtCm"] = wider.PositionCm;
        }

        return numbers;
    }

    private static string PercentOf(SwellingIndex excess) =>
        $"{Math.Round((decimal)excess.ChangePercent, 1, MidpointRounding.AwayFromZero):0.0} %";
}
