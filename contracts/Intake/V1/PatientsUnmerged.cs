namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>
/// A merge was wrong: two people again, each with what was sent for its own identifier, also during the merge. Kept in quarantine: the end
/// of a merge that was not made. The identifiers stay in intake's directory, never in a log or on the bus.
/// </summary>
/// <param name="Record">The hospital's record of the separation.</param>
/// <param name="Released">The identifier that is a person of its own again; the CloudEvents <c>subject</c> keeps the rest.</param>
public sealed record PatientsUnmerged(SourceRecord Record, PatientIdentifier Released);
