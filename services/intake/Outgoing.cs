using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.MergingPatients;

namespace LymphOutcomes.Intake;

/// <summary>Stored event to published contract: the one place where the two meet. Pure.</summary>
public static class Outgoing
{
    /// <summary>
    /// What the bus carries of an event; null when it stays inside (patient details, merges as the hospital said them, unknown events).
    /// </summary>
    public static BusItem? ToBusItem(StoredEvent stored)
    {
        if (stored.Data is PatientPlaced placed)
        {
            return Item(
                stored,
                placed.Patient,
                IdentityTypes.IdentityChanged,
                new IdentityChanged(placed.Patient, placed.Change, stored.Timestamp, placed.MergedInto));
        }

        if (stored.Stream.Patient is not { } patient)
            return null;
        return stored.Data switch
        {
            IntakeEvent origin and IRecorded recorded => Item(
                stored,
                patient,
                stored.Type[..^".v1".Length],
                new RecordedFact(
                    origin.Source,
                    origin.EffectiveTime,
                    stored.Timestamp,
                    origin.Record,
                    origin.ContentHash,
                    recorded.Fact,
                    origin.IsBackfill)),
            FactWasParked parked => Item(
                stored,
                patient,
                ParkingTypes.FactParked,
                new FactParked(patient, parked.Reason, parked.Receipt, stored.Timestamp, parked.Attempt, parked.Type)),
            FactWasUnparked unparked => Item(
                stored,
                patient,
                ParkingTypes.FactUnparked,
                new FactUnparked(patient, unparked.Receipt, unparked.Outcome, stored.Timestamp, unparked.Attempt)),
            _ => null,
        };
    }

    private static BusItem Item<TData>(StoredEvent stored, Guid patient, string type, TData data) => new(
        stored.Id,
        type,
        Version: 1,
        patient,
        stored.Stream.Tenant,
        stored.Headers.Traceparent,
        JsonSerializer.SerializeToElement(data, ContractJson.Options));
}
