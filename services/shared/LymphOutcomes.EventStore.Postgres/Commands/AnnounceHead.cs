using System.Globalization;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>
/// Tells listeners, when the transaction commits, how far the log reaches now. It also moves Marten's sequence there:
/// numbers are given in memory under the append lock, without gaps, and a Marten that looks at the sequence sees the same.
/// </summary>
internal static class AnnounceHead
{
    private const string Sql = "select setval('mt_events_sequence', $1), pg_notify($2, $3)";

    public static string ChannelOf(string schema) => $"{schema}_log";

    public static void AddTo(NpgsqlBatch batch, string schema, long head)
    {
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.Bigint(head);
        parameters.Text(ChannelOf(schema));
        parameters.Text(head.ToString(CultureInfo.InvariantCulture));
    }
}
