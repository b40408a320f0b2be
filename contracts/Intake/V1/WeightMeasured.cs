using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The patient was weighed.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Value">Body weight in <paramref name="Unit"/>: 20 to 400 kg.</param>
/// <param name="Unit">UCUM unit: <c>kg</c>, <c>[lb_av]</c> (pound) or <c>g</c>.</param>
public sealed record WeightMeasured(
    SourceRecord Record, [Range(20, 400_000)] double Value, [AllowedValues("kg", "[lb_av]", "g")] string Unit);
