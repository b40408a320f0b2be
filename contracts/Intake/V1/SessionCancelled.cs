using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A booked session will not take place.</summary>
/// <param name="Record">The hospital's record of the cancellation.</param>
/// <param name="OfRecord">Id of the <c>session-planned</c> record (same source).</param>
/// <param name="Reason"><c>patient</c>, <c>clinic</c>, <c>contraindication</c>, <c>no-show</c> (the patient did not come) or
/// <c>other</c>.</param>
public sealed record SessionCancelled(
    SourceRecord Record,
    [StringLength(200, MinimumLength = 1)] string OfRecord,
    [AllowedValues("patient", "clinic", "contraindication", "no-show", "other")] string? Reason = null);
