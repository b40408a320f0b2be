using System.Diagnostics.Metrics;
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

    private const int StepsMax = 200;

    private static readonly Counter<long> Kept = LymphTelemetry.Meter.CreateCounter<long>(
        "lymph.quarantine.kept", "{event}", "Events newly put into quarantine.");

    // A repeat of the same bytes is no news while they wait, or when they were taken in. Discarded they are gone, and the door
    // answers that they wait: so they do. Only entries from before receipts get theirs. Says under which attempt they arrived, and
    // whether anything was written.
    private const string Insert = """
        with again as (
            update quarantine
            set state = 'waiting', door = $2, received_at = $3, patient = coalesce($7, patient), reason = $8, detail = $9,
                json_path = $10, raw = $11, receipt = coalesce(receipt, $13), attempts = attempts + 1, arrived_at_attempt = attempts + 1
            where tenant = $1 and sha256 = $12 and first_reason = $8 and coalesce(queue, '') = '' and state = 'discarded'
            returning id, arrived_at_attempt
        ), step as (
            insert into quarantine_steps (entry, at, who, role, step, outcome)
            select id, $3, $2, 'door', 'arrived-again', 'waiting' from again
        ), kept as (
            insert into quarantine
                (tenant, door, received_at, source, event_id, type, patient, reason, detail, json_path, raw, sha256,
                 first_reason, bytes, receipt)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $8, octet_length($11), $13
            where not exists (select from again)
            on conflict (tenant, sha256, first_reason, coalesce(queue, '')) do update set receipt = excluded.receipt
            where quarantine.receipt is null and excluded.receipt is not null
            returning arrived_at_attempt
        )
        select arrived_at_attempt, true from again
        union all
        select arrived_at_attempt, true from kept
        union all
        select arrived_at_attempt, false from quarantine
        where tenant = $1 and sha256 = $12 and first_reason = $8 and coalesce(queue, '') = ''
          and not exists (select from again) and not exists (select from kept)
        """;

    private const string Columns = """
        id, received_at, door, source, event_id, type, patient, reason, detail, json_path, bytes, state, attempts, receipt, queue
        """;

    private const string Filtered = """
        from quarantine
        where tenant = $1 and id > $2 and ($3::text is null or state = $3) and ($4::text is null or reason = $4)
          and ($5::text is null or type = $5) and ($6::uuid is null or patient = $6) and ($7::uuid is null or receipt = $7)
        order by id limit $8
        """;

    private const string One = $"select {Columns}, sha256, raw from quarantine where tenant = $1 and id = $2";

    private const string Steps = """
        select latest.at, latest.who, latest.role, latest.step, latest.why, latest.outcome, latest.detail
        from (select s.* from quarantine_steps s join quarantine q on q.id = s.entry
              where q.tenant = $1 and q.id = $2 order by s.id desc limit $3) latest
        order by latest.id
        """;

    private const string NoteRead =
        "insert into quarantine_steps (entry, at, who, role, step, outcome) values ($1, $2, $3, $4, 'read', 'read')";

    /// <summary>Commits all of them or none. A redelivery adds nothing, unless what came before was discarded.</summary>
    /// <param name="tenant">The hospital, or <see cref="NoTenant"/>.</param>
    /// <param name="events">At most 1,000.</param>
    /// <param name="ct">Stops the call.</param>
    /// <returns>The same events, each with the attempt under which it arrived.</returns>
    public async Task<IReadOnlyList<QuarantinedEvent>> KeepAsync(
        string tenant, IReadOnlyCollection<QuarantinedEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
            return [];
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlBatch batch = database.CreateBatch();
        // Sorted by hash: two batches with the same events in different orders would wait for each other for ever.
        List<QuarantinedEvent> kept = [.. events.OrderBy(one => Convert.ToHexString(one.Sha256), StringComparer.Ordinal)];
        foreach (QuarantinedEvent @event in kept)
            batch.BatchCommands.Add(CommandOf(tenant, now, @event));
        int written = 0;
        await using (NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct))
        {
            for (int index = 0; index < kept.Count; index++, await reader.NextResultAsync(ct))
            {
                // Nothing when another wrote the same at the same moment: a first arrival then, or told by that one.
                if (!await reader.ReadAsync(ct))
                    continue;
                kept[index] = kept[index] with { Attempt = reader.GetInt32(0) };
                written += reader.GetBoolean(1) ? 1 : 0;
            }
        }

        Kept.Add(written);
        return kept;
    }

    /// <summary>Entries of one hospital after an id, oldest first.</summary>
    /// <param name="tenant">The hospital, or <see cref="NoTenant"/>.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last id read before; 0 for the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        string tenant, QuarantineFilter filter, long after, int limit, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand($"select {Columns} {Filtered}");
        AddFilter(command, tenant, filter, after, limit);
        List<QuarantineEntry> entries = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            entries.Add(EntryOf(reader));
        return entries;
    }

    /// <summary>One entry with its bytes and steps; null when this hospital has none of that id.</summary>
    public async Task<QuarantineDetails?> FindAsync(string tenant, long id, CancellationToken ct)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(One)
        {
            Parameters = { new() { Value = tenant }, new() { Value = id } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Steps)
        {
            Parameters = { new() { Value = tenant }, new() { Value = id }, new() { Value = StepsMax } },
        });
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        QuarantineEntry entry = EntryOf(reader);
        string hash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(15));
        byte[]? raw = reader.IsDBNull(16) ? null : reader.GetFieldValue<byte[]>(16);
        await reader.NextResultAsync(ct);
        List<QuarantineStep> steps = [];
        while (await reader.ReadAsync(ct))
        {
            steps.Add(new(
                reader.GetFieldValue<DateTimeOffset>(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                Text(reader, 4),
                reader.GetString(5),
                Text(reader, 6)));
        }

        return new(entry, hash, raw, steps);
    }

    /// <summary>Writes down who looked at the bytes of an entry.</summary>
    public async Task NoteReadAsync(long id, Settler by, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(NoteRead);
        command.Parameters.Add(Typed(NpgsqlDbType.Bigint, id));
        command.Parameters.Add(Typed(NpgsqlDbType.TimestampTz, time.GetUtcNow().ToUniversalTime()));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, by.Who));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, by.Role));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void AddFilter(NpgsqlCommand command, string tenant, QuarantineFilter filter, long after, int limit)
    {
        command.Parameters.Add(Typed(NpgsqlDbType.Text, tenant));
        command.Parameters.Add(Typed(NpgsqlDbType.Bigint, after));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, filter.State));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, filter.Reason));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, filter.Type));
        command.Parameters.Add(Typed(NpgsqlDbType.Uuid, filter.Patient));
        command.Parameters.Add(Typed(NpgsqlDbType.Uuid, filter.Receipt));
        command.Parameters.Add(Typed(NpgsqlDbType.Integer, limit));
    }

    private static QuarantineEntry EntryOf(NpgsqlDataReader reader) => new(
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
        reader.GetInt32(10),
        reader.GetString(11),
        reader.GetInt32(12),
        reader.IsDBNull(13) ? null : reader.GetGuid(13),
        Text(reader, 14));

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlBatchCommand CommandOf(string tenant, DateTimeOffset now, QuarantinedEvent @event) =>
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
                Typed(NpgsqlDbType.Bytea, @event.Sha256),
                Typed(NpgsqlDbType.Uuid, @event.Receipt),
            },
        };

    private static NpgsqlParameter Typed(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
