namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>A patient of the directory, as far as receiving facts needs to know.</summary>
/// <param name="Id">Our patient id, random.</param>
/// <param name="Key">The patient's own key, 32 bytes; names records in the log.</param>
/// <param name="BirthDate">Null when not known.</param>
/// <param name="Survivor">Who goes on for this patient after a merge: what others are told. The same as <paramref name="Id"/> for
/// a patient of their own.</param>
public sealed record KnownPatient(Guid Id, byte[] Key, DateOnly? BirthDate, Guid Survivor);
