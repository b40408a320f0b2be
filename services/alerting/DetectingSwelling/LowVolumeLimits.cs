using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="LowVolume"/>, in percent of the starting size.</summary>
public sealed record LowVolumeLimits
{
    /// <summary>
    /// At this change and above the rule fires, or at the minimum real difference where that is more. 5 [S: Specht 2013].
    /// </summary>
    [Range(1, 50)]
    public double TriggerPercent { get; init; } = 5;

    /// <summary>From this change on LYM-001 speaks. 10 [S: Specht 2013; McDuff 2019].</summary>
    [Range(5, 50)]
    public double BelowPercent { get; init; } = 10;

    /// <summary>An earlier point confirms when it is at least so many days older. 7 [choice].</summary>
    [Range(1, 60)]
    public int ConfirmAfterDays { get; init; } = 7;

    /// <summary>An earlier point confirms when it is at most so many days older. 120 [choice].</summary>
    [Range(1, 365)]
    public int ConfirmWithinDays { get; init; } = 120;

    /// <summary>One point below this change ends the episode. 3 [choice].</summary>
    [Range(0, 50)]
    public double ClearAtOncePercent { get; init; } = 3;

    /// <summary>Below this change a point speaks for the end. 5 [choice].</summary>
    [Range(0, 50)]
    public double ClearPercent { get; init; } = 5;

    /// <summary>So many points in a row below <see cref="ClearPercent"/> end the episode. 2 [choice].</summary>
    [Range(1, 10)]
    public int ClearPoints { get; init; } = 2;
}
