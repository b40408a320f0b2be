using LymphOutcomes.EventStore.Postgres.Commands;
using LymphOutcomes.EventStore.Projecting;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>Snapshots in the table beside the live one, each write together with the place the run has reached.</summary>
internal sealed class SnapshotsBeside(LogConnections connections, LogOptions options, int foldVersion, RebuildRow begun)
{
    public const string Table = "snapshots";

    private const string Copy = "copy snapshots_rebuild (tenant_id, stream_id, version, fold_version, data) from stdin (format binary)";

    private const string TouchedSql = "select distinct tenant_id, stream_id from mt_events where seq_id > $1 and seq_id <= $2";

    private const string ForgetSql = """
        delete from snapshots_rebuild n using unnest($1::text[], $2::text[]) as k (tenant_id, id)
        where n.tenant_id = k.tenant_id and n.stream_id = k.id
        """;

    private const string HeadSql = "select coalesce(max(seq_id), 0) from mt_events";

    private static readonly string SkipsName = TableBeside.NameOf(Table);

    /// <summary>Where the run stands.</summary>
    public RebuildRow At { get; private set; } = begun;

    /// <summary>Writes snapshots and moves the run on.</summary>
    /// <param name="to">The place reached with them.</param>
    /// <param name="outdated">Streams whose snapshots beside are to go first.</param>
    /// <param name="folded">What to write.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OvertakenException">Another runner moved the run; nothing was written.</exception>
    public async Task WriteAsync(RebuildRow to, IReadOnlyCollection<StreamKey> outdated, FoldedStreams folded, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using (NpgsqlBatch batch = new(connection, transaction))
        {
            // First of all: whoever was overtaken waits here for the other, and then writes nothing.
            At.AddMove(batch, Table, to);
            if (outdated.Count > 0)
                AddForget(batch, outdated);
            Skips.AddTo(batch, SkipsName, folded.Skipped);
            await batch.ExecuteNonQueryAsync(ct);
            if (batch.BatchCommands[0].RecordsAffected != 1)
                throw new OvertakenException(Table, At.Position);
        }

        if (folded.Snapshots.Count > 0)
            await CopyAsync(connection, folded, ct);
        await transaction.CommitAsync(ct);
        At = to;
    }

    /// <summary>Streams that were written to in a span of the log.</summary>
    public async Task<IReadOnlyList<StreamKey>> TouchedAsync(long afterSeq, long upToSeq, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        return await TouchedAsync(connection, afterSeq, upToSeq, ct);
    }

    /// <summary>
    /// Puts the snapshots into the live ones' place while nobody can append. Streams of the last stretch have none afterwards and
    /// are folded whole at their next append: cheaper than folding them while everybody waits.
    /// </summary>
    public async Task<TakeOver> TakeOverAsync(int stretchMax, CancellationToken ct)
    {
        TakeOver outcome = await TryTakeOverAsync(stretchMax, ct);
        if (outcome == TakeOver.Held)
            await TableBeside.TellHeldAsync(connections, At, Table, ct);
        return outcome;
    }

    private async Task<TakeOver> TryTakeOverAsync(int stretchMax, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await using (NpgsqlBatch hold = new(connection, transaction))
            {
                hold.Add(TableBeside.WaitForWritersSql);
                hold.Add(TakeLogLock.Sql).Bigint(AdvisoryKey.OfLog(options.Schema));
                await hold.ExecuteNonQueryAsync(ct);
            }

            await using NpgsqlCommand headCommand = new(HeadSql, connection, transaction);
            long head = (long)(await headCommand.ExecuteScalarAsync(ct))!;
            if (head - At.Position > stretchMax)
                return TakeOver.Behind;
            await TableBeside.LockAsync(connection, Table, ct);
            IReadOnlyList<StreamKey> touched = await TouchedAsync(connection, At.Position, head, ct);
            await using (NpgsqlBatch batch = new(connection, transaction))
            {
                At.AddFinish(batch, Table, head);
                AddForget(batch, touched);
                Skips.AddTakeOver(batch, SkipsName, Table);
                await batch.ExecuteNonQueryAsync(ct);
                if (batch.BatchCommands[0].RecordsAffected != 1)
                    throw new OvertakenException(Table, At.Position);
            }

            await TableBeside.SwapAsync(connection, Table, ct);
            await transaction.CommitAsync(ct);
            return TakeOver.Done;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return TakeOver.Held;
        }
    }

    private static async Task<IReadOnlyList<StreamKey>> TouchedAsync(
        NpgsqlConnection connection, long afterSeq, long upToSeq, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(TouchedSql, connection);
        command.Parameters.Bigint(afterSeq);
        command.Parameters.Bigint(upToSeq);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<StreamKey> touched = [];
        while (await rows.ReadAsync(ct))
            touched.Add(new(rows.GetString(0), rows.GetString(1)));
        return touched;
    }

    private static void AddForget(NpgsqlBatch batch, IReadOnlyCollection<StreamKey> streams)
    {
        NpgsqlParameterCollection parameters = batch.Add(ForgetSql);
        parameters.Texts([.. streams.Select(s => s.Tenant)]);
        parameters.Texts([.. streams.Select(s => s.Id)]);
    }

    private async Task CopyAsync(NpgsqlConnection connection, FoldedStreams folded, CancellationToken ct)
    {
        await using NpgsqlBinaryImporter copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach ((StreamKey stream, long version, byte[] json) in folded.Snapshots)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(stream.Tenant, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(stream.Id, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(foldVersion, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(json, NpgsqlDbType.Bytea, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
