using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTrends;

/// <summary>Where a limb is going, as of one reading that counts.</summary>
/// <param name="At">Effective time of that reading.</param>
/// <param name="State">In one word.</param>
/// <param name="SlopePointsPer30Days">How fast it changes; null with too few readings.</param>
/// <param name="LevelPercent">Where it stands.</param>
/// <param name="Readings">Readings in the slope's window.</param>
/// <param name="AboveLowestPoints">How far the reading is above the lowest of the window, percentage points.</param>
/// <param name="Rises">True when slope and rise reach their limits.</param>
/// <param name="Average">The moving average.</param>
/// <param name="AverageLimitPercent">Above it the average is a signal.</param>
/// <param name="AverageSignals">True when it is one.</param>
public sealed record LimbTrend(
    DateTimeOffset At,
    TrendState State,
    double? SlopePointsPer30Days,
    double LevelPercent,
    int Readings,
    double AboveLowestPoints,
    bool Rises,
    Ewma Average,
    double AverageLimitPercent,
    bool AverageSignals)
{
    // Further ahead a pace says nothing, and a number would be taken for more than it is.
    private const int WeeksMax = 104;

    /// <summary>
    /// How long to a level at this pace, for example <c>about 12 weeks to 10 % at this pace</c>: a comparison of speeds, never a
    /// prediction. Null unless the limb worsens, is below it, and would be there within two years.
    /// </summary>
    /// <param name="targetPercent">The level, percent of change.</param>
    public string? Pace(double targetPercent)
    {
        if (State != TrendState.Worsening
            || SlopePointsPer30Days is not { } slope
            || Trend.DaysTo(LevelPercent, slope, targetPercent) is not { } days
            || days > WeeksMax * 7)
        {
            return null;
        }

        int weeks = Math.Max(1, (int)Math.Round(days / 7, MidpointRounding.AwayFromZero));
        return $"about {weeks} {(weeks == 1 ? "week" : "weeks")} to {targetPercent:0.#} % at this pace";
    }
}
