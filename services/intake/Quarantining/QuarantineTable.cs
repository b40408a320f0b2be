using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using LymphOutcomes.ServiceDefaults.Observing;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>Keeps what could not be used, byte for byte.</summary>
/// <param name="database">Intake's schema.</param>
/// <param name="time">Stamps arrivals.</param>
public sealed class QuarantineTable(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Stands for the hospital when it could not be told; no tenant id can look like it.</summary>
    public const string NoTenant = "-";

    private static readonly Counter<long> Kept = LymphTelemetry.Meter.CreateCounter<long>(
        "lymph.quarantine.kept", "{event}", "Events newly put into quarantine.");

    private const string Insert = """
        insert into quarantine
            (tenant, door, received_at, source, event_id, type, patient, reason, detail, json_path, raw, sha256)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (tenant, sha256, reason) do nothing
        """;

    private const string Select = """
        select id, received_at, door, source, event_id, type, patient, reason, detail, json_path, octet_length(raw)
        from quarantine where tenant = $1 and id > $2 order by id limit $3
        """;

    /// <summary>Commits all of them or none. A redelivery adds nothing.</summary>
    /// <param name="tenant">The hospital, or <see cref="NoTenant"/>.</param>
    /// <param name="events">At most 1,000.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task KeepAsync(string tenant, IReadOnlyCollection<QuarantinedEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
            return;
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlBatch batch = database.CreateBatch();
        // Sorted by hash: two batches with the same events in different orders would wait for each other for ever.
        foreach ((byte[] hash, QuarantinedEvent @event) in events
            .Select(@event => (SHA256.HashData(@event.Delivery.Raw.Span), @event))
            .OrderBy(pair => Convert.ToHexString(pair.Item1), StringComparer.Ordinal))
        {
            batch.BatchCommands.Add(CommandOf(tenant, now, hash, @event));
        }

        Kept.Add(await batch.ExecuteNonQueryAsync(ct));
    }

    /// <summary>Entries of one hospital after an id, oldest first.</summary>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(string tenant, long after, int limit, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = tenant });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        List<QuarantineEntry> entries = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            entries.Add(new(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetString(2),
                Text(reader, 3),
                Text(reader, 4),
                Text(reader, 5),
                reader.IsDBNull(6) ? null : reader.GetGuid(6),
                reader.GetString(7),
                reader.GetString(8),
                reader.GetString(9),
                reader.GetInt32(10)));
        }

        return entries;
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlBatchCommand CommandOf(string tenant, DateTimeOffset now, byte[] hash, QuarantinedEvent @event) =>
        new(Insert)
        {
            Parameters =
            {
                Typed(NpgsqlDbType.Text, tenant),
                Typed(NpgsqlDbType.Text, @event.Delivery.Door),
                Typed(NpgsqlDbType.TimestampTz, now.ToUniversalTime()),
                Typed(NpgsqlDbType.Text, @event.Event.Source),
                Typed(NpgsqlDbType.Text, @event.Event.Id),
                Typed(NpgsqlDbType.Text, @event.Event.Type),
                Typed(NpgsqlDbType.Uuid, @event.Patient),
                Typed(NpgsqlDbType.Text, @event.Defect.Reason),
                Typed(NpgsqlDbType.Text, @event.Defect.Words),
                Typed(NpgsqlDbType.Text, @event.Defect.JsonPath),
                Typed(NpgsqlDbType.Bytea, @event.Delivery.Raw),
                Typed(NpgsqlDbType.Bytea, hash),
            },
        };

    private static NpgsqlParameter Typed(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
