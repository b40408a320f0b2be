using Npgsql;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>The system's database, as an administrator sees it: all schemas at once.</summary>
/// <param name="port">Where it listens.</param>
/// <param name="password">Of user postgres.</param>
public sealed class Database(int port, string password)
{
    // Not pooled: the server is killed under these tests, and a pool would hand out dead connections afterwards.
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = "lymph",
        Username = "postgres",
        Password = password,
        Pooling = false,
        Timeout = 10,
        CommandTimeout = 60,
    }.ConnectionString;

    /// <summary>Every row of a query.</summary>
    public async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<T> all = [];
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }

    /// <summary>Runs a statement in a transaction that stays open until the result is disposed.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string sql)
    {
        NpgsqlConnection connection = new(_connectionString);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>The one number a query is about.</summary>
    public async Task<long> NumberAsync(string sql, params object[] parameters) =>
        Assert.Single(await RowsAsync(sql, row => row.IsDBNull(0) ? 0 : row.GetInt64(0), parameters));

    /// <summary>The one text a query is about.</summary>
    public async Task<string> TextAsync(string sql, params object[] parameters) =>
        Assert.Single(await RowsAsync(sql, row => row.IsDBNull(0) ? "" : row.GetString(0), parameters));
}
