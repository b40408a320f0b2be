using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>What the directory knows of one patient, for a coordinator's screen.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Name">Full name; null when no details were sent.</param>
/// <param name="BirthDate">Calendar day of birth.</param>
/// <param name="Phone">Number to reach the patient at.</param>
/// <param name="Provider">Whom the patient should call.</param>
/// <param name="Identifiers">The hospital's identifiers of this patient.</param>
public sealed record PatientDirectoryEntry(
    Guid Patient,
    string? Name,
    DateOnly? BirthDate,
    string? Phone,
    ProviderToCall? Provider,
    IReadOnlyList<PatientIdentifier> Identifiers);

/// <summary>An identifier of a patient, given by the hospital.</summary>
/// <param name="System">Who gave it, for example <c>mrn</c>; 1 to 100 characters without a bar.</param>
/// <param name="Value">The identifier, 1 to 200 characters.</param>
public sealed record PatientIdentifier(
    [StringLength(100, MinimumLength = 1)] string System, [StringLength(200, MinimumLength = 1)] string Value);

/// <summary>Body of <c>POST /v1/patients/lookup</c> on intake.</summary>
/// <param name="Patients">1 to 200 of our patient ids.</param>
public sealed record PatientLookup(IReadOnlyList<Guid> Patients);

/// <summary>Answer of <c>POST /v1/patients/lookup</c>; unknown ids are left out.</summary>
/// <param name="Items">One entry for each known id.</param>
public sealed record PatientLookupResult(IReadOnlyList<PatientDirectoryEntry> Items);
