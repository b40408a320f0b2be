using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Who the patient is and whom to call. Kept in intake's directory only; never in a log or on the bus.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Name">Full name as the coordinator should say it, 1 to 200 characters.</param>
/// <param name="BirthDate">Calendar day of birth.</param>
/// <param name="Phone">Number to reach the patient at, up to 40 characters.</param>
/// <param name="Provider">Whom the patient should call.</param>
public sealed record PatientDetails(
    SourceRecord Record,
    [StringLength(200, MinimumLength = 1)] string Name,
    DateOnly? BirthDate = null,
    [StringLength(40, MinimumLength = 1)] string? Phone = null,
    ProviderToCall? Provider = null);

/// <summary>The provider a patient should call when symptoms get worse.</summary>
/// <param name="Name">Person or practice, 1 to 200 characters.</param>
/// <param name="Phone">Number to call, up to 40 characters.</param>
public sealed record ProviderToCall(
    [StringLength(200, MinimumLength = 1)] string Name, [StringLength(40, MinimumLength = 1)] string? Phone = null);
