using System.Text;
using System.Text.Json;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Writes the folds of streams beside them; one that has grown too large is taken away and its stream read instead.</summary>
internal static class WriteSnapshots
{
    /// <summary>Largest snapshot, in bytes of UTF-8.</summary>
    public const int SizeMax = 64 * 1024;

    private const string Upsert = """
        insert into snapshots (tenant_id, stream_id, version, fold_version, data)
        select n.tenant_id, n.stream_id, n.version, $5, n.data::jsonb
        from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as n (tenant_id, stream_id, version, data)
        on conflict (tenant_id, stream_id) do update
            set version = excluded.version, fold_version = excluded.fold_version, data = excluded.data
        """;

    private const string Delete = """
        delete from snapshots n
        using unnest($1::text[], $2::text[]) as k (tenant_id, stream_id)
        where n.tenant_id = k.tenant_id and n.stream_id = k.stream_id
        """;

    public static void AddTo<TState>(NpgsqlBatch batch, IReadOnlyCollection<CommittedStream<TState>> streams, EventTypes types)
        where TState : class, IFold<TState>
    {
        if (!TState.KeepsSnapshot)
            return;
        List<(CommittedStream<TState> Stream, string Json)> kept = [];
        List<StreamKey> tooLarge = [];
        foreach (CommittedStream<TState> stream in streams)
        {
            string json = JsonSerializer.Serialize(TState.ForSnapshot(stream.State), types.Json);
            if (Encoding.UTF8.GetByteCount(json) <= SizeMax)
                kept.Add((stream, json));
            else
                tooLarge.Add(stream.Stream);
        }

        if (kept.Count > 0)
            AddUpsert(batch, kept, TState.FoldVersion);
        if (tooLarge.Count > 0)
            AddDelete(batch, tooLarge);
        LogMetrics.SnapshotsTooLarge.Add(tooLarge.Count);
    }

    private static void AddUpsert<TState>(
        NpgsqlBatch batch, List<(CommittedStream<TState> Stream, string Json)> kept, int foldVersion)
        where TState : class, IFold<TState>
    {
        NpgsqlParameterCollection parameters = batch.Add(Upsert);
        parameters.Texts([.. kept.Select(k => k.Stream.Stream.Tenant)]);
        parameters.Texts([.. kept.Select(k => k.Stream.Stream.Id)]);
        parameters.Bigints([.. kept.Select(k => k.Stream.Events[^1].Version)]);
        parameters.Texts([.. kept.Select(k => k.Json)]);
        parameters.Integer(foldVersion);
    }

    private static void AddDelete(NpgsqlBatch batch, List<StreamKey> tooLarge)
    {
        NpgsqlParameterCollection parameters = batch.Add(Delete);
        parameters.Texts([.. tooLarge.Select(s => s.Tenant)]);
        parameters.Texts([.. tooLarge.Select(s => s.Id)]);
    }
}
