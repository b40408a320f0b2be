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
    string Site,
    string Method,
    LimbReading? Left = null,
    LimbReading? Right = null,
    string? GirthUnit = null,
    string? StationMeaning = null,
    string? ProtocolId = null,
    string? ZeroLandmark = null,
    string? Posture = null,
    string? RaterId = null);

/// <summary>What was read on one limb: either girths or a volume.</summary>
/// <param name="Girths">Girths at 2 to 60 stations, in any order, each position once.</param>
/// <param name="VolumeMl">Volume in mL, as the device gave it.</param>
public sealed record LimbReading(IReadOnlyList<GirthAtStation>? Girths = null, double? VolumeMl = null);

/// <summary>A girth at one station of the limb.</summary>
/// <param name="PositionCm">Distance from the zero landmark in cm, whatever the unit of the girth.</param>
/// <param name="Girth">Circumference, in <see cref="LimbMeasured.GirthUnit"/>.</param>
public sealed record GirthAtStation(double PositionCm, double Girth);
