using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>A completed session, published by intake, becomes a fact of sessions. Pure.</summary>
public static class RecordSession
{
    private const int RawMax = 64 * 1024;

    /// <summary>Records the item under its own id; a repeat changes nothing, whatever group it comes in.</summary>
    public static Decision Decide(StreamView<NoState> view, BusItem item) =>
        view.Known.ContainsKey(item.Id)
            ? new Decision.Nothing()
            : new Decision.Append(
                [new NewEvent(Read(item), item.Id, new(CausationId: item.Id.ToString("D"), Traceparent: item.Traceparent))]);

    /// <summary>The stored event of an item: the session, or the item parked with the reason. Never throws for bad data.</summary>
    public static object Read(BusItem item)
    {
        try
        {
            RecordedFact recorded = item.Data.Deserialize<RecordedFact>(ContractJson.Options)
                ?? throw new JsonException("The item has no data.");
            JsonObject fact = JsonObject.Create(recorded.Fact) ?? throw new JsonException("The session is no JSON object.");
            // The contract requires `record`, which travels beside the fact under its keyed hash.
            fact["record"] = JsonSerializer.SerializeToNode(new SourceRecord(recorded.Record.Key), ContractJson.Options);
            SessionCompleted session = fact.Deserialize<SessionCompleted>(ContractJson.Options)
                ?? throw new JsonException("The session is empty.");
            return new SessionRecorded(
                recorded.Source, recorded.EffectiveTime, recorded.Record, recorded.ContentHash, SessionOf(session));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            string raw = item.Data.ValueKind == JsonValueKind.Undefined ? "" : item.Data.GetRawText();
            return new ItemParked(
                item.Id, item.Type, item.Version, unreadable.Message, raw.Length <= RawMax ? raw : raw[..RawMax]);
        }
    }

    private static SessionGiven SessionOf(SessionCompleted session) => new(
        session.Minutes,
        session.GivenBy,
        session.Areas ?? [],
        session.TherapistId,
        session.Phase,
        session.ConsentGroin,
        session.PressureMmHg,
        session.BandagedAfter,
        session.GarmentWornAfter,
        session.StoppedEarly,
        session.Purpose);
}
