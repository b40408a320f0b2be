using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="EarlySwelling"/>, in percent of the starting size.</summary>
public sealed record EarlySwellingLimits
{
    /// <summary>At this change and above the rule fires; below it the episode ends. 3 [S: Specht 2013, p = 0.007].</summary>
    [Range(1, 50)]
    public double TriggerPercent { get; init; } = 3;
}
