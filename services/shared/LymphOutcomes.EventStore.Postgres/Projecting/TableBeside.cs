using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// A second table beside a live one, of the same shape, and its taking the live one's place. Names are constants of the program.
/// </summary>
internal static class TableBeside
{
    // The definition from "using" on: which index of the new table is which of the old one, whatever they are called.
    private const string IndexesSql = """
        select c.relname, substring(pg_get_indexdef(i.indexrelid) from ' USING .*$'), i.indisunique, i.indisprimary
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = to_regclass($1)
        order by c.relname
        """;

    private const string SameShapeSql = """
        select (select array_agg((attname, atttypid, attnotnull) order by attnum) from pg_attribute
                where attrelid = to_regclass($1) and attnum > 0 and not attisdropped)
             = (select array_agg((attname, atttypid, attnotnull) order by attnum) from pg_attribute
                where attrelid = to_regclass($2) and attnum > 0 and not attisdropped)
        """;

    /// <summary>Bounds, within a transaction, how long it waits for those who write the live rows.</summary>
    public const string WaitForWritersSql = "set local lock_timeout = '2s'";

    // Appends stand still meanwhile, and so does whoever wants to read the table.
    private const string WaitForReadersSql = "set local lock_timeout = '100ms'";

    public static string NameOf(string table) => $"{table}_rebuild";

    /// <summary>An empty table of the live one's shape, in place of what an earlier rebuild left.</summary>
    public static void AddMake(NpgsqlBatch batch, string table)
    {
        batch.Add($"drop table if exists {NameOf(table)}");
        batch.Add($"create table {NameOf(table)} (like {table} including all)");
    }

    /// <summary>True when the table beside is there and still has the live one's shape; a migration may have come between.</summary>
    public static async Task<bool> IsUsableAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(SameShapeSql, connection);
        command.Parameters.Text(table);
        command.Parameters.Text(NameOf(table));
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Keeps everybody from both tables within the caller's transaction, before anything is done that would be lost.</summary>
    /// <exception cref="PostgresException">Lock not available: somebody has held one of them for longer than appends may wait.</exception>
    public static async Task LockAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using NpgsqlBatch batch = new(connection);
        batch.Add(WaitForReadersSql);
        batch.Add($"lock table {table}, {NameOf(table)} in access exclusive mode");
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Says in <c>rebuilds</c> what the run waits for; its next move, or its end, takes that away.</summary>
    public static async Task TellHeldAsync(LogConnections connections, RebuildRow at, string table, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        at.AddFailure(batch, table, $"waits for {table}, which a long read or a dump holds");
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Swaps the tables within the caller's transaction. From here to its commit readers of the live table wait; those that wait
    /// read the new one afterwards. Indexes keep the names that migrations know.
    /// </summary>
    public static async Task SwapAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        string beside = NameOf(table);
        List<Index> old = await IndexesAsync(connection, table, ct);
        List<Index> made = await IndexesAsync(connection, beside, ct);
        await using NpgsqlBatch batch = new(connection);
        batch.Add($"drop table {table}");
        batch.Add($"alter table {beside} rename to {table}");
        foreach (Index index in old)
        {
            // Two of one definition are as good as each other.
            Index twin = made.First(candidate => candidate with { Name = index.Name } == index);
            made.Remove(twin);
            batch.Add($"alter index {Quoted(twin.Name)} rename to {Quoted(index.Name)}");
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<Index>> IndexesAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(IndexesSql, connection);
        command.Parameters.Text(table);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<Index> indexes = [];
        while (await rows.ReadAsync(ct))
            indexes.Add(new(rows.GetString(0), rows.GetString(1), rows.GetBoolean(2), rows.GetBoolean(3)));
        return indexes;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private sealed record Index(string Name, string Definition, bool IsUnique, bool IsPrimary);
}
