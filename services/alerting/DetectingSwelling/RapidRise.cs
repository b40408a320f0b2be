using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-004: a limb rose by 5 points (or the minimum real difference of the two readings, where that is more) or by 2 cm at any
/// station within 1 to 14 days, more than 90 days after surgery on that side. Ends when the change is back within the minimum real
/// difference of the reading it rose from.
/// </summary>
/// <remarks>
/// Source: 2 cm: Stanton 2000, Br J Cancer 2018 (s41416-018-0306-4); 5 points: Specht 2013 (doi:10.1007/s10549-013-2655-2); the
/// days are choices. Any earlier reading of those days may show it, the starting size too; of several the one it rose from most
/// counts. Readings of different methods are not compared, changes of different kinds neither. A reading of the early time starts
/// nothing, but it is a reading. For the end the plain minimum real difference is asked: in doubt the alert stays. A change that
/// nothing corrects is capped at watch. Pure.
/// </remarks>
public static class RapidRise
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-004";

    // One every other day; also of a patient measured more often a reading of two weeks ago is kept.
    private const int EarlierMax = 8;

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        RapidRiseLimits limits = rules.RapidRise;
        OpenStretch? open = before.Stretch;
        List<EarlierValue> earlier = [.. before.Earlier];
        foreach (TrendPoint point in series.Points)
        {
            if (!point.IsBaseline && point.Change is null)
                continue;
            Rise? rise = Steepest(series, earlier, point, limits);
            Lookback.Add(earlier, ValueOf(point), TimeSpan.FromDays(limits.WithinDays), EarlierMax);
            if (point.Change is null || DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery))
                continue;

            if (rise is not null)
            {
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, Severity.CallProvider));
                open = new(
                    trail,
                    MarginPoints: null,
                    Numbers(series, trail, point, rise, limits),
                    Message(series, point, rise),
                    // What it first rose from decides what "back" means; later readings have the rise in them.
                    Reference: open?.Reference ?? rise.From.Value);
            }
            else if (open is not null
                && Threshold.AtMost(
                    point.Change.ChangePercent - open.Reference!.Value, MinimumRealDifference.Points(series.Limb.Site)))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open, Earlier = [.. earlier] };
    }

    private static Rise? Steepest(
        SwellingSeries series, List<EarlierValue> earlier, TrendPoint point, RapidRiseLimits limits) =>
        point.Change is null
            ? null
            : earlier
                .Where(value => point.At - value.At >= TimeSpan.FromDays(limits.AfterDays)
                    && point.At - value.At <= TimeSpan.FromDays(limits.WithinDays)
                    && value.Reading!.Protocol.IsComparableWith(point.Protocol))
                .Select(value => RiseFrom(series, value, point, limits))
                .Where(rise => rise.ByPoints || rise.ByGirth)
                .MaxBy(rise => (rise.Points, rise.Girth?.WiderCm));

    private static Rise RiseFrom(SwellingSeries series, EarlierValue from, TrendPoint point, RapidRiseLimits limits)
    {
        double limit = Math.Max(
            limits.RisePoints, MinimumRealDifference.Points(series.Limb.Site, from.Reading!.RaterId, point.RaterId));
        // The starting size is 0 in every kind of index.
        double? points = from.Word is null || from.Word == point.Change!.Kind.ToWire()
            ? point.Change!.ChangePercent - from.Value
            : null;
        GirthDifference? girth = GirthDifference.Greatest(from.Reading.Limb, point.Sitting.Limb);
        return new(
            from,
            points,
            limit,
            girth,
            ByPoints: points is { } rose && Threshold.AtLeast(rose, limit),
            ByGirth: girth is not null && Threshold.AtLeast(girth.WiderCm, limits.RiseCm));
    }

    private static EarlierValue ValueOf(TrendPoint point) => new(
        point.At,
        point.Change?.ChangePercent ?? 0,
        Word: point.Change?.Kind.ToWire(),
        Reading: new(point.Sitting.Limb, point.Protocol, point.RaterId));

    private static Dictionary<string, double> Numbers(
        SwellingSeries series, Trail trail, TrendPoint latest, Rise rise, RapidRiseLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["riseLimitPoints"] = rise.LimitPoints,
            ["roseWithinDays"] = (latest.At - rise.From.At).TotalDays,
            ["earlierChangePercent"] = rise.From.Value,
        };
        if (rise.Points is { } points)
            numbers["risePoints"] = points;
        if (rise is { ByGirth: true, Girth: { } girth })
        {
            numbers["widestRiseCm"] = girth.WiderCm;
            numbers["widestRiseAtCm"] = girth.PositionCm;
            numbers["riseLimitCm"] = limits.RiseCm;
        }

        SwellingEvidence.AddTo(numbers, series, trail, latest);
        return numbers;
    }

    private static string Message(SwellingSeries series, TrendPoint latest, Rise rise)
    {
        string limb = SwellingEvidence.LimbOf(series);
        double days = (latest.At - rise.From.At).TotalDays;
        string within = $"in {Rounded(days, 0)} {(Rounded(days, 0) == 1 ? "day" : "days")}";
        string what = rise.ByPoints
            ? $"Swelling of the {limb} rose {Rounded(rise.Points!.Value, 1):0.0} points {within}."
            : $"The {limb} grew {Rounded(rise.Girth!.WiderCm, 1):0.0} cm at one place {within}.";
        return SwellingEvidence.IsCapped(latest)
            ? $"{what} The other limb and weight are missing, so this may be weight: review soon and measure both limbs."
            : $"{what} Call the patient today; ask about pain, redness, fever, breathlessness.";
    }

    private static decimal Rounded(double value, int decimals) =>
        Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);

    /// <summary>How much larger a limb is than at an earlier reading.</summary>
    private sealed record Rise(
        EarlierValue From,
        double? Points,
        double LimitPoints,
        GirthDifference? Girth,
        bool ByPoints,
        bool ByGirth);
}
