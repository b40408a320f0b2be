using LymphOutcomes.EventStore.Projecting;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>A view that this program can build anew from its log while the live one goes on.</summary>
internal interface IRebuild
{
    /// <summary>Name of the table, and of the row in <c>rebuilds</c>.</summary>
    string Name { get; }

    /// <summary>Does what the row in <c>rebuilds</c> asks for, or goes on with it; returns at once when it asks for nothing.</summary>
    /// <param name="reached">Told after each commit: events dealt with, and how many there are.</param>
    /// <param name="ct">Stops it; what was committed stays.</param>
    Task RunAsync(Action<long, long> reached, CancellationToken ct);
}

/// <summary>Rebuilds rows that are the fold of single events.</summary>
internal sealed class RowsRebuild<TRow>(
    LogConnections connections,
    LogOptions options,
    EventTypes types,
    PostgresLog log,
    IRowTable<TRow> table,
    bool isInline,
    TimeProvider time) : IRebuild
    where TRow : class, IRowFold<TRow>
{
    public string Name => table.Name;

    public async Task RunAsync(Action<long, long> reached, CancellationToken ct)
    {
        RebuildRow? row;
        await using (NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct))
            row = await RebuildStart.PrepareAsync(connection, Name, "follow", TRow.FoldVersion, ct);
        if (row is null)
            return;
        RowsBeside<TRow> beside = new(connections, options, types, table, isInline, row);
        RowRebuild<TRow> rebuild = new(Name, types, log, log, beside, time);
        await rebuild.RunAsync(
            (position, head) =>
            {
                reached(position, head);
                return Task.CompletedTask;
            },
            ct);
    }
}

/// <summary>The beginning of a rebuild, the same for every kind.</summary>
internal static class RebuildStart
{
    private const string HeadSql = "select coalesce(max(seq_id), 0) from mt_events";

    /// <summary>
    /// Where the run stands. What was only asked for is begun with an empty table beside the live one; so is what was begun by
    /// another version of the fold, or with a table of another shape than the live one has now.
    /// </summary>
    /// <param name="connection">Without a transaction.</param>
    /// <param name="name">The view.</param>
    /// <param name="phase">The first phase: <c>follow</c> from the first event on, or <c>scan</c>, which notes where the log ends.</param>
    /// <param name="foldVersion">Of this program.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null when nothing is asked for.</returns>
    public static async Task<RebuildRow?> PrepareAsync(
        NpgsqlConnection connection, string name, string phase, int foldVersion, CancellationToken ct)
    {
        RebuildRow? row = await RebuildRow.LoadAsync(connection, name, ct);
        if (row is null or { Phase: "idle" } or { Run: null })
            return null;
        if (row.Phase != "asked" && row.FoldVersion == foldVersion && await TableBeside.IsUsableAsync(connection, name, ct))
            return row;

        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct);
        await using NpgsqlCommand head = new(HeadSql, connection);
        long from = phase == "scan" ? (long)(await head.ExecuteScalarAsync(ct))! : 0;
        await using NpgsqlBatch batch = new(connection);
        row.AddBegin(batch, name, phase, foldVersion, from);
        TableBeside.AddMake(batch, name);
        Skips.AddForget(batch, TableBeside.NameOf(name));
        await batch.ExecuteNonQueryAsync(ct);
        if (batch.BatchCommands[0].RecordsAffected != 1)
            throw new OvertakenException(name, row.Position);
        await transaction.CommitAsync(ct);
        return await RebuildRow.LoadAsync(connection, name, ct);
    }
}
