using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Water in the skin, by tissue dielectric constant, at one or more places in one sitting.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Readings">1 to 40 readings, each place and side once. Both sides of a place make its ratio.</param>
/// <param name="Device">Model of the device, as a code; values of different devices are not compared.</param>
/// <param name="DepthMm">How deep the probe measures, 0.1 to 10 mm; values of different depths are not compared.</param>
public sealed record TissueDielectricMeasured(
    SourceRecord Record,
    [Length(1, 40)] IReadOnlyList<TissueDielectricReading> Readings,
    [ClinicCode] string? Device = null,
    [Range(0.1, 10.0)] double? DepthMm = null);

/// <summary>The reading at one place.</summary>
/// <param name="Site">Where: <c>hand</c>, <c>forearm</c>, <c>biceps</c>, <c>foot</c>, <c>calf</c>, <c>thorax</c> or <c>breast</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Value">Tissue dielectric constant, 1 (air) to 80 (water), no unit; mean if read more than once.</param>
public sealed record TissueDielectricReading(
    [AllowedValues("hand", "forearm", "biceps", "foot", "calf", "thorax", "breast")] string Site,
    [AllowedValues("left", "right")] string Side,
    [Range(1, 80)] double Value);
