using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A person declares the starting size of a pair of limbs: a record already sent, or the values themselves.</summary>
/// <param name="Record">The hospital's record of this decision.</param>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="OfRecord">Id of the <c>limb-measured</c> record (same source) that is the starting size; null when
/// values are given.</param>
/// <param name="Values">The starting size itself; its <c>record</c> is not read. Null when a record is named.</param>
public sealed record BaselineSet(
    SourceRecord Record,
    [AllowedValues("arm", "leg")] string Site,
    [StringLength(200, MinimumLength = 1)] string? OfRecord = null,
    BaselineValues? Values = null);

/// <summary>Starting sizes carried by the event itself; members as in <see cref="LimbMeasured"/>.</summary>
/// <param name="Method"><c>tape-fixed</c>, <c>tape-landmark</c>, <c>perometer</c>, <c>water</c> or <c>3d-scan</c>.</param>
/// <param name="Left">The left limb; null when not measured.</param>
/// <param name="Right">The right limb; null when not measured.</param>
/// <param name="GirthUnit">UCUM unit of every girth: <c>cm</c>, <c>mm</c> or <c>[in_i]</c>. Required with girths.</param>
/// <param name="StationMeaning"><c>edge</c> or <c>middle</c>.</param>
/// <param name="ProtocolId">The clinic's measuring protocol.</param>
/// <param name="ZeroLandmark">Body landmark of position 0.</param>
public sealed record BaselineValues(
    [AllowedValues("tape-fixed", "tape-landmark", "perometer", "water", "3d-scan")] string Method,
    LimbReading? Left = null,
    LimbReading? Right = null,
    [AllowedValues("cm", "mm", "[in_i]")] string? GirthUnit = null,
    [AllowedValues("edge", "middle")] string? StationMeaning = null,
    [ClinicCode] string? ProtocolId = null,
    [ClinicCode] string? ZeroLandmark = null);
