using LymphOutcomes.EventStore;
using Npgsql;

namespace LymphOutcomes.Intake.ReportingReceipts;

/// <summary>Looks a delivery up in the log, then in quarantine.</summary>
/// <param name="database">Intake's schema.</param>
/// <param name="positions">How far the relay has come.</param>
public sealed class ReceiptTable(NpgsqlDataSource database, ILogPositions positions)
{
    /// <summary>Name of the relay that publishes intake's log.</summary>
    public const string Relay = "intake-relay";

    // Details stay in the directory, and a merge is told as where each patient belongs: nobody judges them by these ids.
    private static readonly string[] NotJudged = ["patient-details.v1", "patients-merged.v1", "patients-unmerged.v1"];

    // The log's tables are Marten's, which other programs may read; only the store writes them.
    private const string Stored = "select seq_id, stream_id, timestamp, type from mt_events where id = $1 and tenant_id = $2";

    private const string Parked = """
        select received_at, patient, reason, state from quarantine
        where tenant = $1 and source = $2 and event_id = $3 order by id desc limit 1
        """;

    /// <summary>The receipt; null when the delivery was never taken in. Whether a stored one was judged is left open.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="source">CloudEvents <c>source</c>.</param>
    /// <param name="id">CloudEvents <c>id</c>.</param>
    /// <param name="eventId">The id of its event, should it be in the log.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<StoredReceipt?> FindAsync(string tenant, string source, string id, Guid eventId, CancellationToken ct)
    {
        StoredReceipt? found = await ReadAsync(tenant, source, id, eventId, ct);
        // After the first connection was given back: many callers who each hold one would wait for each other.
        return found is { Seq: { } seq } ? found with { Relayed = await RelayedToAsync(ct) >= seq } : found;
    }

    private async Task<StoredReceipt?> ReadAsync(string tenant, string source, string id, Guid eventId, CancellationToken ct)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Stored)
        {
            Parameters = { new() { Value = eventId }, new() { Value = tenant } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Parked)
        {
            Parameters = { new() { Value = tenant }, new() { Value = source }, new() { Value = id } },
        });
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct))
        {
            long seq = reader.GetInt64(0);
            Guid? patient = new StreamKey(tenant, reader.GetString(1)).Patient;
            DateTimeOffset at = reader.GetFieldValue<DateTimeOffset>(2);
            string judged = NotJudged.Contains(reader.GetString(3)) ? "not-needed" : AskAlerting.Unknown;
            return new(id, source, "stored", patient, seq, at, Relayed: false, judged);
        }

        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        Guid? suspect = await reader.IsDBNullAsync(1, ct) ? null : reader.GetGuid(1);
        return new(
            id,
            source,
            reader.GetString(3) == "discarded" ? "discarded" : "quarantined",
            suspect,
            Seq: null,
            reader.GetFieldValue<DateTimeOffset>(0),
            Relayed: false,
            Judged: "no",
            reader.GetString(2));
    }

    // A relay that is refused has told nobody of what was stored since.
    private async Task<long> RelayedToAsync(CancellationToken ct)
    {
        try
        {
            return await positions.LoadAsync(Relay, ct);
        }
        catch (PositionAheadOfLogException)
        {
            return 0;
        }
    }
}
