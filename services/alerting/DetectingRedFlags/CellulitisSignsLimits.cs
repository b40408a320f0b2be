using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>Limits of <see cref="CellulitisSigns"/>.</summary>
public sealed record CellulitisSignsLimits
{
    /// <summary>Fever from this temperature on, Celsius. 38.0 [choice; CDC's definition: S-mem].</summary>
    [Range(37.0, 40.0)]
    public double FeverCelsius { get; init; } = 38.0;

    /// <summary>Signs within so many hours go together. 48 [S: as the rule].</summary>
    [Range(1, 168)]
    public int WindowHours { get; init; } = 48;

    /// <summary>So many different local signs without fever are enough for a call. 2 [S: as the rule].</summary>
    [Range(1, 4)]
    public int LocalSignsWithoutFever { get; init; } = 2;
}
