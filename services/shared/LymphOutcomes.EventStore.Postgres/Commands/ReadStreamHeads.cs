using System.Text.Json;
using LymphOutcomes.EventStore.Postgres.Appending;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Reads how far streams have come, and their snapshots if they are of this fold. Unknown streams give no row.</summary>
internal static class ReadStreamHeads
{
    private const string Sql = """
        select s.tenant_id, s.id, coalesce(s.version, 0), n.version,
               case when n.version <> k.held or t.now <> $5 then n.data end, t.now
        from unnest($1::text[], $2::text[], $4::bigint[]) as k (tenant_id, id, held)
        cross join (select to_regclass('snapshots')::oid::bigint as now) t
        join mt_streams s on s.tenant_id = k.tenant_id and s.id = k.id
        left join snapshots n on n.tenant_id = s.tenant_id and n.stream_id = s.id and n.fold_version = $3
        """;

    /// <summary>Asks for these streams; a snapshot that is held already is named and not sent.</summary>
    public static void AddTo<TState>(NpgsqlBatch batch, StreamKey[] streams, int foldVersion, RecentStates<TState> held)
        where TState : class, IFold<TState>
    {
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Texts([.. streams.Select(s => s.Tenant)]);
        parameters.Texts([.. streams.Select(s => s.Id)]);
        parameters.Integer(foldVersion);
        parameters.Bigints([.. streams.Select(held.VersionOf)]);
        parameters.Bigint(held.Table);
    }

    /// <summary>Reads the answer; <paramref name="held"/> must be what the question was asked with.</summary>
    public static async Task<List<StreamHead<TState>>> ReadAsync<TState>(
        NpgsqlDataReader rows, EventTypes types, RecentStates<TState> held, CancellationToken ct)
        where TState : class, IFold<TState>
    {
        List<StreamHead<TState>> heads = [];
        while (await rows.ReadAsync(ct))
        {
            held.BelongTo(rows.GetInt64(5));
            StreamKey stream = new(rows.GetString(0), rows.GetString(1));
            long version = rows.GetInt64(2);
            long? kept = TState.KeepsSnapshot && !await rows.IsDBNullAsync(3, ct) && rows.GetInt64(3) <= version
                ? rows.GetInt64(3)
                : null;
            TState? state = null;
            if (kept is { } at && !held.TryGet(stream, at, out state))
                state = SnapshotOf<TState>(rows.GetFieldValue<byte[]>(4), types);
            heads.Add(new(stream, version, state ?? TState.Initial, state is null ? 0 : kept!.Value));
        }

        return heads;
    }

    public static TState? SnapshotOf<TState>(byte[] utf8, EventTypes types)
        where TState : class, IFold<TState>
    {
        try
        {
            return JsonSerializer.Deserialize<TState>(utf8, types.Json);
        }
        catch (JsonException)
        {
            // A snapshot is never the truth: one that cannot be read is folded anew and written over.
            return null;
        }
    }
}

/// <summary>What is known of a stream before its missing events are read.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">Version of its last event.</param>
/// <param name="State">The fold up to <paramref name="FoldedTo"/>.</param>
/// <param name="FoldedTo">Version of the last event in <paramref name="State"/>; 0 = none.</param>
internal sealed record StreamHead<TState>(StreamKey Stream, long Version, TState State, long FoldedTo)
    where TState : class, IFold<TState>;
