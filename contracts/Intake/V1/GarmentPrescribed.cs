using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A compression garment was prescribed or handed out. A later version changes how it is to be worn.</summary>
/// <param name="Record">The hospital's record of the garment; <see cref="GarmentWorn"/> names it.</param>
/// <param name="Kind"><c>sleeve</c>, <c>gauntlet</c>, <c>glove</c>, <c>stocking</c>, <c>tights</c>, <c>toe-cap</c>, <c>bra</c>,
/// <c>vest</c>, <c>face-mask</c>, <c>wrap</c>, <c>bandage</c> or <c>other</c>.</param>
/// <param name="HoursPerDay">How long to wear it, above 0 to 24 hours a day.</param>
/// <param name="Side"><c>left</c> or <c>right</c>; null when it has no side or covers both.</param>
/// <param name="WornAt"><c>day</c>, <c>night</c> or <c>both</c>.</param>
/// <param name="PressureMinMmHg">Lower end of its pressure, 0 to 100 mmHg.</param>
/// <param name="PressureMaxMmHg">Upper end of its pressure, 0 to 100 mmHg.</param>
/// <param name="HandedOutOn">Day the patient got it; null = the day of the CloudEvents <c>time</c>.</param>
public sealed record GarmentPrescribed(
    SourceRecord Record,
    [AllowedValues(
        "sleeve", "gauntlet", "glove", "stocking", "tights", "toe-cap", "bra", "vest", "face-mask", "wrap", "bandage", "other")]
    string Kind,
    [Range(0, 24, MinimumIsExclusive = true)] double HoursPerDay,
    [AllowedValues("left", "right")] string? Side = null,
    [AllowedValues("day", "night", "both")] string? WornAt = null,
    [Range(0, 100)] double? PressureMinMmHg = null,
    [Range(0, 100)] double? PressureMaxMmHg = null,
    DateOnly? HandedOutOn = null);
