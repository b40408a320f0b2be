using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Sessions;

/// <summary>Stored events to what sessions publishes. Pure.</summary>
public static class Outgoing
{
    /// <summary>The item for an event; null for events that are nobody else's business.</summary>
    public static BusItem? ToBusItem(StoredEvent stored)
    {
        if (stored.Data is not SessionEvent recorded || stored.Stream.Patient is not { } patient)
            return null;

        (string Type, JsonElement Body)? published = recorded switch
        {
            SessionRecorded session => (FactTypes.SessionCompleted, Body(session.Session)),
            BookingRecorded booking => (FactTypes.SessionPlanned, Body(booking.Booking)),
            CancellationRecorded cancellation => (FactTypes.SessionCancelled, Body(cancellation.Cancellation)),
            SideEffectsRecorded sideEffects => (FactTypes.SideEffectsReported, Body(sideEffects.Told)),
            InstructionRecorded { By: not null } taught => (FactTypes.SelfMldInstructed, Body(taught.Taught)),
            // What somebody took back here, intake knows nothing of.
            RetractionRecorded { By: not null } => (FactTypes.RecordRetracted, Body(new RecordTakenBack())),
            // What a session is screened by: everybody has that from intake.
            _ => null,
        };
        if (published is not { Type: var type, Body: var body })
            return null;
        RecordedFact fact = new(
            recorded.Source, recorded.EffectiveTime, stored.Timestamp, recorded.Record, recorded.ContentHash, body, recorded.IsBackfill);
        return new(stored.Id, type, Version: 1, patient, stored.Stream.Tenant, stored.Headers.Traceparent, Body(fact));
    }

    // The record is named beside the fact, and no reason is kept.
    private sealed record RecordTakenBack;

    private static JsonElement Body<T>(T body) => JsonSerializer.SerializeToElement(body, ContractJson.Options);
}
