using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>The two round trips of one group: lock, read and decide; then write and commit.</summary>
internal sealed class GroupTransaction<TState>(EventTypes types, LogOptions options, IReadOnlyList<IInlineView<TState>> views)
    where TState : class, IFold<TState>
{
    // A state without events need not be read; every other state is the fold of its whole stream.
    private static readonly bool ReadsState = typeof(TState) != typeof(NoState);

    // Of snapshots as JSON; some three hundred patients of a few years. As objects they take ten times as much.
    private const long RecentSizeMax = 2 * 1024 * 1024;

    private readonly RecentStates<TState> _recent = new(RecentSizeMax);
    private SnapshotsWritten<TState>? _uncommitted;

    /// <summary>Begins the transaction, takes the lock and reads all that the units will be decided upon.</summary>
    public async Task<DecisionRun<TState>> BeginAsync(
        NpgsqlConnection connection, IReadOnlyList<AppendUnit<TState>> units, CancellationToken ct)
    {
        StreamKey[] streams = [.. units.Select(u => u.Stream).Distinct()];
        Guid[] lookFor = [.. units.SelectMany(u => u.LookFor ?? []).Distinct()];
        (StreamKey, string)[] records =
            [.. units.SelectMany(u => (u.LookForRecords ?? []).Select(key => (u.Stream, key))).Distinct()];
        await using NpgsqlBatch batch = new(connection);
        TakeLogLock.AddTo(batch, options.Schema);
        ReadLogEnd.AddTo(batch);
        ReadStreamHeads.AddTo(batch, streams, TState.FoldVersion, _recent);
        if (lookFor.Length > 0)
            ReadKnownIds.AddTo(batch, lookFor);
        if (records.Length > 0)
            ReadRecordsSeen.AddTo(batch, records);

        DecisionRun<TState> run;
        List<StreamHead<TState>> heads;
        await using (NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct))
        {
            await rows.NextResultAsync(ct);
            await rows.ReadAsync(ct);
            (long head, DateTimeOffset next) = ReadLogEnd.Read(rows, options.ClockOffset);
            run = new DecisionRun<TState>(types, head, next);
            await rows.NextResultAsync(ct);
            heads = await ReadStreamHeads.ReadAsync(rows, types, _recent, ct);
            if (lookFor.Length > 0)
            {
                await rows.NextResultAsync(ct);
                await ReadKnownIds.ReadAsync(rows, run.Know, ct);
            }

            if (records.Length > 0)
            {
                await rows.NextResultAsync(ct);
                await ReadRecordsSeen.ReadAsync(rows, run.See, ct);
            }
        }

        await LoadAsync(connection, run, heads, ct);
        return run;
    }

    /// <summary>All that is written, up to and with the commit: one round trip.</summary>
    public NpgsqlBatch WriteBatch(NpgsqlConnection connection, DecisionRun<TState> run)
    {
        NpgsqlBatch batch = new(connection);
        UpsertStreams.AddTo(batch, run.Changed, run.Now);
        InsertEvents.AddTo(batch, run.Prepared, run.Now);
        WriteRecordsSeen.AddTo(batch, run.NewlySeen);
        _uncommitted = WriteSnapshots.AddTo(batch, run.Changed, types);
        if (views.Count > 0)
        {
            List<CommittedStream<TState>> committed = [.. run.Changed];
            foreach (IInlineView<TState> view in views)
                view.Write(batch, committed);
        }

        AnnounceHead.AddTo(batch, options.Schema, run.Head);
        batch.Add("commit");
        return batch;
    }

    /// <summary>
    /// Says that the connection is a new one: a server that took over may have lost commits, and made others of the same versions.
    /// </summary>
    public void Reconnected() => _recent.ForgetAll();

    /// <summary>Says that what <see cref="WriteBatch"/> made last is committed.</summary>
    public void Committed()
    {
        if (_uncommitted is not { } written)
            return;
        foreach (WrittenSnapshot<TState> snapshot in written.Kept)
            _recent.Keep(snapshot.Stream, snapshot.Version, snapshot.State, snapshot.Json.Length);
        foreach (StreamKey stream in written.TooLarge)
            _recent.Forget(stream);
        _uncommitted = null;
    }

    /// <summary>Folds a whole stream for a unit whose snapshot does not do: one more round trip, seldom.</summary>
    public async Task LoadWholeAsync(
        NpgsqlConnection connection, DecisionRun<TState> run, StreamKey stream, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        ReadEvents.AfterVersion(batch, stream, afterVersion: 0);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        (TState state, long version) = await FoldAsync(rows, types, ct);
        run.LoadWhole(stream, state, version);
    }

    /// <summary>The fold of the events of one stream.</summary>
    public static async Task<(TState State, long Version)> FoldAsync(
        NpgsqlDataReader rows, EventTypes types, CancellationToken ct)
    {
        (TState state, long version) = (TState.Initial, 0L);
        while (await rows.ReadAsync(ct))
        {
            StoredEvent @event = ReadEvents.Read(rows, types);
            (state, version) = (TState.Evolve(state, @event), @event.Version);
        }

        return (state, version);
    }

    private async Task LoadAsync(
        NpgsqlConnection connection, DecisionRun<TState> run, List<StreamHead<TState>> heads, CancellationToken ct)
    {
        Dictionary<StreamKey, StreamFold<TState>> folds = heads.ToDictionary(h => h.Stream, h => new StreamFold<TState>(h));
        List<(StreamKey Stream, long After)> missing =
            ReadsState ? [.. heads.Where(h => h.FoldedTo < h.Version).Select(h => (h.Stream, h.FoldedTo))] : [];
        if (missing.Count > 0)
        {
            await using NpgsqlBatch batch = new(connection);
            ReadEvents.AfterVersions(batch, missing);
            await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                folds[ReadEvents.StreamOf(rows)].Evolve(rows, types);
        }

        foreach (StreamFold<TState> fold in folds.Values)
            fold.GiveTo(run);
    }
}
