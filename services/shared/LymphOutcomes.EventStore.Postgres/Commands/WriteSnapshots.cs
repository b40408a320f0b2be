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
        select n.tenant_id, n.stream_id, n.version, $5, n.data
        from unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[]) as n (tenant_id, stream_id, version, data)
        on conflict (tenant_id, stream_id) do update
            set version = excluded.version, fold_version = excluded.fold_version, data = excluded.data
        """;

    private const string Delete = """
        delete from snapshots n
        using unnest($1::text[], $2::text[]) as k (tenant_id, stream_id)
        where n.tenant_id = k.tenant_id and n.stream_id = k.stream_id
        """;

    /// <summary>Adds what is to be written, and says what that is.</summary>
    public static SnapshotsWritten<TState> AddTo<TState>(
        NpgsqlBatch batch, IReadOnlyCollection<CommittedStream<TState>> streams, EventTypes types)
        where TState : class, IFold<TState>
    {
        if (!TState.KeepsSnapshot)
            return new([], []);
        List<WrittenSnapshot<TState>> kept = [];
        List<StreamKey> tooLarge = [];
        foreach (CommittedStream<TState> stream in streams)
        {
            TState state = TState.ForSnapshot(stream.State);
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(state, types.Json);
            if (json.Length <= SizeMax)
                kept.Add(new(stream.Stream, stream.Events[^1].Version, state, json));
            else
                tooLarge.Add(stream.Stream);
        }

        if (kept.Count > 0)
            AddUpsert(batch, kept, TState.FoldVersion);
        if (tooLarge.Count > 0)
            AddDelete(batch, tooLarge);
        LogMetrics.SnapshotsTooLarge.Add(tooLarge.Count);
        return new(kept, tooLarge);
    }

    private static void AddUpsert<TState>(NpgsqlBatch batch, List<WrittenSnapshot<TState>> kept, int foldVersion)
        where TState : class, IFold<TState>
    {
        NpgsqlParameterCollection parameters = batch.Add(Upsert);
        parameters.Texts([.. kept.Select(k => k.Stream.Tenant)]);
        parameters.Texts([.. kept.Select(k => k.Stream.Id)]);
        parameters.Bigints([.. kept.Select(k => k.Version)]);
        parameters.Bytes([.. kept.Select(k => k.Json)]);
        parameters.Integer(foldVersion);
    }

    private static void AddDelete(NpgsqlBatch batch, List<StreamKey> tooLarge)
    {
        NpgsqlParameterCollection parameters = batch.Add(Delete);
        parameters.Texts([.. tooLarge.Select(s => s.Tenant)]);
        parameters.Texts([.. tooLarge.Select(s => s.Id)]);
    }
}

/// <summary>What a group writes beside its streams.</summary>
/// <param name="Kept">Snapshots.</param>
/// <param name="TooLarge">Streams whose snapshot is taken away.</param>
internal sealed record SnapshotsWritten<TState>(IReadOnlyList<WrittenSnapshot<TState>> Kept, IReadOnlyList<StreamKey> TooLarge)
    where TState : class, IFold<TState>;

/// <summary>One snapshot.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Version of the last event in it.</param>
/// <param name="State">What it holds.</param>
/// <param name="Json">The same as UTF-8.</param>
internal sealed record WrittenSnapshot<TState>(StreamKey Stream, long Version, TState State, byte[] Json)
    where TState : class, IFold<TState>;
