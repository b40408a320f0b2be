using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A session was booked at the CloudEvents <c>time</c>. A later version moves or changes it.</summary>
/// <param name="Record">The hospital's record of the booking.</param>
/// <param name="StartsAt">When it is to start, with a UTC offset.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Minutes">Planned length, 1 to 480 minutes.</param>
/// <param name="Areas">Areas to be treated, in order: at most 60.</param>
/// <param name="TherapistId">Code of the therapist; null for self and caregiver sessions.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record SessionPlanned(
    SourceRecord Record,
    DateTimeOffset StartsAt,
    [AllowedValues("therapist", "self", "caregiver")] string GivenBy,
    [Range(1, 480)] int? Minutes = null,
    [BodyArea, Length(0, 60)] IReadOnlyList<string>? Areas = null,
    [ClinicCode] string? TherapistId = null,
    [AllowedValues("intensive", "maintenance", "unknown")] string? Phase = null,
    [AllowedValues("lymphedema", "cosmetic")] string? Purpose = null);
