namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Two identifiers turned out to be one person. Kept in intake's directory only; never in a log or on the bus.</summary>
/// <param name="Record">The hospital's record of the merge.</param>
/// <param name="Absorbed">The identifier whose facts now belong to the patient of the CloudEvents <c>subject</c>.</param>
public sealed record PatientsMerged(SourceRecord Record, PatientIdentifier Absorbed);
