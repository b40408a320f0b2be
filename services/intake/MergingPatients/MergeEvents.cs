namespace LymphOutcomes.Intake.MergingPatients;

// What the hospital's stream of merges holds: our patient ids and no identifier of the hospital.

/// <summary>The hospital says that two patients are one person.</summary>
/// <param name="Source">The sending system, as its CloudEvents <c>source</c> said.</param>
/// <param name="EffectiveTime">The CloudEvents <c>time</c>.</param>
/// <param name="Survivor">Who goes on.</param>
/// <param name="Absorbed">Who is merged into that one.</param>
public sealed record PatientsWereMerged(string Source, DateTimeOffset EffectiveTime, Guid Survivor, Guid Absorbed);

/// <summary>The hospital says that this merge was wrong.</summary>
/// <param name="Source">As in <see cref="PatientsWereMerged"/>.</param>
/// <param name="EffectiveTime">As in <see cref="PatientsWereMerged"/>.</param>
/// <param name="Survivor">Who keeps the rest.</param>
/// <param name="Released">Who is a person of their own again.</param>
public sealed record PatientsWereUnmerged(string Source, DateTimeOffset EffectiveTime, Guid Survivor, Guid Released);

/// <summary>Where a patient belongs from now on: what follows from the merges of the hospital, chains of them resolved.</summary>
/// <param name="Patient">Who.</param>
/// <param name="Change">Counts the changes of this patient, from 1.</param>
/// <param name="MergedInto">Who goes on, and is merged into nobody; null: a patient of their own.</param>
public sealed record PatientPlaced(Guid Patient, int Change, Guid? MergedInto);
