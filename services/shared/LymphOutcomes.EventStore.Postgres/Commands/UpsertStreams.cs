using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Writes the new versions of streams. Goes before the events, which refer to their stream.</summary>
internal static class UpsertStreams
{
    private const string Sql = """
        insert into mt_streams (tenant_id, id, version, timestamp, created)
        select k.tenant_id, k.id, k.version, $4, $4
        from unnest($1::text[], $2::text[], $3::bigint[]) as k (tenant_id, id, version)
        on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp
        """;

    public static void AddTo<TState>(NpgsqlBatch batch, IReadOnlyCollection<CommittedStream<TState>> streams, DateTimeOffset now)
        where TState : class, IFold<TState>
    {
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Texts([.. streams.Select(s => s.Stream.Tenant)]);
        parameters.Texts([.. streams.Select(s => s.Stream.Id)]);
        parameters.Bigints([.. streams.Select(s => s.Events[^1].Version)]);
        parameters.Timestamp(now);
    }
}
