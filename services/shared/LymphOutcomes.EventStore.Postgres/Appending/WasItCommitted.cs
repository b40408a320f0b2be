using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>Finds out what became of a group whose answer to COMMIT was lost.</summary>
internal static class WasItCommitted
{
    private const string Sql = "select count(*) from mt_events where id = $1 and seq_id = $2 and timestamp = $3";

    /// <summary>True when the group stands in the log, whole; false when none of it does.</summary>
    /// <remarks>
    /// The append lock is taken first: while the old connection's transaction is still being ended by the server, it waits.
    /// A transaction is all or nothing, so its last event speaks for it. Number and time are compared besides the id, because
    /// another instance may meanwhile have stored a delivery under the same id.
    /// </remarks>
    public static async Task<bool> AskAsync(NpgsqlConnection connection, string schema, StoredEvent last, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        TakeLogLock.AddTo(batch, schema);
        NpgsqlParameterCollection parameters = batch.Add(Sql);
        parameters.AddWithValue(last.Id);
        parameters.Bigint(last.SeqId);
        parameters.Timestamp(last.Timestamp);
        batch.Add("commit");
        await using NpgsqlDataReader rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        await rows.ReadAsync(ct);
        return rows.GetInt64(0) == 1;
    }
}
