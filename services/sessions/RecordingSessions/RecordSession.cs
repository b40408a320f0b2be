using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.NotingWaitingFacts;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// A fact published by intake becomes a fact of sessions, and what it changes for the patient's sessions is said in the same append.
/// Pure.
/// </summary>
public static class RecordSession
{
    /// <summary>Code of a refusal: the patient was merged into another, and is screened there.</summary>
    public const string MergedAway = "merged-away";

    private const int RawMax = 64 * 1024;

    /// <summary>
    /// The append of an item: records a fact under the item's own id and parks an unreadable item under an id derived from it; a
    /// repeat changes nothing, whatever group it comes in.
    /// </summary>
    public static AppendUnit<PatientSafety> UnitOf(BusItem item) => UnitOf(item, Read(item));

    /// <summary>
    /// The append that only keeps an item in the stream of a patient who was merged into another. Refused with
    /// <see cref="PatientMover{TState}.Overtaken"/> when the patient is not where the caller thinks.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="read">By <see cref="Read"/>.</param>
    /// <param name="belongs">Where the caller brings it.</param>
    public static AppendUnit<PatientSafety> KeepingUnitOf(BusItem item, object? read, Belonging belongs) => UnitOf(
        item,
        read,
        view => view.State.Belongs == belongs
            ? Keep(view, item, read)
            : new Decision.Reject(PatientMover<PatientSafety>.Overtaken, "The patient belongs elsewhere by now."));

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

    /// <summary>The append of an item as it was read.</summary>
    public static AppendUnit<PatientSafety> UnitOf(BusItem item, object? read) => UnitOf(
        item,
        read,
        view => view.State.IsAway && read is not (null or TreatmentEvent)
            ? new Decision.Reject(MergedAway, "The patient is screened with another.")
            : Keep(view, item, read));

    private static AppendUnit<PatientSafety> UnitOf(
        BusItem item, object? read, Func<StreamView<PatientSafety>, Decision> decide) => new(
        item.Id,
        StreamKey.OfPatient(item.Tenant, item.Patient),
        decide,
        LookFor: [item.Id, ParkedId(item)],
        LookForRecords: read is SessionEvent fact ? ShortMemory.RecordsOf(fact) : null);

    private static Decision Keep(StreamView<PatientSafety> view, BusItem item, object? read)
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

    /// <summary>What is kept of an item that cannot be read.</summary>
    public static ItemParked ParkedAs(BusItem item, string reason)
    {
        string raw = item.Data.ValueKind == JsonValueKind.Undefined ? "" : item.Data.GetRawText();
        return new(item.Id, item.Type, item.Version, reason, raw.Length <= RawMax ? raw : raw[..RawMax]);
    }

    private static Guid ParkedId(BusItem item) => DerivedId.From(item.Id, -1);
}
