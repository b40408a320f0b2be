using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Reads which of these event ids the log holds.</summary>
internal static class ReadKnownIds
{
    private const string Sql = "select id, seq_id, headers ->> 'contentHash' from mt_events where id = any ($1)";

    public static void AddTo(NpgsqlBatch batch, Guid[] ids) => batch.Add(Sql).Uuids(ids);

    public static async Task ReadAsync(NpgsqlDataReader rows, Action<Guid, KnownEvent> found, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            string? hash = await rows.IsDBNullAsync(2, ct) ? null : rows.GetString(2);
            found(rows.GetGuid(0), new KnownEvent(rows.GetInt64(1), hash));
        }
    }
}
