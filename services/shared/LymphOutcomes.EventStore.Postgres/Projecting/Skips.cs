using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>Remembers the events a projection had to set aside.</summary>
internal static class Skips
{
    private const string Insert = """
        insert into projection_skips (projection, seq_id, type, reason)
        select $1, s.seq_id, s.type, s.reason from unnest($2::bigint[], $3::text[], $4::text[]) as s (seq_id, type, reason)
        on conflict (projection, seq_id) do update set reason = excluded.reason
        """;

    private const string Forget = "delete from projection_skips where projection = $1";

    private const string Rename = "update projection_skips set projection = $2 where projection = $1";

    public static void AddTo(NpgsqlBatch batch, string projection, IReadOnlyList<SkippedEvent> skipped)
    {
        if (skipped.Count == 0)
            return;
        NpgsqlParameterCollection parameters = batch.Add(Insert);
        parameters.Text(projection);
        parameters.Bigints([.. skipped.Select(s => s.SeqId)]);
        parameters.Texts([.. skipped.Select(s => s.Type)]);
        parameters.Texts([.. skipped.Select(s => s.Reason)]);
    }

    /// <summary>Forgets what was set aside for a view that is to be built anew.</summary>
    public static void AddForget(NpgsqlBatch batch, string projection) => batch.Add(Forget).Text(projection);

    /// <summary>What was set aside for the view beside is now what the live one misses.</summary>
    public static void AddTakeOver(NpgsqlBatch batch, string beside, string live)
    {
        AddForget(batch, live);
        NpgsqlParameterCollection parameters = batch.Add(Rename);
        parameters.Text(beside);
        parameters.Text(live);
    }
}
