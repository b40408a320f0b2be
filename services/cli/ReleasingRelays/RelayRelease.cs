using LymphOutcomes.Cli.Diagnosing;
using Npgsql;

namespace LymphOutcomes.Cli.ReleasingRelays;

/// <summary>Lets a relay go on that was refused because it stood ahead of its log (promise P10).</summary>
/// <param name="source">Reaches the database as somebody who may write the positions of that log.</param>
public sealed class RelayRelease(NpgsqlDataSource source) : IAsyncDisposable
{
    // Schema names are constants of this program (AuditStep), never input.
    private const string RefusedSql = "select position, head from {0}.refused_positions where name = $1";

    private const string SinceSql = "select coalesce(max(seq_id), 0) from {0}.mt_events where timestamp < $1";

    private const string HeadSql = "select coalesce(max(seq_id), 0) from {0}.mt_events";

    // One statement: a relay is never seen released at its old position.
    private const string ReleaseSql = """
        with released as (delete from {0}.refused_positions where name = $1 returning name)
        insert into {0}.mt_event_progression (name, last_seq_id) select name, $2 from released
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
        """;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="address">Npgsql's connection string, or a postgresql:// address.</param>
    /// <exception cref="CannotLookException">It is neither.</exception>
    public static RelayRelease At(string address)
    {
        try
        {
            NpgsqlConnectionStringBuilder text = PostgresAddress.Read(address);
            text.ApplicationName = "lymph release";
            text.Timeout = 5;
            text.CommandTimeout = 30;
            return new(NpgsqlDataSource.Create(text));
        }
        catch (ArgumentException)
        {
            // Its message quotes what it cannot read, which may be the password.
            throw new CannotLookException("LYMPH_DOCTOR_POSTGRES is neither a connection string nor a postgresql:// address.");
        }
    }

    /// <summary>Releases it to publish everything after a number, or everything stored since a moment.</summary>
    /// <param name="relay">Name of its position.</param>
    /// <param name="from">Last number that need not be published again; null = <paramref name="since"/> says it.</param>
    /// <param name="since">When the backup was made, or any moment before; null = <paramref name="from"/> says it.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>One sentence.</returns>
    /// <exception cref="CannotLookException">There is no such relay, it is not refused, or its log ends before that number.</exception>
    public async Task<string> ReleaseAsync(string relay, long? from, DateTimeOffset? since, CancellationToken ct)
    {
        string log = AuditStep.Readers.FirstOrDefault(known => known.Reader == relay).Log ?? throw new CannotLookException(
            $"There is no relay '{relay}'; there are: {string.Join(", ", AuditStep.Readers.Select(known => known.Reader))}.");
        await using NpgsqlCommand asked = source.CreateCommand(Text(RefusedSql, log));
        asked.Parameters.Add(new() { Value = relay });
        if (await asked.ExecuteScalarAsync(ct) is not long stood)
            throw new CannotLookException($"{relay} is not refused; nothing was changed.");

        long to = from ?? await NumberAsync(Text(SinceSql, log), since!.Value.ToUniversalTime(), ct);
        long head = await NumberAsync(Text(HeadSql, log), argument: null, ct);
        if (to > head)
            throw new CannotLookException($"The log {log} ends at {head}, before {to}; nothing was changed.");
        await using NpgsqlCommand release = source.CreateCommand(Text(ReleaseSql, log));
        release.Parameters.Add(new() { Value = relay });
        release.Parameters.Add(new() { Value = to });
        if (await release.ExecuteNonQueryAsync(ct) != 1)
            throw new CannotLookException($"{relay} was released by somebody else meanwhile; nothing was changed.");
        return $"{relay}, which stood at {stood}, goes on after {to}; {head - to} events are published (again), "
            + $"within seconds if {log} runs.";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<long> NumberAsync(string sql, object? argument, CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        if (argument is not null)
            command.Parameters.Add(new() { Value = argument });
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }

    private static string Text(string sql, string log) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, log);
}
