using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// The live rows of an asynchronous projection; their position is in <c>mt_event_progression</c> under the table's name, moved in
/// the transaction that writes the rows.
/// </summary>
internal sealed class LiveRows<TRow>(LogConnections connections, IRowTable<TRow> table) : IProjectionRows<TRow>
    where TRow : class, IRowFold<TRow>
{
    private const string PositionSql = "select coalesce((select last_seq_id from mt_event_progression where name = $1), 0)";

    private readonly RowSql<TRow> _sql = new(table, table.Name);

    public async Task<long> PositionAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = connections.Projecting.CreateCommand(PositionSql);
        command.Parameters.Text(table.Name);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyDictionary<RowKey, TRow>> FindAsync(IReadOnlyCollection<RowKey> keys, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        return await _sql.FindAsync(connection, keys, ct);
    }

    public async Task<bool> WriteAsync(ProjectionStep<TRow> step, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using NpgsqlBatch batch = new(connection, transaction);
        // First of all: whoever was overtaken waits here for the other, and then writes nothing.
        NpgsqlParameterCollection move = batch.Add(step.From == 0 ? PostgresPositions.BeginSql : PostgresPositions.MoveSql);
        move.Text(table.Name);
        move.Bigint(step.To);
        if (step.From != 0)
            move.Bigint(step.From);
        _sql.AddWrites(batch, step.Rows);
        Skips.AddTo(batch, table.Name, step.Skipped);
        await batch.ExecuteNonQueryAsync(ct);
        if (batch.BatchCommands[0].RecordsAffected != 1)
            return false;
        await transaction.CommitAsync(ct);
        return true;
    }
}
