using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>Limits of <see cref="SepsisWords"/>; those of the infection itself are <see cref="CellulitisSignsLimits"/>.</summary>
public sealed record SepsisWordsLimits
{
    /// <summary>Very high fever from this temperature on, Celsius. 39.5 [choice].</summary>
    [Range(38.0, 42.0)]
    public double VeryHighFeverCelsius { get; init; } = 39.5;

    /// <summary>So many days after signs of infection these words still belong to them. 7 [choice].</summary>
    [Range(1, 30)]
    public int AfterDays { get; init; } = 7;
}
