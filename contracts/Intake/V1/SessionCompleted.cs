using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A session of manual lymphatic drainage took place. It started at the CloudEvents <c>time</c>.</summary>
/// <param name="Record">The hospital's record of the session.</param>
/// <param name="Minutes">Length, 1 to 480 minutes.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Areas">Areas treated, in order, for example <c>axilla-left</c>.</param>
/// <param name="TherapistId">Code of the therapist; null for self and caregiver sessions.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>.</param>
/// <param name="PressureMmHg">Pressure in mmHg, 0 to 200.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The compression garment was worn afterwards.</param>
/// <param name="StoppedEarly">The session was broken off.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record SessionCompleted(
    SourceRecord Record,
    [Range(1, 480)] int Minutes,
    [AllowedValues("therapist", "self", "caregiver")] string GivenBy,
    [BodyArea, Length(0, 60)] IReadOnlyList<string>? Areas = null,
    [ClinicCode] string? TherapistId = null,
    [AllowedValues("intensive", "maintenance", "unknown")] string? Phase = null,
    [AllowedValues("yes", "no", "not-needed")] string? ConsentGroin = null,
    [Range(0, 200)] double? PressureMmHg = null,
    bool? BandagedAfter = null,
    bool? GarmentWornAfter = null,
    bool? StoppedEarly = null,
    [AllowedValues("lymphedema", "cosmetic")] string? Purpose = null);
