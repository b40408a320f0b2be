using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReadingFacts;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>A fact ready to be stored.</summary>
/// <param name="Read">Its delivery.</param>
/// <param name="Patient">Whom it is about.</param>
/// <param name="Event">What the log will hold.</param>
/// <param name="Details">For details and retractions: what the directory will hold, or no longer hold.</param>
/// <param name="Note">Words that came with it and must stay out of the log; null when there are none.</param>
public sealed record CheckedFact(
    ReadDelivery Read, KnownPatient Patient, NewEvent Event, DetailsUpdate? Details, ContextNote? Note = null)
{
    /// <summary>Reads and checks the fact of one delivery; exactly one of the two is null. Pure.</summary>
    /// <param name="read">A delivery without defect.</param>
    /// <param name="patient">Whom its subject named.</param>
    /// <param name="tenantKey">Names the delivery.</param>
    /// <param name="now">When it arrived.</param>
    public static (CheckedFact? Fact, Defect? Defect) Of(
        ReadDelivery read, KnownPatient patient, byte[] tenantKey, DateTimeOffset now)
    {
        CloudEvent from = read.Event;
        if (read.Kind is null || from is not { Id: { } id, Source: { } source, Time: { } time })
            throw new ArgumentException("Only a delivery without defect can be checked.", nameof(read));

        (ReadFact? fact, Defect? defect) = read.Kind.Read(from.Data, new FactContext(time, now, patient.BirthDate));
        if (fact is null)
            return (null, defect);

        IntakeEvent stored = fact.ToEvent(source, time, patient.Key) with { IsBackfill = from.IsBackfill };
        EventHeaders headers = new(
            read.Delivery.CorrelationId,
            CausationId: null,
            from.Traceparent ?? read.Delivery.Traceparent,
            KeyedHash.OfDeliveryContent(tenantKey, from.Whole));
        // Every retraction: whether its record holds details only the directory knows, and they may come after it.
        DetailsUpdate? details = fact.Contract is PatientDetails or RecordRetracted
            ? new(patient.Id, fact.Contract as PatientDetails, stored.Record, time, stored.ContentHash)
            : null;
        Guid eventId = DerivedId.From(KeyedHash.OfDelivery(tenantKey, source, id));
        ContextNote? note = fact.Contract is ContextNoted { Note: { } words } ? new(eventId, patient.Id, words) : null;
        return (new(read, patient, new NewEvent(stored, eventId, headers), details, note), null);
    }
}
