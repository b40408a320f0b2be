using LymphOutcomes.Intake.ReceivingFacts;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>
/// One at a time works on an entry: a claim in its row, which ends by itself should the program die. Each claim is also written
/// down as a step before anything is done.
/// </summary>
/// <param name="database">Intake's schema.</param>
/// <param name="time">Stamps steps.</param>
public sealed class Claims(NpgsqlDataSource database, TimeProvider time)
{
    // Longer than a replay can take unless a server hangs; then the log recognises what was stored twice.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // One statement, so that a claim without its step cannot be. Who comes second waits for the row and then matches nothing.
    private const string Claim = """
        with claimed as (
            update quarantine set attempts = attempts + 1, claimed_until = $4
            where tenant = $1 and id = $2 and state = 'waiting' and (claimed_until is null or claimed_until < $3)
            returning id, attempts, door, type, patient, reason, first_reason, raw, queue, properties::text as properties,
                exists (select from quarantine_steps t
                        where t.entry = quarantine.id and t.outcome in ('begun', 'not-now', 'failed', 'overtaken')) as is_unsure
        ), step as (
            insert into quarantine_steps (entry, at, who, role, step, why, outcome)
            select id, $3, $5, $6, $7, $8, 'begun' from claimed
            returning id
        )
        select c.id, c.attempts, c.door, c.type, c.patient, c.reason, c.first_reason, c.raw, c.queue, c.properties, s.id, c.is_unsure
        from claimed c cross join step s
        """;

    private const string Settle = """
        update quarantine
        set state = $3, claimed_until = null, reason = coalesce($4, reason), detail = coalesce($5, detail),
            json_path = coalesce($6, json_path), patient = coalesce($7, patient),
            raw = case when $3 = 'discarded' then null else raw end,
            receipt = coalesce(receipt, $8)
        where id = $1 and attempts = $2 and state = 'waiting'
        """;

    private const string LetGo = "update quarantine set claimed_until = null where id = $1 and attempts = $2";

    private const string EndStep = "update quarantine_steps set outcome = $2, detail = $3 where id = $1";

    /// <summary>Takes an entry that waits; null when there is none, it is settled, or somebody else is at work on it.</summary>
    /// <param name="tenant">The hospital, or <see cref="QuarantineTable.NoTenant"/>.</param>
    /// <param name="id">The entry.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="step"><c>replay</c> or <c>discard</c>.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<ClaimedEntry?> TakeAsync(string tenant, long id, Settler by, string step, CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow().ToUniversalTime();
        await using NpgsqlCommand command = database.CreateCommand(Claim);
        command.Parameters.Add(Typed(NpgsqlDbType.Text, tenant));
        command.Parameters.Add(Typed(NpgsqlDbType.Bigint, id));
        command.Parameters.Add(Typed(NpgsqlDbType.TimestampTz, now));
        command.Parameters.Add(Typed(NpgsqlDbType.TimestampTz, now + Lease));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, by.Who));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, by.Role));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, step));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, by.Why));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        return new(
            Id: row.GetInt64(0),
            Attempt: row.GetInt32(1),
            Step: row.GetInt64(10),
            tenant,
            row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : row.GetGuid(4),
            row.GetString(5),
            row.GetString(6),
            row.GetFieldValue<byte[]>(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            row.GetBoolean(11));
    }

    /// <summary>Writes down what came of it and gives the claim back.</summary>
    /// <param name="claimed">The claim.</param>
    /// <param name="state">What the entry is now.</param>
    /// <param name="outcome">Of the step.</param>
    /// <param name="defect">Why it waits now; null = as before.</param>
    /// <param name="patient">Told by now; null = as before.</param>
    /// <param name="receipt">Its receipt, for an entry that has none yet.</param>
    /// <param name="ct">Stops the call.</param>
    /// <returns>False when the claim had run out and another took it: then their step counts, and ours changed nothing here.</returns>
    public async Task<bool> SettleAsync(
        ClaimedEntry claimed, string state, string outcome, Defect? defect, Guid? patient, Guid? receipt, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using NpgsqlCommand settle = new(Settle, connection, transaction);
        settle.Parameters.Add(Typed(NpgsqlDbType.Bigint, claimed.Id));
        settle.Parameters.Add(Typed(NpgsqlDbType.Integer, claimed.Attempt));
        settle.Parameters.Add(Typed(NpgsqlDbType.Text, state));
        settle.Parameters.Add(Typed(NpgsqlDbType.Text, defect?.Reason));
        settle.Parameters.Add(Typed(NpgsqlDbType.Text, defect?.Words));
        settle.Parameters.Add(Typed(NpgsqlDbType.Text, defect?.JsonPath));
        settle.Parameters.Add(Typed(NpgsqlDbType.Uuid, patient));
        settle.Parameters.Add(Typed(NpgsqlDbType.Uuid, receipt));
        bool isOurs = await settle.ExecuteNonQueryAsync(ct) == 1;
        await using NpgsqlCommand end = EndOf(claimed, isOurs ? outcome : "overtaken", defect?.Detail);
        (end.Connection, end.Transaction) = (connection, transaction);
        await end.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return isOurs;
    }

    /// <summary>Gives the claim back: nothing was changed, and anybody may try again.</summary>
    public async Task LetGoAsync(ClaimedEntry claimed, string outcome, string detail, CancellationToken ct)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LetGo)
        {
            Parameters = { Typed(NpgsqlDbType.Bigint, claimed.Id), Typed(NpgsqlDbType.Integer, claimed.Attempt) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EndStep)
        {
            Parameters =
            {
                Typed(NpgsqlDbType.Bigint, claimed.Step), Typed(NpgsqlDbType.Text, outcome), Typed(NpgsqlDbType.Text, detail),
            },
        });
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand EndOf(ClaimedEntry claimed, string outcome, string? detail) => new(EndStep)
    {
        Parameters =
        {
            Typed(NpgsqlDbType.Bigint, claimed.Step), Typed(NpgsqlDbType.Text, outcome), Typed(NpgsqlDbType.Text, detail),
        },
    };

    private static NpgsqlParameter Typed(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}

/// <summary>Who settles an entry.</summary>
/// <param name="Who">Subject of the token.</param>
/// <param name="Role">Role of the token.</param>
/// <param name="Why">As they said; null when nothing was said.</param>
public sealed record Settler(string Who, string Role, string? Why);

/// <summary>An entry that is ours to settle for a minute.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Attempt">Which claim of it this is, from 1.</param>
/// <param name="Step">Where this step is written down.</param>
/// <param name="Tenant">The hospital, or <see cref="QuarantineTable.NoTenant"/>.</param>
/// <param name="Door">Where it came in.</param>
/// <param name="Type">CloudEvents type, if readable.</param>
/// <param name="Patient">Our patient id; null when not told.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="FirstReason">Why it came here.</param>
/// <param name="Raw">The bytes as they came.</param>
/// <param name="Queue">The queue it died in; null for what came in at a door.</param>
/// <param name="Properties">Its properties there, JSON; null for what came in at a door.</param>
/// <param name="IsUnsure">An earlier step did not come to its end: it may have told that the entry waits no more.</param>
public sealed record ClaimedEntry(
    long Id,
    int Attempt,
    long Step,
    string Tenant,
    string Door,
    string? Type,
    Guid? Patient,
    string Reason,
    string FirstReason,
    byte[] Raw,
    string? Queue,
    string? Properties,
    bool IsUnsure);
