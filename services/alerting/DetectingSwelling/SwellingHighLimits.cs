using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="SwellingHigh"/>, in percent of the starting size.</summary>
public sealed record SwellingHighLimits
{
    /// <summary>At this change and above the rule fires. 10 [S: Specht 2013; McDuff 2019; Ridner 2022].</summary>
    [Range(5, 50)]
    public double TriggerPercent { get; init; } = 10;

    /// <summary>Below this change a point speaks for the end. 8 [choice].</summary>
    [Range(0, 50)]
    public double ClearPercent { get; init; } = 8;

    /// <summary>So many points in a row below <see cref="ClearPercent"/> end the episode. 2 [choice].</summary>
    [Range(1, 10)]
    public int ClearPoints { get; init; } = 2;
}
