namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>
/// Two identifiers turned out to be one person. The identifiers stay in intake's directory, never in a log or on the bus: there it is said
/// of our patient ids, which may come before or after the facts. Repeats are harmless. Kept in quarantine: a patient of whom nothing has
/// come yet, a merge of a patient with itself, a cycle, one who was merged into another before.
/// </summary>
/// <param name="Record">The hospital's record of the merge.</param>
/// <param name="Absorbed">The identifier whose facts now belong to the patient of the CloudEvents <c>subject</c>.</param>
public sealed record PatientsMerged(SourceRecord Record, PatientIdentifier Absorbed);
