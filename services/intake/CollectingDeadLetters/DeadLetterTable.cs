using System.Security.Cryptography;
using LymphOutcomes.Intake.ReceivingFacts;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.CollectingDeadLetters;

/// <summary>Puts given-up messages into quarantine.</summary>
/// <param name="database">Intake's schema.</param>
/// <param name="time">Stamps arrivals.</param>
public sealed class DeadLetterTable(NpgsqlDataSource database, TimeProvider time)
{
    private const string Door = "dead";

    // A message that was replayed and died again waits again: its entry holds the only copy. The same bytes out of another queue
    // are another entry: each queue is owed its own.
    private const string Keep = """
        with kept as (
            insert into quarantine (
                tenant, door, received_at, reason, detail, json_path, raw, sha256, first_reason, bytes, queue, properties)
            values ($1, $2, $3, $4, $5, '$', $6, $7, $4, octet_length($6), $8, $9::jsonb)
            on conflict (tenant, sha256, first_reason, coalesce(queue, '')) do update
            set state = 'waiting', raw = excluded.raw, received_at = excluded.received_at, detail = excluded.detail,
                properties = excluded.properties, claimed_until = null,
                -- Died before its replay was written down: that claim counts no more, or the entry would end as replayed.
                attempts = quarantine.attempts + 1
            where quarantine.state <> 'waiting' or quarantine.claimed_until is not null
            returning id, attempts
        )
        insert into quarantine_steps (entry, at, who, role, step, outcome, detail)
        select id, $3, 'broker', 'broker', 'died-again', 'waiting', $5 from kept where attempts > 0
        """;

    /// <summary>Commits it; safe to repeat.</summary>
    public async Task KeepAsync(DeadLetter letter, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(Keep);
        command.Parameters.Add(Typed(NpgsqlDbType.Text, letter.Tenant));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, Door));
        command.Parameters.Add(Typed(NpgsqlDbType.TimestampTz, time.GetUtcNow().ToUniversalTime()));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, Reasons.GivenUp));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, letter.Why));
        command.Parameters.Add(Typed(NpgsqlDbType.Bytea, letter.Body));
        command.Parameters.Add(Typed(NpgsqlDbType.Bytea, SHA256.HashData(letter.Body.Span)));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, letter.Queue));
        command.Parameters.Add(Typed(NpgsqlDbType.Text, letter.Properties));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Typed(NpgsqlDbType type, object value) => new() { NpgsqlDbType = type, Value = value };
}
