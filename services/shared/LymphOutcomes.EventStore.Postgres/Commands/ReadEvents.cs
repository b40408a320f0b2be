using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Reads events, always with the same columns.</summary>
internal static class ReadEvents
{
    private const string Columns = """
        e.seq_id, e.id, e.tenant_id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.correlation_id, e.causation_id,
        e.headers ->> 'traceparent', e.headers ->> 'contentHash'
        """;

    private const string OfLog = $"select {Columns} from mt_events e where e.seq_id > $1 order by e.seq_id limit $2";

    private const string OfStream =
        $"select {Columns} from mt_events e where e.tenant_id = $1 and e.stream_id = $2 and e.version > $3 order by e.version";

    private const string OfStreams = $"""
        select {Columns}
        from unnest($1::text[], $2::text[], $3::bigint[]) as k (tenant_id, id, after)
        join mt_events e on e.tenant_id = k.tenant_id and e.stream_id = k.id and e.version > k.after
        order by e.seq_id
        """;

    private const string OfSpan = $"""
        select {Columns} from mt_events e where e.seq_id > $1 and e.seq_id <= $2 and e.type <> all ($3) order by e.seq_id
        """;

    private const string OfStreamRange = $"""
        select {Columns} from mt_events e
        where (e.tenant_id, e.stream_id) > ($1, $2) and (e.tenant_id, e.stream_id) <= ($3, $4)
        order by e.tenant_id, e.stream_id, e.version
        """;

    private const string OfWholeStreams = $"""
        select {Columns}
        from unnest($1::text[], $2::text[]) with ordinality as k (tenant_id, id, place)
        cross join lateral (
            select * from mt_events m where m.tenant_id = k.tenant_id and m.stream_id = k.id order by m.version offset 0) e
        """;

    /// <summary>The log after a number.</summary>
    public static void AfterSeq(NpgsqlBatch batch, long afterSeq, int atMost)
    {
        NpgsqlParameterCollection parameters = batch.Add(OfLog);
        parameters.Bigint(afterSeq);
        parameters.Bigint(atMost);
    }

    /// <summary>One stream after a version.</summary>
    public static void AfterVersion(NpgsqlBatch batch, StreamKey stream, long afterVersion)
    {
        NpgsqlParameterCollection parameters = batch.Add(OfStream);
        parameters.Text(stream.Tenant);
        parameters.Text(stream.Id);
        parameters.Bigint(afterVersion);
    }

    /// <summary>Many streams, each after its own version.</summary>
    public static void AfterVersions(NpgsqlBatch batch, IReadOnlyList<(StreamKey Stream, long After)> streams)
    {
        NpgsqlParameterCollection parameters = batch.Add(OfStreams);
        parameters.Texts([.. streams.Select(s => s.Stream.Tenant)]);
        parameters.Texts([.. streams.Select(s => s.Stream.Id)]);
        parameters.Bigints([.. streams.Select(s => s.After)]);
    }

    /// <summary>Reads the row the reader is at.</summary>
    /// <exception cref="System.Text.Json.JsonException">The event's type is known and its data does not fit.</exception>
    public static StoredEvent Read(NpgsqlDataReader row, EventTypes types)
    {
        string type = row.GetString(5);
        EventHeaders headers = new(OrNull(row, 8), OrNull(row, 9), OrNull(row, 10), OrNull(row, 11));
        return new StoredEvent(
            row.GetInt64(0),
            row.GetGuid(1),
            StreamOf(row),
            row.GetInt64(4),
            type,
            types.Read(type, row.GetFieldValue<byte[]>(6)),
            row.GetFieldValue<DateTimeOffset>(7),
            headers == EventHeaders.None ? EventHeaders.None : headers);
    }

    /// <summary>A span of the log as it lies there, without some types.</summary>
    public static async Task<List<RawEvent>> SpanAsync(
        NpgsqlConnection connection, long afterSeq, long upToSeq, IReadOnlyCollection<string> without, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        NpgsqlParameterCollection parameters = batch.Add(OfSpan);
        parameters.Bigint(afterSeq);
        parameters.Bigint(upToSeq);
        parameters.Texts([.. without]);
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        List<RawEvent> events = [];
        while (await rows.ReadAsync(ct))
            events.Add(ReadRaw(rows));
        return events;
    }

    /// <summary>Whole streams in the order of their names: after one, up to and with another.</summary>
    public static void OfStreamsBetween(NpgsqlBatch batch, StreamKey after, StreamKey upTo)
    {
        NpgsqlParameterCollection parameters = batch.Add(OfStreamRange);
        parameters.Text(after.Tenant);
        parameters.Text(after.Id);
        parameters.Text(upTo.Tenant);
        parameters.Text(upTo.Id);
    }

    /// <summary>Whole streams, one after the other.</summary>
    public static void OfStreamsWhole(NpgsqlBatch batch, IReadOnlyList<StreamKey> streams)
    {
        NpgsqlParameterCollection parameters = batch.Add(OfWholeStreams);
        parameters.Texts([.. streams.Select(s => s.Tenant)]);
        parameters.Texts([.. streams.Select(s => s.Id)]);
    }

    /// <summary>The row the reader is at, without reading its data.</summary>
    public static RawEvent ReadRaw(NpgsqlDataReader row)
    {
        EventHeaders headers = new(OrNull(row, 8), OrNull(row, 9), OrNull(row, 10), OrNull(row, 11));
        return new RawEvent(
            row.GetInt64(0),
            row.GetGuid(1),
            StreamOf(row),
            row.GetInt64(4),
            row.GetString(5),
            row.GetFieldValue<byte[]>(6),
            row.GetFieldValue<DateTimeOffset>(7),
            headers == EventHeaders.None ? EventHeaders.None : headers);
    }

    /// <summary>The stream of the row the reader is at.</summary>
    public static StreamKey StreamOf(NpgsqlDataReader row) => new(row.GetString(2), row.GetString(3));

    private static string? OrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
