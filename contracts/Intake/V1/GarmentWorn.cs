using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>How long a garment was worn on one day. A day without a report is not a day of zero hours.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Day">The calendar day, where the patient was.</param>
/// <param name="Hours">0 to 24 hours.</param>
/// <param name="OfRecord">Id of the <c>garment-prescribed</c> record (same source); null when only one is in use.</param>
public sealed record GarmentWorn(
    SourceRecord Record,
    DateOnly Day,
    [Range(0, 24)] double Hours,
    [StringLength(200, MinimumLength = 1)] string? OfRecord = null);
