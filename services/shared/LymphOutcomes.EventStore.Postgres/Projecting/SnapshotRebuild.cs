using System.Threading.Channels;
using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// Makes every snapshot anew from its stream, by the fold that makes them at each append. First all streams by name: one task
/// reads, one folds, one writes. Then those written to meanwhile, a few times; the very last have no snapshot for a moment.
/// </summary>
internal sealed class SnapshotRebuild<TState>(
    LogConnections connections, LogOptions options, EventTypes types, PostgresLog log, TimeProvider time) : IRebuild
    where TState : class, IFold<TState>
{
    private const int StreamsAtOnce = 2_000;
    private const int ChunkEvents = 500;
    private const int ChunksWaitingMax = 8;
    private const int PortionsWaitingMax = 2;
    private const int SpanMax = 20_000;
    private const int StretchMax = 1_000;

    private const string NextStreamsSql = """
        select tenant_id, id from mt_streams where (tenant_id, id) > ($1, $2) order by tenant_id, id limit $3
        """;

    public string Name => SnapshotsBeside.Table;

    public async Task RunAsync(Action<long, long> reached, CancellationToken ct)
    {
        RebuildRow? row;
        await using (NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct))
            row = await RebuildStart.PrepareAsync(connection, Name, "scan", TState.FoldVersion, ct);
        if (row is null)
            return;
        SnapshotsBeside beside = new(connections, options, TState.FoldVersion, row);
        if (row.Phase == "scan")
            await ScanAsync(beside, reached, ct);
        await FollowAsync(beside, ct);
    }

    private async Task ScanAsync(SnapshotsBeside beside, Action<long, long> reached, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Channel<List<RawEvent>> chunks = Channel.CreateBounded<List<RawEvent>>(ChunksWaitingMax);
        Channel<FoldedStreams> portions = Channel.CreateBounded<FoldedStreams>(PortionsWaitingMax);
        Task[] tasks =
        [
            Task.Run(() => ReadAsync(beside.At.Cursor, chunks.Writer, either.Token), CancellationToken.None),
            Task.Run(() => FoldAsync(chunks.Reader, portions.Writer, either.Token), CancellationToken.None),
            Task.Run(() => WriteAsync(beside, portions.Reader, reached, either.Token), CancellationToken.None),
        ];
        await foreach (Task ended in Task.WhenEach(tasks))
        {
            // One that fails must not leave the others waiting for it.
            if (!ended.IsCompletedSuccessfully)
                await either.CancelAsync();
        }

        if (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
            await failed;
        await Task.WhenAll(tasks);
        await beside.WriteAsync(beside.At with { Phase = "follow" }, [], new FoldedStreams(), ct);
    }

    private async Task ReadAsync(StreamKey after, ChannelWriter<List<RawEvent>> chunks, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        List<RawEvent> chunk = new(ChunkEvents);
        while (await NextAsync(connection, after, ct) is { } upTo)
        {
            await using NpgsqlBatch batch = new(connection);
            ReadEvents.OfStreamsBetween(batch, after, upTo);
            await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                chunk.Add(ReadEvents.ReadRaw(rows));
                if (chunk.Count < ChunkEvents)
                    continue;
                await chunks.WriteAsync(chunk, ct);
                chunk = new(ChunkEvents);
            }

            after = upTo;
        }

        await chunks.WriteAsync(chunk, ct);
        chunks.Complete();
    }

    private static async Task<StreamKey?> NextAsync(NpgsqlConnection connection, StreamKey after, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(NextStreamsSql, connection);
        command.Parameters.Text(after.Tenant);
        command.Parameters.Text(after.Id);
        command.Parameters.Integer(StreamsAtOnce);
        StreamKey? last = null;
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            last = new(rows.GetString(0), rows.GetString(1));
        return last;
    }

    private async Task FoldAsync(ChannelReader<List<RawEvent>> chunks, ChannelWriter<FoldedStreams> portions, CancellationToken ct)
    {
        StreamFolder<TState> folder = new(types);
        await foreach (List<RawEvent> chunk in chunks.ReadAllAsync(ct))
        {
            foreach (RawEvent raw in chunk)
            {
                if (folder.Take(raw) is { } full)
                    await portions.WriteAsync(full, ct);
            }
        }

        await portions.WriteAsync(folder.End(), ct);
        portions.Complete();
    }

    private static async Task WriteAsync(
        SnapshotsBeside beside, ChannelReader<FoldedStreams> portions, Action<long, long> reached, CancellationToken ct)
    {
        await foreach (FoldedStreams portion in portions.ReadAllAsync(ct))
        {
            if (portion.Last.Id is null)
                continue;
            RebuildRow to = beside.At with { Cursor = portion.Last, Events = beside.At.Events + portion.Events };
            await beside.WriteAsync(to, [], portion, ct);
            reached(to.Events, to.Position);
        }
    }

    private async Task FollowAsync(SnapshotsBeside beside, CancellationToken ct)
    {
        long gapBefore = long.MaxValue;
        TimeSpan pause = TakeOverPause.Shortest;
        while (true)
        {
            long position = beside.At.Position;
            long head = await log.HeadAsync(ct);
            if (head < position)
                throw new PositionAheadOfLogException(Name, position, head);
            if (head - position <= StretchMax)
            {
                TakeOver outcome = await beside.TakeOverAsync(StretchMax, ct);
                if (outcome == TakeOver.Done)
                    return;
                await Task.Delay(pause, time, ct);
                pause = TakeOverPause.After(pause, outcome);
                continue;
            }

            // Under heavy writing streams are outdated as fast as they are folded: unless each round leaves half of what the one
            // before it left, the rest is left to the appends.
            long gap = head - position;
            await BringToAsync(beside, Math.Min(position + SpanMax, head), folds: gap <= gapBefore / 2, ct);
            gapBefore = gap;
        }
    }

    private async Task BringToAsync(SnapshotsBeside beside, long to, bool folds, CancellationToken ct)
    {
        IReadOnlyList<StreamKey> touched = await beside.TouchedAsync(beside.At.Position, to, ct);
        // Gone in one transaction with the step; folded ones follow without a step, and are what the log holds by then or later:
        // whatever is written to them still is found by its number in the next span.
        await beside.WriteAsync(beside.At with { Position = to }, touched, new FoldedStreams(), ct);
        if (!folds)
            return;
        foreach (StreamKey[] streams in touched.Chunk(ChunkEvents))
            await RefoldAsync(beside, streams, ct);
    }

    private async Task RefoldAsync(SnapshotsBeside beside, StreamKey[] streams, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        StreamFolder<TState> folder = new(types);
        await using NpgsqlBatch batch = new(connection);
        ReadEvents.OfStreamsWhole(batch, streams);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (folder.Take(ReadEvents.ReadRaw(rows)) is { } full)
                await AddAsync(full);
        }

        await AddAsync(folder.End());

        Task AddAsync(FoldedStreams folded) => beside.WriteAsync(
            beside.At with { Events = beside.At.Events + folded.Events }, [], folded, ct);
    }
}
