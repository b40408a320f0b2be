using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>One sitting: one or both limbs of a pair measured by one method. The time is the CloudEvents <c>time</c>.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Method"><c>tape-fixed</c>, <c>tape-landmark</c>, <c>perometer</c>, <c>water</c> or <c>3d-scan</c>.</param>
/// <param name="Left">The left limb; null when not measured.</param>
/// <param name="Right">The right limb; null when not measured.</param>
/// <param name="GirthUnit">UCUM unit of every girth: <c>cm</c>, <c>mm</c> or <c>[in_i]</c>. Required with girths.</param>
/// <param name="StationMeaning"><c>edge</c> (girths bound truncated cones; the default) or <c>middle</c> (girths at mid-slice).</param>
/// <param name="ProtocolId">The clinic's measuring protocol; readings of different protocols are not compared.</param>
/// <param name="ZeroLandmark">Body landmark of position 0, for example <c>ulnar-styloid</c>.</param>
/// <param name="Posture">Posture code, for example <c>seated-90</c>.</param>
/// <param name="RaterId">Who measured, as a code of the clinic.</param>
public sealed record LimbMeasured(
    SourceRecord Record,
    [AllowedValues("arm", "leg")] string Site,
    [AllowedValues("tape-fixed", "tape-landmark", "perometer", "water", "3d-scan")] string Method,
    LimbReading? Left = null,
    LimbReading? Right = null,
    [AllowedValues("cm", "mm", "[in_i]")] string? GirthUnit = null,
    [AllowedValues("edge", "middle")] string? StationMeaning = null,
    [ClinicCode] string? ProtocolId = null,
    [ClinicCode] string? ZeroLandmark = null,
    [ClinicCode] string? Posture = null,
    [ClinicCode] string? RaterId = null);

/// <summary>What was read on one limb: either girths or a volume.</summary>
/// <param name="Girths">Girths at 2 to 60 stations, in any order, each position once.</param>
/// <param name="VolumeMl">Volume in mL, as the device gave it: arm 300 to 15,000, leg 1,500 to 40,000.</param>
public sealed record LimbReading(
    [Length(2, 60)] IReadOnlyList<GirthAtStation>? Girths = null, [Range(300, 40_000)] double? VolumeMl = null);

/// <summary>A girth at one station of the limb.</summary>
/// <param name="PositionCm">Distance from the zero landmark in cm, whatever the unit of the girth; -200 to 200.</param>
/// <param name="Girth">Circumference, in <see cref="LimbMeasured.GirthUnit"/>: arm 10 to 80 cm, leg 12 to 150 cm.</param>
public sealed record GirthAtStation([Range(-200, 200)] double PositionCm, [Range(3.9, 1500)] double Girth);
