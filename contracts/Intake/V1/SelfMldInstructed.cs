using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The patient, or who cares for them, was taught to do the drainage at home.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Areas">Areas taught: 1 to 20; null = not said.</param>
/// <param name="TherapistId">Code of who taught it.</param>
public sealed record SelfMldInstructed(
    SourceRecord Record,
    [BodyArea, Length(1, 20)] IReadOnlyList<string>? Areas = null,
    [ClinicCode] string? TherapistId = null);
