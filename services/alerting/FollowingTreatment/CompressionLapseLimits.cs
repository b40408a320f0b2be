using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>Limits of <see cref="CompressionLapse"/>, in percent of the advised time.</summary>
public sealed record CompressionLapseLimits
{
    /// <summary>Below this share over the window it is a lapse. 50 [choice].</summary>
    [Range(0, 100)]
    public double TriggerPercent { get; init; } = 50;

    /// <summary>From this share over the window on it is over. 70 [choice].</summary>
    [Range(0, 100)]
    public double ClearPercent { get; init; } = 70;

    /// <summary>Length of the window, days, each told of. 7 [choice].</summary>
    [Range(2, 14)]
    public int WindowDays { get; init; } = CompressionAdherence.WindowDays;

    /// <summary>So many days in a row at zero are a lapse as well. 3 [choice].</summary>
    [Range(1, 14)]
    public int ZeroDays { get; init; } = CompressionAdherence.ZeroDays;
}
