using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Intake;

/// <summary>Stored event to published contract: the one place where the two meet. Pure.</summary>
public static class Outgoing
{
    /// <summary>
    /// What the bus carries of an event; null when it stays inside (patient details, unknown events).
    /// </summary>
    public static BusItem? ToBusItem(StoredEvent stored)
    {
        if (stored.Data is not (IntakeEvent origin and IRecorded recorded) || stored.Stream.Patient is not { } patient)
            return null;

        RecordedFact fact = new(
            origin.Source, origin.EffectiveTime, stored.Timestamp, origin.Record, origin.ContentHash, recorded.Fact);
        return new(
            stored.Id,
            stored.Type[..^".v1".Length],
            Version: 1,
            patient,
            stored.Stream.Tenant,
            stored.Headers.Traceparent,
            JsonSerializer.SerializeToElement(fact, ContractJson.Options));
    }
}
