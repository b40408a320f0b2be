using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Body temperature. 38.0 Cel or more is fever.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Value">Temperature in <paramref name="Unit"/>: 30 to 45 Cel, 86 to 113 [degF].</param>
/// <param name="Unit">UCUM unit: <c>Cel</c> or <c>[degF]</c>.</param>
/// <param name="Place">Where it was taken: <c>mouth</c>, <c>ear</c>, <c>armpit</c>, <c>forehead</c> or <c>rectum</c>.</param>
public sealed record TemperatureMeasured(
    SourceRecord Record,
    [Range(30, 113)] double Value,
    [AllowedValues("Cel", "[degF]")] string Unit,
    [AllowedValues("mouth", "ear", "armpit", "forehead", "rectum")] string? Place = null);
