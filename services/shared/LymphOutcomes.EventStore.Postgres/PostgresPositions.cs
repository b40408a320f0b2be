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
               coalesce((select max(seq_id) from mt_events), 0)
        """;

    internal const string BeginSql = """
        insert into mt_event_progression (name, last_seq_id) values ($1, $2)
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
            where coalesce(mt_event_progression.last_seq_id, 0) = 0
        """;

    internal const string MoveSql = """
        update mt_event_progression set last_seq_id = $2, last_updated = transaction_timestamp()
        where name = $1 and last_seq_id = $3
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
        await using NpgsqlCommand command = _connections.Reading.CreateCommand(LoadSql);
        command.Parameters.Text(reader);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        (long position, long head) = (row.GetInt64(0), row.GetInt64(1));
        return position <= head ? position : throw new PositionAheadOfLogException(reader, position, head);
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

    [LoggerMessage(6121, LogLevel.Warning, "Cannot ask for the lead of {Reader}; the next try follows in a second.")]
    private partial void LogCannotLead(Exception failure, string reader);
}
