namespace LymphOutcomes.Clinical;

/// <summary>Judges where a limb is going, from its slope, its lowest and highest reading, and its moving average.</summary>
/// <remarks>
/// Source: domain sheet 4.5. A slope alone is not enough: the limb must also have changed by more than can be noise within the
/// slope's window.
/// </remarks>
public static class Trend
{
    /// <summary>The speed worth a look, percentage points per 30 days [choice; Stout Gergich 2008 has 0.94].</summary>
    public const double SlopeLimitPointsPer30Days = 1.0;

    /// <summary>With fewer readings in the slope's window nothing is said.</summary>
    public const int ReadingsMin = 3;

    /// <summary>True when the slope reaches the limit and the latest reading is so far above the lowest of the window.</summary>
    /// <param name="window">The readings of the slope's window, oldest first, at least one.</param>
    /// <param name="slopePointsPer30Days">As <see cref="TheilSen"/> says; null = there is none.</param>
    /// <param name="realDifferencePoints">The plain minimum real difference of the limb, percentage points.</param>
    /// <param name="slopeLimit">1.0 unless the rule set says otherwise.</param>
    public static bool Rises(
        IReadOnlyList<TimedChange> window,
        double? slopePointsPer30Days,
        double realDifferencePoints,
        double slopeLimit = SlopeLimitPointsPer30Days) =>
        slopePointsPer30Days is { } slope
        && Threshold.AtLeast(slope, slopeLimit)
        && Threshold.AtLeast(window[^1].ChangePercent - window.Min(point => point.ChangePercent), realDifferencePoints);

    /// <summary>The mirror of <see cref="Rises"/>: the latest reading is so far below the highest.</summary>
    /// <inheritdoc cref="Rises"/>
    public static bool Falls(
        IReadOnlyList<TimedChange> window,
        double? slopePointsPer30Days,
        double realDifferencePoints,
        double slopeLimit = SlopeLimitPointsPer30Days) =>
        slopePointsPer30Days is { } slope
        && Threshold.AtMost(slope, -slopeLimit)
        && Threshold.AtLeast(window.Max(point => point.ChangePercent) - window[^1].ChangePercent, realDifferencePoints);

    /// <summary>The state in one word.</summary>
    /// <param name="readings">Readings in the slope's window.</param>
    /// <param name="rises">As <see cref="Rises"/> says.</param>
    /// <param name="falls">As <see cref="Falls"/> says.</param>
    /// <param name="shifted">As <see cref="Ewma.Signals"/> says.</param>
    /// <param name="readingsMin">3 unless the rule set says otherwise.</param>
    /// <returns>
    /// Worsening before all else: a shift seen over years of yearly readings is one, though few of them are in the window.
    /// </returns>
    public static TrendState State(int readings, bool rises, bool falls, bool shifted, int readingsMin = ReadingsMin) =>
        (rises || shifted, readings < readingsMin, falls) switch
        {
            (true, _, _) => TrendState.Worsening,
            (_, true, _) => TrendState.Insufficient,
            (_, _, true) => TrendState.Improving,
            _ => TrendState.Stable,
        };

    /// <summary>
    /// Days until a level is reached if the limb went on as it does; never a prediction, and to be asked only of one that worsens.
    /// </summary>
    /// <param name="levelPercent">Where it stands, as <see cref="SwellingLevel"/> says.</param>
    /// <param name="slopePointsPer30Days">How fast it goes.</param>
    /// <param name="targetPercent">10: the usual definition of lymphedema (Specht 2013; McDuff 2019).</param>
    /// <returns>Null when it is there already, or does not grow.</returns>
    /// <remarks>Formula: (10 - level) / slope * 30 (domain sheet 4.5).</remarks>
    public static double? DaysTo(double levelPercent, double slopePointsPer30Days, double targetPercent = 10) =>
        slopePointsPer30Days > 0 && Threshold.Below(levelPercent, targetPercent)
            ? (targetPercent - levelPercent) / slopePointsPer30Days * 30
            : null;
}
