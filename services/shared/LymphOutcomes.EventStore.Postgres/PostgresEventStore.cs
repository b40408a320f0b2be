using System.Threading.Channels;
using LymphOutcomes.EventStore.Postgres.Appending;
using LymphOutcomes.EventStore.Postgres.Commands;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>
/// The append lane of one schema: units wait in one line, one writer commits whatever has arrived while its last commit ran.
/// There is no timer; a lone unit is written at once and a crowd is written together (design D2).
/// </summary>
/// <typeparam name="TState">State of the streams. A stream has one kind of state: two kinds would share its snapshot.</typeparam>
public sealed partial class PostgresEventStore<TState> : IEventStore<TState>, IAsyncDisposable
    where TState : class, IFold<TState>
{
    private const int LineMax = 4_096;
    private const int GroupUnitsMax = 500;
    private const int GroupLookForMax = 5_000;
    private const int PassesMax = 4;
    private const int StreamsMax = 500;

    private static readonly TimeSpan WaitForRoomMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitForWriterMax = TimeSpan.FromSeconds(15);

    // A read beside the lane may not touch what the lane's one writer holds.
    private static readonly RecentStates<TState> NothingHeld = new(0);

    private readonly Channel<QueuedUnit<TState>> _line =
        Channel.CreateBounded<QueuedUnit<TState>>(new BoundedChannelOptions(LineMax) { SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly LogConnections _connections;
    private readonly EventTypes _types;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly GroupWriter<TState> _groups;
    private readonly Task _writer;

    internal PostgresEventStore(
        LogConnections connections,
        EventTypes types,
        LogOptions options,
        IEnumerable<IInlineView<TState>> views,
        TimeProvider time,
        ILogger<PostgresEventStore<TState>> logger)
    {
        _connections = connections;
        _types = types;
        _options = options;
        _time = time;
        _logger = logger;
        GroupTransaction<TState> transaction = new(types, options, [.. views]);
        _groups = new GroupWriter<TState>(connections, transaction, options, time, logger);
        _writer = Task.Run(WriteGroupsAsync);
    }

    /// <inheritdoc/>
    public async Task<AppendOutcome> AppendAsync(AppendUnit<TState> unit, CancellationToken ct)
    {
        AppendUnitLimits.Check(unit);
        QueuedUnit<TState> queued = new(unit, _time.GetTimestamp());
        await EnqueueAsync(queued, ct);
        LogMetrics.UnitsWaiting.Add(1);
        // A unit that was begun may be committed whatever its caller wishes, so its outcome is waited for.
        await using CancellationTokenRegistration taken = ct.Register(() => queued.TryDrop(ct));
        return await queued.Outcome;
    }

    /// <inheritdoc/>
    public async Task<StreamView<TState>> LoadAsync(StreamKey stream, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await _connections.Reading.OpenConnectionAsync(ct);
        await using NpgsqlBatch first = new(connection);
        // The end of the log is read before the stream, so that every event up to it is in the state.
        ReadLogEnd.AddTo(first);
        ReadStreamHeads.AddTo(first, [stream], TState.FoldVersion, NothingHeld);
        long head;
        DateTimeOffset now;
        StreamHead<TState> known;
        await using (NpgsqlDataReader rows = await first.ExecuteReaderAsync(ct))
        {
            await rows.ReadAsync(ct);
            (head, now) = ReadLogEnd.Read(rows, _options.ClockOffset);
            await rows.NextResultAsync(ct);
            known = (await ReadStreamHeads.ReadAsync(rows, _types, NothingHeld, ct)).SingleOrDefault()
                ?? new StreamHead<TState>(stream, 0, TState.Initial, 0);
        }

        (TState state, long version) = (known.State, known.FoldedTo);
        await using NpgsqlBatch second = new(connection);
        ReadEvents.AfterVersion(second, stream, known.FoldedTo);
        await using NpgsqlDataReader events = await second.ExecuteReaderAsync(ct);
        while (await events.ReadAsync(ct))
        {
            StoredEvent @event = ReadEvents.Read(events, _types);
            (state, version) = (TState.Evolve(state, @event), @event.Version);
        }

        return new StreamView<TState>(stream, state, version, new Dictionary<Guid, KnownEvent>(), now, head);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StreamView<TState>>> LoadManyAsync(IReadOnlyList<StreamKey> streams, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(streams.Count, StreamsMax, nameof(streams));
        await using NpgsqlConnection connection = await _connections.Reading.OpenConnectionAsync(ct);
        await using NpgsqlBatch first = new(connection);
        // The end of the log is read before the streams, so that every event up to it is in the states.
        ReadLogEnd.AddTo(first);
        ReadStreamHeads.AddTo(first, [.. streams], TState.FoldVersion, NothingHeld);
        long head;
        DateTimeOffset now;
        Dictionary<StreamKey, StreamView<TState>> views = [];
        await using (NpgsqlDataReader rows = await first.ExecuteReaderAsync(ct))
        {
            await rows.ReadAsync(ct);
            (head, now) = ReadLogEnd.Read(rows, _options.ClockOffset);
            await rows.NextResultAsync(ct);
            foreach (StreamHead<TState> known in await ReadStreamHeads.ReadAsync(rows, _types, NothingHeld, ct))
                views[known.Stream] = new(known.Stream, known.State, known.FoldedTo, new Dictionary<Guid, KnownEvent>(), now, head);
        }

        await using NpgsqlBatch second = new(connection);
        ReadEvents.AfterVersions(second, [.. views.Values.Select(view => (view.Stream, view.Version))]);
        await using NpgsqlDataReader events = await second.ExecuteReaderAsync(ct);
        while (await events.ReadAsync(ct))
        {
            StoredEvent @event = ReadEvents.Read(events, _types);
            StreamView<TState> view = views[@event.Stream];
            views[@event.Stream] = view with { State = TState.Evolve(view.State, @event), Version = @event.Version };
        }

        return [.. streams.Where(views.ContainsKey).Select(stream => views[stream])];
    }

    /// <inheritdoc/>
    public async Task<StreamView<TState>> LoadWholeAsync(StreamKey stream, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await _connections.Reading.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        // The end of the log is read before the stream, so that every event up to it is in the state.
        ReadLogEnd.AddTo(batch);
        ReadEvents.AfterVersion(batch, stream, afterVersion: 0);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        (long head, DateTimeOffset now) = ReadLogEnd.Read(rows, _options.ClockOffset);
        await rows.NextResultAsync(ct);
        (TState state, long version) = await GroupTransaction<TState>.FoldAsync(rows, _types, ct);
        return new StreamView<TState>(stream, state, version, new Dictionary<Guid, KnownEvent>(), now, head);
    }

    /// <summary>Takes no more units, writes those that wait, and ends the writer.</summary>
    public async ValueTask DisposeAsync()
    {
        _line.Writer.TryComplete();
        _stop.CancelAfter(WaitForWriterMax);
        await _writer;
        await _groups.DisposeAsync();
        _stop.Dispose();
    }

    private async Task EnqueueAsync(QueuedUnit<TState> queued, CancellationToken ct)
    {
        if (_line.Writer.TryWrite(queued))
            return;
        using CancellationTokenSource late = new(WaitForRoomMax, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await _line.Writer.WriteAsync(queued, either.Token);
        }
        catch (OperationCanceledException tooLate) when (!ct.IsCancellationRequested)
        {
            throw new LogUnavailableException($"{LineMax} appends are waiting already.", tooLate);
        }
        catch (ChannelClosedException stopped)
        {
            throw new LogUnavailableException("This program is stopping.", stopped);
        }
    }

    private async Task WriteGroupsAsync()
    {
        int last = 0;
        while (await _line.Reader.WaitToReadAsync())
        {
            // Those who were just answered and come again at once would meet a commit begun for the first of them, and only the
            // next one would take the rest. They stand in the thread pool's queue before us: no timer is needed to let them pass.
            for (int pass = 0; pass < PassesMax && _line.Reader.Count < last; pass++)
                await new BehindThePool();
            QueuedUnit<TState>[] group = TakeGroup();
            last = group.Length;
            try
            {
                await _groups.WriteAsync(group, _stop.Token);
            }
            catch (Exception bug)
            {
                // The writer must outlive everything: without it no append of this service would ever be answered.
                LogWriterSurvived(bug, group.Length);
                foreach (QueuedUnit<TState> unit in group)
                    unit.Finish(new LogUnavailableException("The writer of the log failed.", bug));
            }
        }
    }

    private QueuedUnit<TState>[] TakeGroup()
    {
        List<QueuedUnit<TState>> group = [];
        int lookFor = 0;
        while (group.Count < GroupUnitsMax && lookFor < GroupLookForMax && _line.Reader.TryRead(out QueuedUnit<TState>? next))
        {
            LogMetrics.UnitsWaiting.Add(-1);
            if (!next.TryBegin())
                continue;
            group.Add(next);
            lookFor += next.Unit.LookFor?.Count ?? 0;
        }

        return [.. group];
    }

    [LoggerMessage(6104, LogLevel.Critical, "The writer of the log failed on a group of {Units} units; it goes on.")]
    private partial void LogWriterSurvived(Exception bug, int units);
}
