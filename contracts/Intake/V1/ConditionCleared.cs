using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A condition is over since the CloudEvents <c>time</c>. That instant itself no longer counts as active.</summary>
/// <param name="Record">The hospital's record of the clearance.</param>
/// <param name="Condition">A word of <see cref="Conditions"/>.</param>
/// <param name="Basis"><c>provider</c> (a clinician said so) or <c>fever-free-48h</c> (below 38.0 Cel for 48 hours, undiagnosed fever
/// only).</param>
/// <param name="OfRecord">Id of the <c>condition-noted</c> record (same source) that is over; null = every active one of this
/// condition.</param>
/// <param name="ProviderId">Code of the clinician who cleared it.</param>
public sealed record ConditionCleared(
    SourceRecord Record,
    [Condition] string Condition,
    [AllowedValues("provider", "fever-free-48h")] string Basis,
    [StringLength(200, MinimumLength = 1)] string? OfRecord = null,
    [ClinicCode] string? ProviderId = null);
