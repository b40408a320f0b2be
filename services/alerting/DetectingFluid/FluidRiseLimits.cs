using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>Limits of <see cref="FluidRise"/>, in L-Dex points above the patient's own start.</summary>
public sealed record FluidRiseLimits
{
    /// <summary>At this change and above the rule fires. 6.5 [S: Ridner, summarised by ImpediMed; Ward 2024].</summary>
    [Range(1, 50)]
    public double WatchPoints { get; init; } = 6.5;

    /// <summary>From this change on the provider is to be called. 10 [S: Ward 2024].</summary>
    [Range(1, 100)]
    public double CallPoints { get; init; } = 10;

    /// <summary>Below this change it ends. 4 [choice].</summary>
    [Range(0, 50)]
    public double ClearPoints { get; init; } = 4;
}
