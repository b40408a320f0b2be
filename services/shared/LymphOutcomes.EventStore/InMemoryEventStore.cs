using System.Text;
using System.Text.Json;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.EventStore;

/// <summary>
/// A log in memory, for tests and tools: a real store that passes the same suite as the one on PostgreSQL. It runs no
/// <see cref="IInlineView{TState}"/> and keeps no snapshot.
/// </summary>
/// <typeparam name="TState">State of the streams.</typeparam>
public sealed class InMemoryEventStore<TState>(EventTypes types, TimeProvider time) : IEventStore<TState>, ILogReader, IRawLogReader
    where TState : class, IFold<TState>
{
    private readonly Lock _gate = new();
    private readonly List<StoredEvent> _log = [];
    private readonly List<RawEvent> _raw = [];
    private readonly Dictionary<Guid, KnownEvent> _known = [];
    private readonly Dictionary<(StreamKey Stream, string Key), RecordSeen> _seen = [];
    private TaskCompletionSource _news = NewsToCome();

    /// <inheritdoc/>
    public Task<AppendOutcome> AppendAsync(AppendUnit<TState> unit, CancellationToken ct)
    {
        AppendUnitLimits.Check(unit);
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            (TState state, long version) = Fold(unit.Stream);
            DecisionRun<TState> run = new(types, _log.Count, Now());
            run.Load(unit.Stream, state, version);
            foreach (Guid id in unit.LookFor ?? [])
            {
                if (_known.TryGetValue(id, out KnownEvent? known))
                    run.Know(id, known);
            }

            foreach (string key in unit.LookForRecords ?? [])
            {
                if (_seen.TryGetValue((unit.Stream, key), out RecordSeen? record))
                    run.See(unit.Stream, record);
            }

            // This store keeps no snapshot: the state it gave was the fold of the whole stream.
            AppendOutcome outcome = run.Decide(unit) ?? AppendOutcome.Failed.AskedForHistoryTwice;
            if (WhyNotStored(run.Prepared) is { } why)
                return Task.FromResult<AppendOutcome>(new AppendOutcome.Failed(new InvalidDataException(why)));
            Commit(run.Prepared);
            foreach (((StreamKey Stream, string Key) record, RecordSeen seen) in run.NewlySeen)
                _seen[record] = seen;
            return Task.FromResult(outcome);
        }
    }

    /// <inheritdoc/>
    public Task<StreamView<TState>> LoadAsync(StreamKey stream, CancellationToken ct)
    {
        lock (_gate)
        {
            (TState state, long version) = Fold(stream);
            Dictionary<Guid, KnownEvent> none = [];
            return Task.FromResult(new StreamView<TState>(stream, state, version, none, Now(), _log.Count));
        }
    }

    /// <inheritdoc/>
    public Task<StreamView<TState>> LoadWholeAsync(StreamKey stream, CancellationToken ct) => LoadAsync(stream, ct);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAsync(long afterSeq, int atMost, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSeq);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atMost, ILogReader.ReadMax);
        lock (_gate)
        {
            if (afterSeq > _log.Count)
                throw new PositionAheadOfLogException("A reader", afterSeq, _log.Count);
            return Task.FromResult<IReadOnlyList<StoredEvent>>([.. _log.Skip((int)afterSeq).Take(atMost)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamKey stream, CancellationToken ct)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<StoredEvent>>([.. _log.Where(e => e.Stream == stream)]);
    }

    /// <inheritdoc/>
    public Task<long> HeadAsync(CancellationToken ct)
    {
        lock (_gate)
            return Task.FromResult((long)_log.Count);
    }

    /// <inheritdoc/>
    public Task WaitForNewsAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_log.Count > afterSeq)
                return Task.CompletedTask;
            return Task.WhenAny(_news.Task, Task.Delay(atLatest, time, ct)).Unwrap();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawEvent>> ReadRawAsync(
        long afterSeq, long upToSeq, IReadOnlyCollection<string> without, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSeq);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upToSeq, afterSeq + IRawLogReader.SpanMax);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<RawEvent>>(
                [.. _raw.Skip((int)afterSeq).Take((int)(upToSeq - afterSeq)).Where(e => !without.Contains(e.Type))]);
        }
    }

    private static RawEvent RawOf(StoredEvent stored, string json) => new(
        stored.SeqId, stored.Id, stored.Stream, stored.Version, stored.Type, Encoding.UTF8.GetBytes(json),
        stored.Timestamp, stored.Headers);

    private static TaskCompletionSource NewsToCome() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Log order is time order, even when the clock is turned back.
    private DateTimeOffset Now()
    {
        DateTimeOffset now = time.GetUtcNow();
        return _log.Count > 0 && _log[^1].Timestamp > now ? _log[^1].Timestamp : now;
    }

    private (TState State, long Version) Fold(StreamKey stream)
    {
        TState state = TState.Initial;
        long version = 0;
        foreach (StoredEvent @event in _log.Where(e => e.Stream == stream))
        {
            state = TState.Evolve(state, @event);
            version = @event.Version;
        }

        return (state, version);
    }

    // What PostgreSQL would refuse is refused here too; a test in memory must not promise what the real log cannot keep.
    private string? WhyNotStored(IReadOnlyList<PreparedEvent> prepared)
    {
        if (prepared.Any(p => _known.ContainsKey(p.Event.Id)))
            return "The log holds an event of this id already.";
        return prepared.Any(p => HasNul(p.Json))
            ? "Text in the log cannot hold the NUL character."
            : null;
    }

    private static bool HasNul(string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            bool isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
            if (isText && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private void Commit(IReadOnlyList<PreparedEvent> prepared)
    {
        if (prepared.Count == 0)
            return;
        foreach (PreparedEvent next in prepared)
        {
            _log.Add(next.Event);
            _raw.Add(RawOf(next.Event, next.Json));
            _known.Add(next.Event.Id, new(next.Event.SeqId, next.Event.Headers.ContentHash));
        }

        TaskCompletionSource told = _news;
        _news = NewsToCome();
        told.SetResult();
    }
}
