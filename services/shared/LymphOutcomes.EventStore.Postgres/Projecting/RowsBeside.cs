using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>Rows being built in the table beside the live one; the place they have reached is in <c>rebuilds</c>.</summary>
/// <param name="connections">The database.</param>
/// <param name="options">The schema.</param>
/// <param name="types">How events are written.</param>
/// <param name="table">The live table.</param>
/// <param name="isInline">True when appends write the live rows in their own transactions.</param>
/// <param name="begun">Where the run stands.</param>
internal sealed class RowsBeside<TRow>(
    LogConnections connections, LogOptions options, EventTypes types, IRowTable<TRow> table, bool isInline, RebuildRow begun)
    : IRowsBeside<TRow>
    where TRow : class, IRowFold<TRow>
{
    // The live runner's position is locked, so that it writes nothing until the swap is done and then finds itself overtaken.
    private const string HoldRunnerSql = "select last_seq_id from mt_event_progression where name = $1 for update";

    private const string GoOnFromSql = """
        insert into mt_event_progression (name, last_seq_id) values ($1, $2)
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
        """;

    private const string HeadSql = "select coalesce(max(seq_id), 0) from mt_events";

    private readonly RowSql<TRow> _sql = new(table, TableBeside.NameOf(table.Name));
    private readonly string _skipsName = TableBeside.NameOf(table.Name);
    private RebuildRow _at = begun;

    public Task<long> PositionAsync(CancellationToken ct) => Task.FromResult(_at.Position);

    public async Task<IReadOnlyDictionary<RowKey, TRow>> FindAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        return await _sql.FindAsync(connection, keys, ct);
    }

    public async Task<bool> WriteAsync(ProjectionStep<TRow> step, CancellationToken ct)
    {
        if (step.From != _at.Position)
            return false;
        RebuildRow to = _at with { Position = step.To, Events = _at.Events + step.To - step.From };
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using NpgsqlBatch batch = new(connection, transaction);
        // First of all: whoever was overtaken waits here for the other, and then writes nothing.
        _at.AddMove(batch, table.Name, to);
        _sql.AddWrites(batch, step.Rows);
        Skips.AddTo(batch, _skipsName, step.Skipped);
        await batch.ExecuteNonQueryAsync(ct);
        if (batch.BatchCommands[0].RecordsAffected != 1)
            return false;
        await transaction.CommitAsync(ct);
        _at = to;
        return true;
    }

    public async Task<TakeOver> TakeOverAsync(CancellationToken ct)
    {
        TakeOver outcome = await TryTakeOverAsync(ct);
        if (outcome == TakeOver.Held)
            await TableBeside.TellHeldAsync(connections, _at, table.Name, ct);
        return outcome;
    }

    private async Task<TakeOver> TryTakeOverAsync(CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            long head = await HoldAsync(connection, ct);
            if (head < _at.Position)
                throw new PositionAheadOfLogException(table.Name, _at.Position, head);
            if (head - _at.Position > IRowsBeside<TRow>.LastStretchMax)
                return TakeOver.Behind;
            await TableBeside.LockAsync(connection, table.Name, ct);
            await FinishAsync(connection, head, ct);
            await TableBeside.SwapAsync(connection, table.Name, ct);
            await transaction.CommitAsync(ct);
            return TakeOver.Done;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return TakeOver.Held;
        }
    }

    // Keeps everybody from writing the live rows, and says how far the log reaches meanwhile. Each statement sees what the one
    // before it waited for.
    private async Task<long> HoldAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        batch.Add(TableBeside.WaitForWritersSql);
        if (isInline)
            batch.Add(TakeLogLock.Sql).Bigint(AdvisoryKey.OfLog(options.Schema));
        else
            batch.Add(HoldRunnerSql).Text(table.Name);
        await batch.ExecuteNonQueryAsync(ct);
        await using NpgsqlCommand head = new(HeadSql, connection);
        return (long)(await head.ExecuteScalarAsync(ct))!;
    }

    private async Task FinishAsync(NpgsqlConnection connection, long head, CancellationToken ct)
    {
        RowBatch<TRow> stretch = new(
            types, await ReadEvents.SpanAsync(connection, _at.Position, head, RowBatch<TRow>.NotRead(types), ct));
        ProjectionStep<TRow> step = stretch.Fold(_at.Position, head, await _sql.FindAsync(connection, stretch.Keys, ct));
        await using NpgsqlBatch batch = new(connection);
        (_at with { Events = _at.Events + head - _at.Position }).AddFinish(batch, table.Name, head);
        _sql.AddWrites(batch, step.Rows);
        Skips.AddTo(batch, _skipsName, step.Skipped);
        Skips.AddTakeOver(batch, _skipsName, table.Name);
        if (!isInline)
        {
            NpgsqlParameterCollection goOn = batch.Add(GoOnFromSql);
            goOn.Text(table.Name);
            goOn.Bigint(head);
        }

        await batch.ExecuteNonQueryAsync(ct);
        if (batch.BatchCommands[0].RecordsAffected != 1)
            throw new OvertakenException(table.Name, _at.Position);
    }
}
