using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="RapidRise"/>.</summary>
public sealed record RapidRiseLimits
{
    /// <summary>
    /// So many percentage points fire, or the minimum real difference of the two readings where that is more. 5 [S: Specht 2013].
    /// </summary>
    [Range(1, 50)]
    public double RisePoints { get; init; } = 5;

    /// <summary>So much more at any one station fires, cm. 2.0 [S: Stanton 2000].</summary>
    [Range(1, 20)]
    public double RiseCm { get; init; } = 2.0;

    /// <summary>A reading is compared with those at least so many days earlier. 1 [choice].</summary>
    [Range(0, 7)]
    public int AfterDays { get; init; } = 1;

    /// <summary>A reading is compared with those at most so many days earlier. 14 [choice].</summary>
    [Range(2, 60)]
    public int WithinDays { get; init; } = 14;
}
