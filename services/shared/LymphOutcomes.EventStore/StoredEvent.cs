namespace LymphOutcomes.EventStore;

/// <summary>One event as it stands in the log.</summary>
/// <param name="SeqId">Place in the log; commit order and time order.</param>
/// <param name="Id">Unique in the log.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Place in its stream, from 1.</param>
/// <param name="Type">Stored name, written by hand in the service's <see cref="EventTypes"/>.</param>
/// <param name="Data">The event; null when no type of that name is known to this program.</param>
/// <param name="Timestamp">When it was stored; never goes back.</param>
/// <param name="Headers">What came with it.</param>
public sealed record StoredEvent(
    long SeqId,
    Guid Id,
    StreamKey Stream,
    long Version,
    string Type,
    object? Data,
    DateTimeOffset Timestamp,
    EventHeaders Headers);

/// <summary>What is kept beside an event.</summary>
/// <param name="CorrelationId">The request or message this belongs to.</param>
/// <param name="CausationId">The event that led to it.</param>
/// <param name="Traceparent">W3C trace context.</param>
/// <param name="ContentHash">Keyed hash of what was delivered, lower-case hex; tells a repeat from another delivery
/// under the same id.</param>
public sealed record EventHeaders(
    string? CorrelationId = null, string? CausationId = null, string? Traceparent = null, string? ContentHash = null)
{
    /// <summary>Nothing known.</summary>
    public static EventHeaders None { get; } = new();
}
