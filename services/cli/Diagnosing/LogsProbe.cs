using LymphOutcomes.Cli.Rebuilding;
using LymphOutcomes.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>
/// Looks at the three logs. Every session is read-only, so that a doctor can harm nobody; the audit reads 5,000 numbers of a log at
/// a time and keeps counts only, whatever the length of the log.
/// </summary>
/// <param name="source">Reaches the database as somebody who may read all three schemas.</param>
public sealed class LogsProbe(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int PageNumbers = 5_000;

    // Schema names and conditions are constants of this program (AuditStep), never input.
    private const string HeadSql = "select coalesce(max(seq_id), 0) from {0}.mt_events";

    private const string ReadersSql = """
        select p.name, coalesce(p.last_seq_id, 0),
               (select e.timestamp from {0}.mt_events e where e.seq_id > coalesce(p.last_seq_id, 0) order by e.seq_id limit 1)
        from (select name, last_seq_id from {0}.mt_event_progression
              union all
              select $1, 0 where not exists (select from {0}.mt_event_progression where name = $1)) p
        order by p.name
        """;

    private const string PageSql = """
        select e.seq_id, e.id, e.tenant_id, e.timestamp, a.type
        from {0}.mt_events e left join {1}.mt_events a on a.id = e.id
        where e.seq_id > $1 and e.seq_id <= $2 and {2}
        order by e.seq_id
        """;

    private const string AgainSql = "select id, type from {0}.mt_events where id = any($1)";

    /// <summary>Opens nothing yet.</summary>
    /// <param name="address">Npgsql's connection string, or a postgresql:// address.</param>
    /// <exception cref="CannotLookException">It is neither.</exception>
    public static LogsProbe At(string address)
    {
        try
        {
            NpgsqlConnectionStringBuilder text = PostgresAddress.Read(address);
            text.ApplicationName = "lymph doctor";
            text.Timeout = 5;
            text.CommandTimeout = 60;
            text.MaxPoolSize = 2;
            text.Options = "-c default_transaction_read_only=on -c statement_timeout=60000";
            return new(NpgsqlDataSource.Create(text));
        }
        catch (ArgumentException)
        {
            // Its message quotes what it cannot read, which may be the password.
            throw new CannotLookException("LYMPH_DOCTOR_POSTGRES is neither a connection string nor a postgresql:// address.");
        }
    }

    /// <summary>What waits in quarantine, in the same sessions.</summary>
    public QuarantineProbe Quarantine => new(source);

    /// <summary>Notifications that did not arrive, in the same sessions.</summary>
    public NotificationsProbe Notifications => new(source);

    /// <summary>The server's version.</summary>
    public async Task<string> VersionAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand("show server_version");
        return (string)(await command.ExecuteScalarAsync(ct) ?? "unknown");
    }

    /// <summary>Every reader of a log, and the relay even if it has never moved.</summary>
    /// <param name="log">A schema of <see cref="AuditStep.Relays"/>.</param>
    /// <param name="relay">Its relay.</param>
    /// <param name="ct">Stops the look.</param>
    public async Task<IReadOnlyList<ReaderSeen>> ReadersAsync(string log, string relay, CancellationToken ct)
    {
        // One transaction, one moment: a position read before its head would seem ahead of it. The second statement of a
        // repeatable-read transaction sees what the first saw.
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(ct);
        await using NpgsqlTransaction moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using NpgsqlCommand heads = new(Text(HeadSql, log), connection, moment);
        long head = (long)(await heads.ExecuteScalarAsync(ct) ?? 0L);
        await using NpgsqlCommand command = new(Text(ReadersSql, log), connection, moment);
        command.Parameters.Add(new() { Value = relay });
        List<ReaderSeen> readers = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            string name = rows.GetString(0);
            DateTimeOffset? since = rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2);
            readers.Add(new(log, name, name == relay, rows.GetInt64(1), head, since));
        }

        return readers;
    }

    /// <summary>Views of a service that can be built anew, and what they miss of their log.</summary>
    /// <param name="log">A schema of <see cref="AuditStep.Relays"/>.</param>
    /// <param name="ct">Stops the look.</param>
    public async Task<IReadOnlyList<RebuildSeen>> ViewsAsync(string log, CancellationToken ct)
    {
        await using NpgsqlCommand command = source.CreateCommand(RebuildSeen.Sql(log));
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<RebuildSeen> views = [];
        while (await rows.ReadAsync(ct))
            views.Add(RebuildSeen.Read(log, rows));
        return views;
    }

    /// <summary>Goes through one step of the way, up to where the log ended when its reader was looked at.</summary>
    /// <param name="step">The step.</param>
    /// <param name="relay">The relay between, as seen before.</param>
    /// <param name="progress">Told the number reached, after each page.</param>
    /// <param name="ct">Stops the look.</param>
    public async Task<GapTally> AuditAsync(AuditStep step, ReaderSeen relay, Action<long> progress, CancellationToken ct)
    {
        GapTally tally = new(step, relay.Position);
        for (long after = 0; after < relay.Head; after += PageNumbers)
        {
            long last = Math.Min(after + PageNumbers, relay.Head);
            await using NpgsqlCommand command = source.CreateCommand(Text(PageSql, step.From, step.To, step.Types));
            command.Parameters.Add(new() { Value = after });
            command.Parameters.Add(new() { Value = last });
            await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                tally.Add(new(
                    rows.GetInt64(0),
                    rows.GetGuid(1),
                    rows.GetString(2),
                    rows.GetFieldValue<DateTimeOffset>(3),
                    rows.IsDBNull(4) ? null : rows.GetString(4)));
            }

            progress(last);
        }

        return tally;
    }

    /// <summary>Looks once more for what was absent; a fact may have been on its way.</summary>
    public async Task LookAgainAsync(AuditStep step, GapTally tally, CancellationToken ct)
    {
        // What could not be read there is kept under an id of its own, made of the fact's.
        Dictionary<Guid, Guid> parkedAs = tally.Absent.Select(fact => fact.Id).ToDictionary(id => DerivedId.From(id, -1));
        await using NpgsqlCommand command = source.CreateCommand(Text(AgainSql, step.To));
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
            Value = tally.Absent.Select(fact => fact.Id).Concat(parkedAs.Keys).ToArray(),
        });
        Dictionary<Guid, string> arrived = [];
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            Guid id = rows.GetGuid(0);
            if (parkedAs.TryGetValue(id, out Guid fact))
                arrived.TryAdd(fact, rows.GetString(1));
            else
                arrived[id] = rows.GetString(1);
        }

        tally.Amend(arrived);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static string Text(string sql, params string[] parts) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, [.. parts.Cast<object>()]);
}
