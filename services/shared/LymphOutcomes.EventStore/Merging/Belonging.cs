namespace LymphOutcomes.EventStore.Merging;

/// <summary>Where the facts of a patient are looked at: with another patient, or by themselves.</summary>
/// <param name="Into">The patient who goes on for both; null = a patient of their own.</param>
/// <param name="Change">Counts what intake said of this patient, from 1: of two that disagree the higher holds.</param>
public sealed record Belonging(Guid? Into, int Change);

/// <summary>News of intake: from now on a patient belongs to another one, or is a patient of their own again.</summary>
/// <param name="Item">Id of the item that told it.</param>
/// <param name="Tenant">The hospital.</param>
/// <param name="Patient">Who.</param>
/// <param name="To">To whom; <see cref="Belonging.Change"/> tells the order, whatever order the news come in.</param>
/// <param name="Traceparent">W3C trace context; null when there was none.</param>
public sealed record PatientMove(Guid Item, string Tenant, Guid Patient, Belonging To, string? Traceparent = null)
{
    /// <summary>The patient's own stream.</summary>
    public StreamKey Own => StreamKey.OfPatient(Tenant, Patient);
}
