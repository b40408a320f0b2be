namespace LymphOutcomes.EventStore;

/// <summary>
/// Decides units one after another in memory. Each sees what those before it appended, so a group that is committed
/// together comes out as if its units had been committed one by one. Every store decides through this.
/// </summary>
/// <typeparam name="TState">State of the streams.</typeparam>
public sealed class DecisionRun<TState>
    where TState : class, IFold<TState>
{
    /// <summary>Most events one unit may append.</summary>
    public const int UnitEventsMax = 1_000;

    private static readonly bool IsFolded = typeof(TState) != typeof(NoState);

    private readonly EventTypes _types;
    private readonly Dictionary<StreamKey, LoadedStream> _loaded = [];
    private readonly Dictionary<StreamKey, CommittedStream<TState>> _changed = [];
    private readonly Dictionary<Guid, KnownEvent> _known = [];
    private readonly Dictionary<(StreamKey, string), RecordSeen> _seen = [];
    private readonly Dictionary<(StreamKey, string), RecordSeen> _newlySeen = [];
    private readonly List<PreparedEvent> _prepared = [];

    /// <summary>Begins a group.</summary>
    /// <param name="types">How events are written and read.</param>
    /// <param name="head">Last sequence number in the log.</param>
    /// <param name="now">Time of storage of every event of the group.</param>
    public DecisionRun(EventTypes types, long head, DateTimeOffset now)
    {
        _types = types;
        Head = head;
        Now = now;
    }

    /// <summary>Last sequence number, those prepared here included.</summary>
    public long Head { get; private set; }

    /// <summary>Time of storage.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Size of what is prepared, in characters of JSON.</summary>
    public long Size { get; private set; }

    /// <summary>Events to write, in log order.</summary>
    public IReadOnlyList<PreparedEvent> Prepared => _prepared;

    /// <summary>Streams as the group leaves them, in the order they were first written to.</summary>
    public IReadOnlyCollection<CommittedStream<TState>> Changed => _changed.Values;

    /// <summary>Records to remember, with their streams.</summary>
    public IReadOnlyDictionary<(StreamKey Stream, string Key), RecordSeen> NewlySeen => _newlySeen;

    /// <summary>Gives the state of a stream; one that is not given counts as empty.</summary>
    public void Load(StreamKey stream, TState state, long version) => _loaded[stream] = new(state, version, Broken: null);

    /// <summary>Gives the fold of a whole stream as the log holds it; what this group has appended to it is folded on top.</summary>
    public void LoadWhole(StreamKey stream, TState state, long version)
    {
        IReadOnlyList<StoredEvent> appended = _changed.TryGetValue(stream, out CommittedStream<TState>? so) ? so.Events : [];
        _loaded[stream] = new(appended.Aggregate(state, TState.Evolve), version + appended.Count, Broken: null);
    }

    /// <summary>Says that a stream could not be folded: its units fail, the others are decided.</summary>
    public void LoadBroken(StreamKey stream, Exception cause) => _loaded[stream] = new(TState.Initial, 0, cause);

    /// <summary>Says that the log holds an event of this id.</summary>
    public void Know(Guid id, KnownEvent known) => _known[id] = known;

    /// <summary>Says that a stream has seen a record.</summary>
    public void See(StreamKey stream, RecordSeen record) => _seen[(stream, record.Key)] = record;

    /// <summary>Decides one unit. What it appends is prepared whole, or not at all.</summary>
    /// <returns>Null when the unit asks for its history: give it by <see cref="LoadWhole"/> and decide again.</returns>
    public AppendOutcome? Decide(AppendUnit<TState> unit)
    {
        LoadedStream before = _loaded.GetValueOrDefault(unit.Stream) ?? new(TState.Initial, 0, Broken: null);
        if (before.Broken is not null)
            return new AppendOutcome.Failed(before.Broken);

        try
        {
            StreamView<TState> view = new(unit.Stream, before.State, before.Version, KnownOf(unit), Now, Head, SeenOf(unit));
            return unit.Decide(view) switch
            {
                Decision.Append append => Append(unit, before, append),
                Decision.ReadHistory => null,
                Decision.Reject reject => new AppendOutcome.Rejected(reject.Code, reject.Why),
                _ => new AppendOutcome.Unchanged(),
            };
        }
        catch (Exception cause)
        {
            // Whatever a decision, a fold or a serializer throws is that unit's own: the group goes on without it.
            return new AppendOutcome.Failed(cause);
        }
    }

    private AppendOutcome.Appended Append(AppendUnit<TState> unit, LoadedStream before, Decision.Append append)
    {
        IReadOnlyList<NewEvent> events = append.Events;
        if (events.Count is 0 or > UnitEventsMax)
            throw new InvalidOperationException($"A unit appends 1 to {UnitEventsMax} events, not {events.Count}.");

        List<PreparedEvent> prepared = new(events.Count);
        HashSet<Guid> ids = [];
        TState state = before.State;
        foreach (NewEvent @event in events)
        {
            PreparedEvent next = Prepare(unit, before.Version, prepared.Count, @event);
            if (_known.ContainsKey(next.Event.Id) || !ids.Add(next.Event.Id))
                throw new InvalidOperationException($"The log holds an event {next.Event.Id} already.");
            state = TState.Evolve(state, next.Event);
            prepared.Add(next);
        }

        foreach (RecordSeen record in events.Select(@event => @event.Record).OfType<RecordSeen>())
            _seen[(unit.Stream, record.Key)] = _newlySeen[(unit.Stream, record.Key)] = record;
        Accept(unit.Stream, state, before.Version + prepared.Count, prepared, append.Note);
        return new([.. prepared.Select(p => p.Event)]);
    }

    private PreparedEvent Prepare(AppendUnit<TState> unit, long version, int ordinal, NewEvent @event)
    {
        string type = _types.NameOf(@event.Data);
        string json = _types.Write(@event.Data);
        // Read back, so that a fold sees now exactly what it will see when the stream is read again; without a fold nobody looks.
        object? data = IsFolded ? _types.Read(type, System.Text.Encoding.UTF8.GetBytes(json)) : @event.Data;
        StoredEvent stored = new(
            Head + ordinal + 1,
            @event.Id ?? DerivedId.From(unit.Id, ordinal),
            unit.Stream,
            version + ordinal + 1,
            type,
            data,
            Now,
            @event.Headers ?? EventHeaders.None);
        return new(stored, json);
    }

    private void Accept(StreamKey stream, TState state, long version, List<PreparedEvent> prepared, object? note)
    {
        foreach (PreparedEvent next in prepared)
        {
            _known[next.Event.Id] = new(next.Event.SeqId, next.Event.Headers.ContentHash);
            Size += next.Json.Length;
        }

        Head += prepared.Count;
        _prepared.AddRange(prepared);
        _loaded[stream] = new(state, version, Broken: null);
        IEnumerable<StoredEvent> earlier = _changed.TryGetValue(stream, out CommittedStream<TState>? so) ? so.Events : [];
        _changed[stream] = new(stream, state, [.. earlier, .. prepared.Select(p => p.Event)], note);
    }

    private Dictionary<Guid, KnownEvent> KnownOf(AppendUnit<TState> unit)
    {
        Dictionary<Guid, KnownEvent> known = [];
        foreach (Guid id in unit.LookFor ?? [])
        {
            if (_known.TryGetValue(id, out KnownEvent? found))
                known[id] = found;
        }

        return known;
    }

    private Dictionary<string, RecordSeen>? SeenOf(AppendUnit<TState> unit)
    {
        if (unit.LookForRecords is null)
            return null;
        Dictionary<string, RecordSeen> seen = [];
        foreach (string key in unit.LookForRecords)
        {
            if (_seen.TryGetValue((unit.Stream, key), out RecordSeen? found))
                seen[key] = found;
        }

        return seen;
    }

    private sealed record LoadedStream(TState State, long Version, Exception? Broken);
}

/// <summary>An event that has its place in the log and is about to be written there.</summary>
/// <param name="Event">As it will be read.</param>
/// <param name="Json">Its data as stored.</param>
public sealed record PreparedEvent(StoredEvent Event, string Json);
