using System.Security.Cryptography;
using Npgsql;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// How often each suspicious message was in hand alone, kept where a crash cannot undo it: a message that kills the process each
/// time is found by this count, and nothing that was merely delivered beside it.
/// </summary>
/// <param name="database">Intake's schema.</param>
/// <param name="time">Stamps attempts.</param>
public sealed class LonelyAttempts(NpgsqlDataSource database, TimeProvider time)
{
    // Of messages that were never seen to the end here: taken away with their queue, say.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Begin = """
        with old as (delete from lonely_attempts where last_at < $3 and sha256 <> $1)
        insert into lonely_attempts (sha256, attempts, last_at) values ($1, 1, $2)
        on conflict (sha256) do update set attempts = lonely_attempts.attempts + 1, last_at = excluded.last_at
        returning attempts
        """;

    /// <summary>Commits that the message is in hand.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="ct">Stops the call.</param>
    /// <returns>Attempts so far, this one included.</returns>
    public async Task<int> BeginAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlCommand command = database.CreateCommand(Begin);
        command.Parameters.Add(new() { Value = SHA256.HashData(body.Span) });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - KeptFor });
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Forgets a message that came to an end.</summary>
    public async Task EndAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand("delete from lonely_attempts where sha256 = $1");
        command.Parameters.Add(new() { Value = SHA256.HashData(body.Span) });
        await command.ExecuteNonQueryAsync(ct);
    }
}
