using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="Borderline"/>, in percent of the starting size.</summary>
public sealed record BorderlineLimits
{
    /// <summary>At this change and above the rule fires. 3 [S: Specht 2013].</summary>
    [Range(1, 50)]
    public double TriggerPercent { get; init; } = 3;

    /// <summary>
    /// From this change on, or from the minimum real difference where that is more, LYM-002 speaks. 5 [S: Specht 2013].
    /// </summary>
    [Range(1, 50)]
    public double BelowPercent { get; init; } = 5;
}
