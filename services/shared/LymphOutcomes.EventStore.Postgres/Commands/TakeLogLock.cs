using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>
/// Begins the transaction and takes the schema's append lock. It must stay a statement of its own: what reads the log has to
/// be a later one, so that its snapshot holds what the lock waited for.
/// </summary>
internal static class TakeLogLock
{
    /// <summary>Takes it within a transaction that was begun already.</summary>
    public const string Sql = "select pg_advisory_xact_lock($1)";

    public static void AddTo(NpgsqlBatch batch, string schema)
    {
        batch.Add("begin");
        batch.Add(Sql).Bigint(AdvisoryKey.OfLog(schema));
    }
}
