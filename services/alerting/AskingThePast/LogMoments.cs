using Npgsql;

namespace LymphOutcomes.Alerting.AskingThePast;

/// <summary>Which number alerting's log had reached at a moment. Its order is the order of time (design D2), so it can be halved.</summary>
/// <param name="database">The service's database, its schema first in the search path.</param>
public sealed class LogMoments(NpgsqlDataSource database)
{
    private const string HeadSql = "select coalesce(max(seq_id), 0) from mt_events";
    private const string FromSql = "select seq_id, timestamp from mt_events where seq_id >= $1 order by seq_id limit 1";

    /// <summary>Number of the last event logged at or before a moment; 0 when there was none.</summary>
    /// <param name="moment">The moment, by alerting's log time.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<long> SeqAtAsync(DateTimeOffset moment, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(ct);
        await using NpgsqlCommand head = new(HeadSql, connection);
        long low = 0;
        long high = (long)(await head.ExecuteScalarAsync(ct))!;
        await using NpgsqlCommand from = new(FromSql, connection);
        NpgsqlParameter<long> middle = new();
        from.Parameters.Add(middle);
        // Each turn halves what is left: 64 at the most.
        while (low < high)
        {
            middle.TypedValue = low + ((high - low + 1) / 2);
            await using NpgsqlDataReader row = await from.ExecuteReaderAsync(ct);
            if (await row.ReadAsync(ct) && await row.GetFieldValueAsync<DateTimeOffset>(1, ct) <= moment)
                low = row.GetInt64(0);
            else
                high = middle.TypedValue - 1;
        }

        return low;
    }
}
