using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Reads which of these records their streams have seen.</summary>
internal static class ReadRecordsSeen
{
    private const string Sql = """
        select r.tenant_id, r.stream_id, r.record_key, r.version, r.content_hash, r.effective_at
        from unnest($1::text[], $2::text[], $3::text[]) as k (tenant_id, stream_id, record_key)
        join records_seen r on r.tenant_id = k.tenant_id and r.stream_id = k.stream_id and r.record_key = k.record_key
        """;

    public static void AddTo(NpgsqlBatch batch, IReadOnlyList<(StreamKey Stream, string Key)> records)
    {
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Texts([.. records.Select(r => r.Stream.Tenant)]);
        parameters.Texts([.. records.Select(r => r.Stream.Id)]);
        parameters.Texts([.. records.Select(r => r.Key)]);
    }

    public static async Task ReadAsync(NpgsqlDataReader rows, Action<StreamKey, RecordSeen> found, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            int? version = await rows.IsDBNullAsync(3, ct) ? null : rows.GetInt32(3);
            found(
                new StreamKey(rows.GetString(0), rows.GetString(1)),
                new RecordSeen(rows.GetString(2), version, rows.GetString(4), rows.GetFieldValue<DateTimeOffset>(5)));
        }
    }
}
