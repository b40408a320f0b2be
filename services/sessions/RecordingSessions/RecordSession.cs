using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.NotingWaitingFacts;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// A fact published by intake becomes a fact of sessions, and what it changes for the patient's sessions is said in the same append.
/// Pure.
/// </summary>
public static class RecordSession
{
    private const int RawMax = 64 * 1024;

    /// <summary>
    /// The append of an item: records a fact under the item's own id and parks an unreadable item under an id derived from it; a
    /// repeat changes nothing, whatever group it comes in.
    /// </summary>
    public static AppendUnit<PatientSafety> UnitOf(BusItem item) => UnitOf(item, Read(item));

    /// <summary>The append that parks an item without reading it, because reading or recording it never ended well.</summary>
    public static AppendUnit<PatientSafety> UnitOfUnread(BusItem item, string reason) => UnitOf(item, ParkedAs(item, reason));

    /// <summary>
    /// The stored event of an item: the fact, the news of intake's quarantine, or the item parked with the reason; null for news of what
    /// no session is screened by. Never throws for bad data.
    /// </summary>
    public static object? Read(BusItem item)
    {
        try
        {
            if (item.Version != 1)
                throw new JsonException($"Version {item.Version} of {item.Type} is not known here.");
            if (ParkingNewsReader.Types.Contains(item.Type))
                return ParkingNewsReader.Read(item);
            RecordedFact recorded = item.Data.Deserialize<RecordedFact>(ContractJson.Options)
                ?? throw new JsonException("The item has no data.");
            return SessionFactReader.Read(item.Type, recorded);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return ParkedAs(item, unreadable.Message);
        }
    }

    private static AppendUnit<PatientSafety> UnitOf(BusItem item, object? read) => new(
        item.Id,
        StreamKey.OfPatient(item.Tenant, item.Patient),
        view => Decide(view, item, read),
        LookFor: [item.Id, ParkedId(item)],
        LookForRecords: read is SessionEvent fact ? ShortMemory.RecordsOf(fact) : null);

    private static Decision Decide(StreamView<PatientSafety> view, BusItem item, object? read)
    {
        if (read is null || view.Known.ContainsKey(item.Id))
            return new Decision.Nothing();
        // An id of its own: parked under the item's, a fact that a later program can read would be taken for a repeat.
        Guid id = read is ItemParked ? ParkedId(item) : item.Id;
        if (view.Known.ContainsKey(id))
            return new Decision.Nothing();
        EventHeaders because = new(CausationId: item.Id.ToString("D"), Traceparent: item.Traceparent);
        if (read is TreatmentEvent)
            return Decision.Of([new(read, id, because)]);
        SessionEvent? fact = read as SessionEvent;
        if (fact is not null && ShortMemory.IsTooShortFor(view.State, fact, view.Seen))
            return new Decision.ReadHistory();

        PatientSafety after = read switch
        {
            SessionEvent told => view.State.With(id, told),
            ItemParked parked => view.State.With(parked, view.Now),
            _ => view.State.WithNews(read),
        };
        return new Decision.Append(
        [
            new NewEvent(read, id, because, fact is null ? null : ShortMemory.SeenOf(fact)),
            .. HoldSessions.Changes(after).Select((change, n) => new NewEvent(change, DerivedId.From(id, n), because)),
        ]);
    }

    private static ItemParked ParkedAs(BusItem item, string reason)
    {
        string raw = item.Data.ValueKind == JsonValueKind.Undefined ? "" : item.Data.GetRawText();
        return new(item.Id, item.Type, item.Version, reason, raw.Length <= RawMax ? raw : raw[..RawMax]);
    }

    private static Guid ParkedId(BusItem item) => DerivedId.From(item.Id, -1);
}
