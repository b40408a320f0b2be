using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Postgres.Leading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Positions in <c>mt_event_progression</c>, and leadership by advisory lock.</summary>
public sealed partial class PostgresPositions : ILogPositions
{
    private const string LoadSql = """
        select coalesce((select last_seq_id from mt_event_progression where name = $1), 0),
               coalesce((select max(seq_id) from mt_events), 0), r.position, r.head
        from (select $1 as name) asked left join refused_positions r on r.name = asked.name
        """;

    internal const string BeginSql = """
        insert into mt_event_progression (name, last_seq_id)
        select $1, $2 where not exists (select from refused_positions r where r.name = $1)
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
            where coalesce(mt_event_progression.last_seq_id, 0) = 0
        """;

    internal const string MoveSql = """
        update mt_event_progression set last_seq_id = $2, last_updated = transaction_timestamp()
        where name = $1 and last_seq_id = $3 and not exists (select from refused_positions r where r.name = $1)
        """;

    private const string RefuseSql =
        "insert into refused_positions (name, position, head) values ($1, $2, $3) on conflict (name) do nothing";

    // One statement: a reader is never seen released at its old position. Nothing when the log ends before the new one.
    private const string ReleaseSql = """
        with moved as (
            insert into mt_event_progression (name, last_seq_id)
            select $1, $2 where $2 <= coalesce((select max(seq_id) from mt_events), 0)
            on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
            returning name
        ), released as (
            delete from refused_positions r using moved where r.name = moved.name
        )
        select count(*) from moved
        """;

    private readonly LogConnections _connections;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal PostgresPositions(
        LogConnections connections, LogOptions options, TimeProvider time, ILogger<PostgresPositions> logger)
    {
        _connections = connections;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        (long position, long head) = await ReadAsync(reader, ct);
        if (position <= head)
            return position;
        await RefuseAsync(reader, position, head, ct);
        throw new PositionAheadOfLogException(reader, position, head) { IsStored = true };
    }

    private async Task<(long Position, long Head)> ReadAsync(string reader, CancellationToken ct)
    {
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(LoadSql);
        command.Parameters.Text(reader);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.IsDBNull(2)
            ? (row.GetInt64(0), row.GetInt64(1))
            : throw new PositionAheadOfLogException(reader, row.GetInt64(2), row.GetInt64(3)) { IsStored = true };
    }

    /// <inheritdoc/>
    public async Task RefuseAsync(string reader, long position, long head, CancellationToken ct)
    {
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(RefuseSql);
        command.Parameters.Text(reader);
        command.Parameters.Bigint(position);
        command.Parameters.Bigint(head);
        if (await command.ExecuteNonQueryAsync(ct) == 1)
            LogRefused(reader, position, head);
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string reader, long to, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(ReleaseSql);
        command.Parameters.Text(reader);
        command.Parameters.Bigint(to);
        if (await command.ExecuteScalarAsync(ct) is not 1L)
            throw new PositionAheadOfLogException(reader, to, await HeadAsync(ct));
    }

    /// <inheritdoc/>
    public async Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(from == 0 ? BeginSql : MoveSql);
        command.Parameters.Text(reader);
        command.Parameters.Bigint(to);
        if (from != 0)
            command.Parameters.Bigint(from);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <inheritdoc/>
    public async Task<Leadership> LeadAsync(string reader, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await AdvisoryLeadership.WaitForAsync(_connections, AdvisoryKey.OfLeader(_options.Schema, reader), _time, ct);
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                LogCannotLead(failure, reader);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, ct);
            }
        }
    }

    private async Task<long> HeadAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = _connections.Reading.CreateCommand("select coalesce(max(seq_id), 0) from mt_events");
        return (long)(await command.ExecuteScalarAsync(ct) ?? 0L);
    }

    [LoggerMessage(6122, LogLevel.Critical,
        "{Reader} stands at {Position}, but the log ends at {Head}: an older backup was restored. It is refused until it is released.")]
    private partial void LogRefused(string reader, long position, long head);

    [LoggerMessage(6121, LogLevel.Warning, "Cannot ask for the lead of {Reader}; the next try follows in a second.")]
    private partial void LogCannotLead(Exception failure, string reader);
}
