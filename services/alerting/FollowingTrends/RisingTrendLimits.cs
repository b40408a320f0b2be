using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.FollowingTrends;

/// <summary>Limits of <see cref="RisingTrend"/>, and of the state, level and pace that are shown of every limb.</summary>
public sealed record RisingTrendLimits
{
    /// <summary>From this slope on a limb grows, percentage points in 30 days. 1.0 [choice; Stout Gergich 2008 has 0.94].</summary>
    [Range(0.1, 10)]
    public double SlopePointsPer30Days { get; init; } = 1.0;

    /// <summary>Readings further before the latest have no part in the slope, days. 180 [choice].</summary>
    [Range(60, 730)]
    public int SlopeWindowDays { get; init; } = 180;

    /// <summary>Fewer readings have no slope. 4 [choice].</summary>
    [Range(3, 20)]
    public int SlopeReadings { get; init; } = 4;

    /// <summary>Readings that span fewer days have no slope. 60 [choice].</summary>
    [Range(14, 365)]
    public int SlopeSpanDays { get; init; } = 60;

    /// <summary>Days after which a reading weighs 63 % in the moving average. 45 [choice].</summary>
    [Range(7, 365)]
    public double AverageTauDays { get; init; } = 45;

    /// <summary>The moving average signals above so many standard deviations. 3 [S: NIST; Lucas and Saccucci 1990].</summary>
    [Range(1, 6)]
    public double AverageSigmas { get; init; } = 3;

    /// <summary>Fewer readings give no signal of the moving average. 4 [choice].</summary>
    [Range(2, 20)]
    public int AverageReadings { get; init; } = 4;

    /// <summary>With fewer readings in the slope's window the state is unknown. 3 [choice].</summary>
    [Range(2, 20)]
    public int StateReadings { get; init; } = 3;

    /// <summary>The level is the median of at most so many of the latest readings. 3 [choice].</summary>
    [Range(1, 10)]
    public int LevelReadings { get; init; } = 3;

    /// <summary>None of those further before the latest, days. 90 [choice].</summary>
    [Range(14, 180)]
    public int LevelWindowDays { get; init; } = 90;

    /// <summary>So many points in a row at which the limb no longer worsens end the episode. 2 [choice].</summary>
    [Range(1, 10)]
    public int ClearPoints { get; init; } = 2;
}
