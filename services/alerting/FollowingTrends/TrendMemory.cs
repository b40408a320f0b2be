using System.Collections.Immutable;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTrends;

/// <summary>
/// All that must be remembered of a limb's readings to say where it is going: those of the slope's window, and the moving average
/// of each kind of index. Kinds are never mixed within a trend. Used for one pass over later readings.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.2 and 4.5, and design section 6: the starting size, readings within 90 days after surgery, held ones and
/// those of an infection or clot have no part in it, and the plain minimum real difference is the measure.
/// </remarks>
internal sealed class TrendMemory
{
    // More than one a week of the window, and still few enough for a snapshot.
    private const int WindowMax = 28;

    private readonly SwellingSeries _series;
    private readonly RisingTrendLimits _limits;
    private readonly double _realDifference;
    private readonly List<EarlierValue> _window;
    private readonly ImmutableSortedDictionary<string, double> _before;
    private readonly Dictionary<string, Ewma> _averages = [];
    private readonly List<TimedChange> _ofKind = new(WindowMax);
    private string _kind = "";
    private double? _slope;
    private bool _hasSlope;

    /// <summary>Goes on from what is remembered in a rule's progress.</summary>
    /// <param name="series">The limb.</param>
    /// <param name="before">What is remembered.</param>
    /// <param name="limits">Limits.</param>
    public TrendMemory(SwellingSeries series, Progress before, RisingTrendLimits limits)
    {
        _series = series;
        _limits = limits;
        _realDifference = MinimumRealDifference.Points(series.Limb.Site);
        _window = [.. before.Earlier];
        _before = before.Carried ?? NoFigures;
    }

    /// <summary>Changes in percent, oldest first; the word is the kind of index.</summary>
    public ImmutableList<EarlierValue> Window => [.. _window];

    /// <summary>The figures of the moving averages, by kind of index.</summary>
    public ImmutableSortedDictionary<string, double> Averages =>
        _before.SetItems(_averages.SelectMany(average => FiguresOf(average.Key, average.Value)));

    /// <summary>True when the limb grows, or its average has shifted, as of the latest reading.</summary>
    public bool Worsens => Signals || Rises;

    /// <summary>The trend of a limb as of its latest reading that counts; null when none does.</summary>
    /// <param name="series">The limb with its whole history.</param>
    /// <param name="rules">Limits.</param>
    public static LimbTrend? Latest(SwellingSeries series, RuleSet rules)
    {
        TrendMemory memory = new(series, Progress.None(series.KeyFor(RisingTrend.Id)), rules.RisingTrend);
        foreach (TrendPoint point in series.Points.Where(point => Counts(point, rules)))
            memory.Add(point);
        return memory._ofKind.Count == 0 ? null : memory.ToTrend();
    }

    /// <summary>True when a reading has a part in the trend.</summary>
    public static bool Counts(TrendPoint point, RuleSet rules) =>
        point.Change is not null && !point.IsAcute
        && !DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery);

    /// <summary>Takes one more reading in.</summary>
    /// <param name="point">A reading that counts, not earlier than those before.</param>
    public void Add(TrendPoint point)
    {
        _kind = KindOf(point);
        _averages[_kind] = AverageOf(_kind).With(new(point.At, point.Change!.ChangePercent), _limits.AverageTauDays);
        Lookback.Add(
            _window, new(point.At, point.Change.ChangePercent, Word: _kind), TimeSpan.FromDays(_limits.SlopeWindowDays), WindowMax);
        _hasSlope = false;
        _ofKind.Clear();
        foreach (EarlierValue value in _window)
        {
            if (value.Word == _kind)
                _ofKind.Add(new(value.At, value.Value));
        }
    }

    /// <summary>Where the limb is going as of the latest reading, in full.</summary>
    public LimbTrend ToTrend()
    {
        Ewma average = AverageOf(_kind);
        double? slope = Slope;
        bool rises = Trend.Rises(_ofKind, slope, _realDifference, _limits.SlopePointsPer30Days);
        bool falls = Trend.Falls(_ofKind, slope, _realDifference, _limits.SlopePointsPer30Days);
        return new(
            _ofKind[^1].At,
            Trend.State(_ofKind.Count, rises, falls, Signals, _limits.StateReadings),
            slope,
            SwellingLevel.Percent(_ofKind, _limits.LevelReadings, _limits.LevelWindowDays)!.Value,
            _ofKind.Count,
            AboveLowest,
            rises,
            average,
            average.LimitPercent(_realDifference, _limits.AverageSigmas),
            Signals);
    }

    private bool Signals => AverageOf(_kind).Signals(_realDifference, _limits.AverageSigmas, _limits.AverageReadings);

    // The slope of all pairs is dear; most limbs are not far enough above their lowest for it to matter.
    private bool Rises => Threshold.AtLeast(AboveLowest, _realDifference)
        && Trend.Rises(_ofKind, Slope, _realDifference, _limits.SlopePointsPer30Days);

    private double? Slope
    {
        get
        {
            if (!_hasSlope)
                _slope = TheilSen.PointsPer30Days(_ofKind, _limits.SlopeWindowDays, _limits.SlopeReadings, _limits.SlopeSpanDays);
            _hasSlope = true;
            return _slope;
        }
    }

    private double AboveLowest => _ofKind[^1].ChangePercent - LowestOf(_ofKind);

    private static readonly ImmutableSortedDictionary<string, double> NoFigures =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    private static double LowestOf(List<TimedChange> readings)
    {
        double lowest = double.PositiveInfinity;
        foreach (TimedChange reading in readings)
            lowest = Math.Min(lowest, reading.ChangePercent);
        return lowest;
    }

    private static string KindOf(TrendPoint point) => point.Change!.Kind.ToWire();

    private Ewma AverageOf(string kind)
    {
        if (_averages.TryGetValue(kind, out Ewma known))
            return known;
        return _before.TryGetValue($"{kind}.z", out double z)
            ? new(z, _before[$"{kind}.v"], (int)_before[$"{kind}.readings"], MomentOf(kind))
            : Ewma.Start(_series.Baseline!.At);
    }

    // A moment in ticks has more digits than a double: days and the rest of the day are whole in one each.
    private DateTimeOffset MomentOf(string kind) =>
        new(((long)_before[$"{kind}.day"] * TimeSpan.TicksPerDay) + (long)_before[$"{kind}.tick"], TimeSpan.Zero);

    private static KeyValuePair<string, double>[] FiguresOf(string kind, Ewma average) =>
    [
        new($"{kind}.z", average.Z),
        new($"{kind}.v", average.V),
        new($"{kind}.readings", average.Readings),
        new($"{kind}.day", average.At.UtcTicks / TimeSpan.TicksPerDay),
        new($"{kind}.tick", average.At.UtcTicks % TimeSpan.TicksPerDay),
    ];
}
