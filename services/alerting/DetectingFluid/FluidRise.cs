using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>
/// LYM-006: the L-Dex of a limb is 6.5 or more above this patient's own start with the same device and posture; from 10 on the provider
/// is to be called. Ends with a change below 4.
/// </summary>
/// <remarks>
/// Source: 6.5 from the own baseline, about 2 SD: Ridner, as summarised by ImpediMed, and Ward 2024 (Eur J Breast Health 20:141), which
/// also has 10; the clear condition is a choice. Within 90 days of surgery on that side LYM-003 alone speaks (domain sheet 4.6). Pure.
/// </remarks>
public static class FluidRise
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-006";

    /// <summary>Follows one limb over readings later than those already followed.</summary>
    /// <param name="series">The limb and the readings to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the readings before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last reading.</returns>
    public static Progress Follow(FluidSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        FluidRiseLimits limits = rules.FluidRise;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> known = before.Earlier;
        foreach (FluidPoint point in series.Points)
        {
            (EarlierValue? start, known) =
                OwnStart.For(known, point.At, point.LDex, point.Kind, Surgery.IsAhead(series.Surgeries, point.At));
            if (start is null
                || DaysAfterSurgery.IsEarly(DaysAfterSurgery.At(series.Surgeries, point.At), rules.QuietDaysAfterSurgery))
            {
                continue;
            }

            double change = point.LDex - start.Value;
            if (Threshold.AtLeast(change, limits.WatchPoints))
            {
                Severity severity = Threshold.AtLeast(change, limits.CallPoints) ? Severity.CallProvider : Severity.Watch;
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, change, severity));
                open = new(trail, MarginPoints: null, Numbers(trail, point, start, limits), Message(series, trail));
            }
            else if (open is not null && Threshold.Below(change, limits.ClearPoints))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open, Earlier = known };
    }

    private static Dictionary<string, double> Numbers(Trail trail, FluidPoint latest, EarlierValue start, FluidRiseLimits limits) => new()
    {
        ["thresholdPoints"] = limits.WatchPoints,
        ["callFromPoints"] = limits.CallPoints,
        ["clearBelowPoints"] = limits.ClearPoints,
        ["peakChangePoints"] = trail.Peak.Value,
        ["latestChangePoints"] = trail.Last.Value,
        ["latestIndexPoints"] = latest.LDex,
        ["startIndexPoints"] = start.Value,
    };

    private static string Message(FluidSeries series, Trail trail)
    {
        string what = $"Fluid index (L-Dex) of the {series.Limb.Side.ToWire()} {series.Limb.Site.ToWire()} rose "
            + $"{ShownNumber.OneDecimal(trail.Last.Value)} points above this patient's own start.";
        return trail.Severity == Severity.CallProvider
            ? $"{what} Ask them to contact their provider."
            : $"{what} Confirm within 30 days.";
    }
}
