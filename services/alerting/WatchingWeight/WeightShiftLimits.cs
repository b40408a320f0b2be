using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.WatchingWeight;

/// <summary>Limits of <see cref="WeightShift"/>.</summary>
public sealed record WeightShiftLimits
{
    /// <summary>So many kilograms up or down fire. 4.5 [S: Jammallo 2013: 10 lb].</summary>
    [Range(1, 50)]
    public double ShiftKg { get; init; } = 4.5;

    /// <summary>Compared with weights at most so many days earlier; the episode lasts as long. 30 [S: Jammallo 2013: a month].</summary>
    [Range(7, 180)]
    public int WithinDays { get; init; } = 30;
}
