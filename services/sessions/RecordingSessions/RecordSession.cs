using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>A fact about a session, published by intake, becomes a fact of sessions. Pure.</summary>
public static class RecordSession
{
    private const int RawMax = 64 * 1024;

    /// <summary>Event ids <see cref="Decide"/> asks about.</summary>
    public static IReadOnlyList<Guid> LookFor(BusItem item) => [item.Id, ParkedId(item)];

    /// <summary>
    /// Records a fact under the item's own id and parks an unreadable item under an id derived from it; a repeat changes
    /// nothing, whatever group it comes in.
    /// </summary>
    public static Decision Decide(StreamView<NoState> view, BusItem item) => Keep(view, item, Read);

    /// <summary>Parks an item without reading it, because reading or recording it never ended well.</summary>
    public static Decision Park(StreamView<NoState> view, BusItem item, string reason) =>
        Keep(view, item, unread => ParkedAs(unread, reason));

    private static Decision Keep(StreamView<NoState> view, BusItem item, Func<BusItem, object> how)
    {
        if (view.Known.ContainsKey(item.Id))
            return new Decision.Nothing();
        object read = how(item);
        // An id of its own: parked under the item's, a fact that a later program can read would be taken for a repeat.
        Guid id = read is ItemParked ? ParkedId(item) : item.Id;
        return view.Known.ContainsKey(id)
            ? new Decision.Nothing()
            : new Decision.Append(
                [new NewEvent(read, id, new(CausationId: item.Id.ToString("D"), Traceparent: item.Traceparent))]);
    }

    /// <summary>The stored event of an item: the fact, or the item parked with the reason. Never throws for bad data.</summary>
    public static object Read(BusItem item)
    {
        try
        {
            if (item.Version != 1)
                throw new JsonException($"Version {item.Version} of {item.Type} is not known here.");
            RecordedFact recorded = item.Data.Deserialize<RecordedFact>(ContractJson.Options)
                ?? throw new JsonException("The item has no data.");
            return SessionFactReader.Read(item.Type, recorded);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return ParkedAs(item, unreadable.Message);
        }
    }

    private static ItemParked ParkedAs(BusItem item, string reason)
    {
        string raw = item.Data.ValueKind == JsonValueKind.Undefined ? "" : item.Data.GetRawText();
        return new(item.Id, item.Type, item.Version, reason, raw.Length <= RawMax ? raw : raw[..RawMax]);
    }

    private static Guid ParkedId(BusItem item) => DerivedId.From(item.Id, -1);
}
