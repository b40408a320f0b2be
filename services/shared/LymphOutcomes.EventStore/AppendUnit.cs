namespace LymphOutcomes.EventStore;

/// <summary>
/// One append: written whole or not at all, whatever else is committed with it. It decides inside the append lane, so that
/// it sees every event committed before it and cannot conflict.
/// </summary>
/// <typeparam name="TState">State of the stream.</typeparam>
/// <param name="Id">Identity of this attempt; ids of events that name none are derived from it, so a retry writes the same ids.</param>
/// <param name="Stream">The one stream it writes to.</param>
/// <param name="Decide">Pure; may run more than once. Must return at once.</param>
/// <param name="LookFor">Event ids whose presence anywhere in the log <paramref name="Decide"/> asks about, at most 500.</param>
/// <param name="LookForRecords">Keys of source records <paramref name="Decide"/> asks about, in this stream, at most 500.</param>
public sealed record AppendUnit<TState>(
    Guid Id,
    StreamKey Stream,
    Func<StreamView<TState>, Decision> Decide,
    IReadOnlyList<Guid>? LookFor = null,
    IReadOnlyList<string>? LookForRecords = null)
    where TState : class, IFold<TState>;

/// <summary>What a decision sees.</summary>
/// <typeparam name="TState">State of the stream.</typeparam>
/// <param name="Stream">The stream.</param>
/// <param name="State">The fold of every event of the stream, or what its snapshot kept of it.</param>
/// <param name="Version">Version of the last event; 0 for an empty stream.</param>
/// <param name="Known">Those of <see cref="AppendUnit{TState}.LookFor"/> that the log holds already.</param>
/// <param name="Now">The time the events will carry, should any be appended.</param>
/// <param name="LogSeq">Last sequence number in the log before this append.</param>
/// <param name="Seen">Those of <see cref="AppendUnit{TState}.LookForRecords"/> that this stream has seen, by key;
/// null = none asked.</param>
public sealed record StreamView<TState>(
    StreamKey Stream,
    TState State,
    long Version,
    IReadOnlyDictionary<Guid, KnownEvent> Known,
    DateTimeOffset Now,
    long LogSeq,
    IReadOnlyDictionary<string, RecordSeen>? Seen = null);

/// <summary>A record of a source system that a stream has taken in, whatever its snapshot has kept of it.</summary>
/// <param name="Key">Names source and record; unique within the stream.</param>
/// <param name="Version">The sender's version; null when the sender does not count.</param>
/// <param name="ContentHash">Keyed hash of what was taken in last.</param>
/// <param name="EffectiveTime">When it was so.</param>
public sealed record RecordSeen(string Key, int? Version, string ContentHash, DateTimeOffset EffectiveTime);

/// <summary>An event that is in the log already.</summary>
/// <param name="SeqId">Its place in the log.</param>
/// <param name="ContentHash">As in <see cref="EventHeaders.ContentHash"/>.</param>
public sealed record KnownEvent(long SeqId, string? ContentHash);

/// <summary>An event about to be stored.</summary>
/// <param name="Data">The event; its type must be listed in the service's <see cref="EventTypes"/>.</param>
/// <param name="Id">Null = derived from the unit's id and the place in it.</param>
/// <param name="Headers">What to keep beside it.</param>
/// <param name="Record">The source record it is a version of, to be found by <see cref="AppendUnit{TState}.LookForRecords"/> later.</param>
public sealed record NewEvent(object Data, Guid? Id = null, EventHeaders? Headers = null, RecordSeen? Record = null);
