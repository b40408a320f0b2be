using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>Limits of <see cref="Relapse"/>.</summary>
public sealed record RelapseLimits
{
    /// <summary>From this share of the reduction on that was regained, percent. 50 [S: Vignes 2011].</summary>
    [Range(1, 100)]
    public double RegainedPercent { get; init; } = TreatmentResponse.RelapsePercent;
}
