using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Postgres.Reading;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Reads the log of one schema.</summary>
public sealed class PostgresLog : ILogReader, IRawLogReader
{
    private const string HeadSql = "select coalesce(max(seq_id), 0) from mt_events";

    private readonly LogConnections _connections;
    private readonly EventTypes _types;
    private readonly LogOptions _options;
    private readonly NewsOfTheLog _news;

    internal PostgresLog(LogConnections connections, EventTypes types, LogOptions options, NewsOfTheLog news)
    {
        _connections = connections;
        _types = types;
        _options = options;
        _news = news;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(long afterSeq, int atMost, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSeq);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atMost, ILogReader.ReadMax);
        List<StoredEvent> events = await ReadAsync(batch => ReadEvents.AfterSeq(batch, afterSeq, atMost), ct);
        if (events.Count == 0 && afterSeq > 0)
            await RefuseAheadAsync(afterSeq, ct);
        return events;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamKey stream, CancellationToken ct) =>
        await ReadAsync(batch => ReadEvents.AfterVersion(batch, stream, afterVersion: 0), ct);

    /// <inheritdoc/>
    public async Task<long> HeadAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(HeadSql);
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }

    /// <inheritdoc/>
    public Task WaitForNewsAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct) =>
        _news.WaitAsync(afterSeq, atLatest < _options.PollInterval ? atLatest : _options.PollInterval, ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RawEvent>> ReadRawAsync(
        long afterSeq, long upToSeq, IReadOnlyCollection<string> without, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSeq);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upToSeq, afterSeq + IRawLogReader.SpanMax);
        await using NpgsqlConnection connection = await _connections.Projecting.OpenConnectionAsync(ct);
        return await ReadEvents.SpanAsync(connection, afterSeq, upToSeq, without, ct);
    }

    private async Task<List<StoredEvent>> ReadAsync(Action<NpgsqlBatch> command, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await _connections.Reading.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        command(batch);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        List<StoredEvent> events = [];
        while (await rows.ReadAsync(ct))
            events.Add(ReadEvents.Read(rows, _types));
        return events;
    }

    private async Task RefuseAheadAsync(long afterSeq, CancellationToken ct)
    {
        long head = await HeadAsync(ct);
        if (head < afterSeq)
            throw new PositionAheadOfLogException("A reader", afterSeq, head);
    }
}
