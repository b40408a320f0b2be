using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>Limits of <see cref="PlannedDespiteCondition"/>.</summary>
public sealed record PlannedDespiteConditionLimits
{
    /// <summary>With so many hours to go or more it is to be watched; then the provider is to be called. 24 [choice].</summary>
    [Range(1, 240)]
    public int WatchHoursAhead { get; init; } = 24;
}
