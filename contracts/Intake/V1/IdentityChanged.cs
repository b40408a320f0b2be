namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>
/// Two patients turned out to be one person, or not to be. Facts are always published under the patient they were sent for; this says
/// with whom they are to be looked at. Of one patient the highest <paramref name="Change"/> holds, whatever comes first.
/// </summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Change">Counts the changes of this patient, from 1.</param>
/// <param name="At">When intake stored it.</param>
/// <param name="MergedInto">The patient who goes on for both, who is merged into nobody; null: a patient of their own again.</param>
public sealed record IdentityChanged(Guid Patient, int Change, DateTimeOffset At, Guid? MergedInto = null);
