using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Remembers records that streams have taken in.</summary>
internal static class WriteRecordsSeen
{
    private const string Sql = """
        insert into records_seen (tenant_id, stream_id, record_key, version, content_hash, effective_at)
        select r.tenant_id, r.stream_id, r.record_key, r.version, r.content_hash, r.effective_at
        from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::timestamptz[])
             as r (tenant_id, stream_id, record_key, version, content_hash, effective_at)
        on conflict (tenant_id, stream_id, record_key) do update
            set version = excluded.version, content_hash = excluded.content_hash, effective_at = excluded.effective_at
        """;

    public static void AddTo(NpgsqlBatch batch, IReadOnlyDictionary<(StreamKey Stream, string Key), RecordSeen> records)
    {
        if (records.Count == 0)
            return;
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Texts([.. records.Keys.Select(r => r.Stream.Tenant)]);
        parameters.Texts([.. records.Keys.Select(r => r.Stream.Id)]);
        parameters.Texts([.. records.Keys.Select(r => r.Key)]);
        parameters.Add(new NpgsqlParameter<int?[]>
        {
            TypedValue = [.. records.Values.Select(r => r.Version)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
        });
        parameters.Texts([.. records.Values.Select(r => r.ContentHash)]);
        parameters.Add(new NpgsqlParameter<DateTimeOffset[]>
        {
            TypedValue = [.. records.Values.Select(r => r.EffectiveTime.ToUniversalTime())],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });
    }
}
