using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Extracellular fluid of one limb by bioimpedance. At least one of the two values is there.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side">The limb at risk: <c>left</c> or <c>right</c>.</param>
/// <param name="LDex">L-Dex score, -60 to 300, no unit; a healthy limb lies between -10 and 10. Higher = more fluid.</param>
/// <param name="ImpedanceRatio">Other limb's impedance divided by this limb's, 0.3 to 3, no unit; about 1 when both are alike.</param>
/// <param name="Device">Model of the device, as a code; values of different devices are not compared.</param>
/// <param name="Posture">Posture code, for example <c>standing</c>; values of different postures are not compared.</param>
public sealed record BioimpedanceMeasured(
    SourceRecord Record,
    [AllowedValues("arm", "leg")] string Site,
    [AllowedValues("left", "right")] string Side,
    [Range(-60, 300)] double? LDex = null,
    [Range(0.3, 3.0)] double? ImpedanceRatio = null,
    [ClinicCode] string? Device = null,
    [ClinicCode] string? Posture = null);
