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
        if (stored.Data is not SessionRecorded recorded || stored.Stream.Patient is not { } patient)
            return null;

        RecordedFact fact = new(
            recorded.Source,
            recorded.EffectiveTime,
            stored.Timestamp,
            recorded.Record,
            recorded.ContentHash,
            JsonSerializer.SerializeToElement(recorded.Session, ContractJson.Options));
        return new(
            stored.Id,
            FactTypes.SessionCompleted,
            Version: 1,
            patient,
            stored.Stream.Tenant,
            stored.Headers.Traceparent,
            JsonSerializer.SerializeToElement(fact, ContractJson.Options));
    }
}
