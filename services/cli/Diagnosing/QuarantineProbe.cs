using Npgsql;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Counts what waits in quarantine, and which readers are refused. Reads only.</summary>
/// <param name="source">Reaches the database as somebody who may read all three schemas.</param>
public sealed class QuarantineProbe(NpgsqlDataSource source)
{
    private const int RowsMax = 200;

    private const string WaitingSql = """
        select tenant, door, coalesce(queue, ''), reason, count(*), min(received_at)
        from intake.quarantine where state = 'waiting'
        group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4 limit $1
        """;

    // Schema names are constants of this program (AuditStep), never input.
    private const string RefusedSql = "select name, position, head, seen_at from {0}.refused_positions order by name";

    /// <summary>What waits, by hospital and reason; the most first, at most 200 rows.</summary>
    public async Task<IReadOnlyList<QuarantineSeen>> WaitingAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(WaitingSql);
        command.Parameters.Add(new() { Value = RowsMax });
        List<QuarantineSeen> seen = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            seen.Add(new(
                rows.GetString(0),
                rows.GetString(1),
                rows.GetString(2),
                rows.GetString(3),
                rows.GetInt64(4),
                rows.GetFieldValue<DateTimeOffset>(5)));
        }

        return seen;
    }

    /// <summary>Readers of a log that are refused.</summary>
    /// <param name="log">A schema of <see cref="AuditStep.Relays"/>.</param>
    /// <param name="ct">Stops the look.</param>
    public async Task<IReadOnlyList<RefusedSeen>> RefusedAsync(string log, CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(RefusedSql.Replace("{0}", log, StringComparison.Ordinal));
        List<RefusedSeen> seen = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            seen.Add(new(log, rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetFieldValue<DateTimeOffset>(3)));
        return seen;
    }
}

/// <summary>What waits in quarantine of one hospital, for one reason.</summary>
/// <param name="Tenant">The hospital; <c>-</c> when it could not be told.</param>
/// <param name="Door"><c>http</c>, <c>amqp</c>, or <c>dead</c> for what a queue gave up.</param>
/// <param name="Queue">The queue it died in; empty for what came in at a door.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Count">How many.</param>
/// <param name="Since">When the oldest came.</param>
public sealed record QuarantineSeen(string Tenant, string Door, string Queue, string Reason, long Count, DateTimeOffset Since);

/// <summary>A reader that was seen ahead of its log and must not go on by itself.</summary>
/// <param name="Log">The schema.</param>
/// <param name="Name">Name of its position.</param>
/// <param name="Position">Where it stood.</param>
/// <param name="Head">Where the log ended then.</param>
/// <param name="Since">When it was seen.</param>
public sealed record RefusedSeen(string Log, string Name, long Position, long Head, DateTimeOffset Since);
