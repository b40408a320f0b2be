namespace LymphOutcomes.EventStore.Projecting;

/// <summary>An event as it lies in the log, not yet read: one that cannot be read must not keep the others from being read.</summary>
/// <param name="SeqId">As in <see cref="StoredEvent"/>.</param>
/// <param name="Id">As in <see cref="StoredEvent"/>.</param>
/// <param name="Stream">As in <see cref="StoredEvent"/>.</param>
/// <param name="Version">As in <see cref="StoredEvent"/>.</param>
/// <param name="Type">Stored name.</param>
/// <param name="Utf8">Its JSON.</param>
/// <param name="Timestamp">As in <see cref="StoredEvent"/>.</param>
/// <param name="Headers">As in <see cref="StoredEvent"/>.</param>
public sealed record RawEvent(
    long SeqId,
    Guid Id,
    StreamKey Stream,
    long Version,
    string Type,
    ReadOnlyMemory<byte> Utf8,
    DateTimeOffset Timestamp,
    EventHeaders Headers)
{
    /// <summary>Reads it.</summary>
    /// <param name="types">How events are written; a name it does not list gives <see cref="StoredEvent.Data"/> null.</param>
    /// <param name="skipped">Why it cannot be read; null when it can.</param>
    /// <returns>Null when it cannot be read.</returns>
    public StoredEvent? Read(EventTypes types, out SkippedEvent? skipped)
    {
        try
        {
            skipped = null;
            return new(SeqId, Id, Stream, Version, Type, types.Read(Type, Utf8.Span), Timestamp, Headers);
        }
        catch (Exception unreadable)
        {
            // Whatever a converter or a step from an older version throws, it is this event's own trouble.
            skipped = SkippedEvent.Because(SeqId, Type, "cannot be read", unreadable);
            return null;
        }
    }
}

/// <summary>An event that a projection or a fold could not use: set aside with the reason, while the others go on.</summary>
/// <param name="SeqId">Its place in the log, where it still lies whole.</param>
/// <param name="Type">Stored name.</param>
/// <param name="Reason">For the operator; without what the event holds.</param>
public sealed record SkippedEvent(long SeqId, string Type, string Reason)
{
    /// <summary>With the kind of the failure and the place in the JSON, never its message: that may quote a patient's data.</summary>
    public static SkippedEvent Because(long seqId, string type, string what, Exception cause) => new(
        seqId,
        type,
        cause is System.Text.Json.JsonException { Path: { Length: > 0 } path }
            ? $"{what}: JSON at {path}"
            : $"{what}: {cause.GetType().Name}");
}

/// <summary>Reads the log in large portions, and leaves it to the caller to read the events in them.</summary>
public interface IRawLogReader
{
    /// <summary>Most numbers one read spans.</summary>
    const int SpanMax = 50_000;

    /// <summary>The events of a span of the log, in order.</summary>
    /// <param name="afterSeq">Before the first.</param>
    /// <param name="upToSeq">The last number; at most 50,000 further, and not beyond <see cref="ILogReader.HeadAsync"/>.</param>
    /// <param name="without">Stored names to leave out.</param>
    /// <param name="ct">Stops the read.</param>
    Task<IReadOnlyList<RawEvent>> ReadRawAsync(
        long afterSeq, long upToSeq, IReadOnlyCollection<string> without, CancellationToken ct);
}
