using System.Collections.Immutable;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTrends;

/// <summary>
/// All that must be remembered of a limb's readings to say where it is going: those of the slope's window, and the moving average
/// of each kind of index. Kinds are never mixed within a trend. Pure.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.2 and 4.5, and design section 6: the starting size, readings within 90 days after surgery, held ones and
/// those of an infection or clot have no part in it, and the plain minimum real difference is the measure.
/// </remarks>
/// <param name="Window">Changes in percent, oldest first; the word is the kind of index.</param>
/// <param name="Averages">The figures of the moving averages, by kind of index.</param>
internal sealed record TrendMemory(ImmutableList<EarlierValue> Window, ImmutableSortedDictionary<string, double> Averages)
{
    // More than one a week of the window, and still few enough for a snapshot.
    private const int WindowMax = 28;

    /// <summary>What is remembered in a rule's progress.</summary>
    public static TrendMemory Of(Progress before) => new(before.Earlier, before.Carried ?? NoFigures);

    /// <summary>The trend of a limb as of its latest reading that counts; null when none does.</summary>
    /// <param name="series">The limb with its whole history.</param>
    /// <param name="rules">Limits.</param>
    public static LimbTrend? Latest(SwellingSeries series, RuleSet rules)
    {
        TrendMemory memory = new([], NoFigures);
        LimbTrend? latest = null;
        foreach (TrendPoint point in series.Points.Where(point => Counts(point, rules)))
            (memory, latest) = memory.With(series, point, rules.RisingTrend);
        return latest;
    }

    /// <summary>True when a reading has a part in the trend.</summary>
    public static bool Counts(TrendPoint point, RuleSet rules) =>
        point.Change is not null && !point.IsAcute
        && !DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery);

    /// <summary>What to remember with one more reading, and where the limb is going as of it.</summary>
    /// <param name="series">The limb.</param>
    /// <param name="point">A reading that counts, not earlier than those before.</param>
    /// <param name="limits">Limits.</param>
    public (TrendMemory Memory, LimbTrend Trend) With(SwellingSeries series, TrendPoint point, RisingTrendLimits limits)
    {
        string kind = KindOf(point);
        Ewma average = AverageOf(kind, series.Baseline!.At)
            .With(new(point.At, point.Change!.ChangePercent), limits.AverageTauDays);
        TrendMemory memory = new(
            Lookback.Add(
                Window,
                new(point.At, point.Change.ChangePercent, Word: kind),
                TimeSpan.FromDays(limits.SlopeWindowDays),
                WindowMax),
            Averages.SetItems(FiguresOf(kind, average)));
        IReadOnlyList<TimedChange> window =
            [.. memory.Window.Where(value => value.Word == kind).Select(value => new TimedChange(value.At, value.Value))];
        return (memory, TrendOf(window, average, MinimumRealDifference.Points(series.Limb.Site), limits));
    }

    private static LimbTrend TrendOf(
        IReadOnlyList<TimedChange> window, Ewma average, double realDifference, RisingTrendLimits limits)
    {
        double? slope =
            TheilSen.PointsPer30Days(window, limits.SlopeWindowDays, limits.SlopeReadings, limits.SlopeSpanDays);
        bool rises = Trend.Rises(window, slope, realDifference, limits.SlopePointsPer30Days);
        bool falls = Trend.Falls(window, slope, realDifference, limits.SlopePointsPer30Days);
        bool signals = average.Signals(realDifference, limits.AverageSigmas, limits.AverageReadings);
        return new(
            window[^1].At,
            Trend.State(window.Count, rises, falls, signals, limits.StateReadings),
            slope,
            SwellingLevel.Percent(window, limits.LevelReadings, limits.LevelWindowDays)!.Value,
            window.Count,
            window[^1].ChangePercent - window.Min(point => point.ChangePercent),
            rises,
            average,
            average.LimitPercent(realDifference, limits.AverageSigmas),
            signals);
    }

    private static readonly ImmutableSortedDictionary<string, double> NoFigures =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    private static string KindOf(TrendPoint point) => point.Change!.Kind.ToWire();

    private Ewma AverageOf(string kind, DateTimeOffset baselineAt) => Averages.TryGetValue($"{kind}.z", out double z)
        ? new(z, Averages[$"{kind}.v"], (int)Averages[$"{kind}.readings"], MomentOf(kind))
        : Ewma.Start(baselineAt);

    // A moment in ticks has more digits than a double: days and the rest of the day are whole in one each.
    private DateTimeOffset MomentOf(string kind) =>
        new(((long)Averages[$"{kind}.day"] * TimeSpan.TicksPerDay) + (long)Averages[$"{kind}.tick"], TimeSpan.Zero);

    private static KeyValuePair<string, double>[] FiguresOf(string kind, Ewma average) =>
    [
        new($"{kind}.z", average.Z),
        new($"{kind}.v", average.V),
        new($"{kind}.readings", average.Readings),
        new($"{kind}.day", average.At.UtcTicks / TimeSpan.TicksPerDay),
        new($"{kind}.tick", average.At.UtcTicks % TimeSpan.TicksPerDay),
    ];
}
