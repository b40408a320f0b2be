using System.Globalization;
using Npgsql;

namespace LymphOutcomes.Testing;

/// <summary>
/// A database of its own for each test class, on the server named by <c>LYMPH_TEST_POSTGRES</c>. Use it as a class fixture.
/// Without the variable a laptop skips (<see cref="OnPostgresFactAttribute"/>); with <c>CI=true</c> the tests fail.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Variable = "LYMPH_TEST_POSTGRES";

    private readonly string _database = string.Create(
        CultureInfo.InvariantCulture, $"test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}");

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _connectionString;

    /// <summary>Why tests on PostgreSQL are skipped here; null when they run (or, with CI=true, must fail).</summary>
    public static string? WhySkipped =>
        ServerText is null && Environment.GetEnvironmentVariable("CI") != "true" ? $"{Variable} is not set." : null;

    private static string? ServerText => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>Connection string of this class's database, which is made at the first call.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _connectionString ??= await CreateAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_connectionString is null)
            return;
        await RunOnServerAsync($"drop database if exists {_database} with (force)");
    }

    private async Task<string> CreateAsync()
    {
        await RunOnServerAsync($"create database {_database}");
        return new NpgsqlConnectionStringBuilder(ServerText) { Database = _database }.ConnectionString;
    }

    private static async Task RunOnServerAsync(string sql)
    {
        string server = ServerText
            ?? throw new InvalidOperationException($"{Variable} names no PostgreSQL server, and with CI=true no test is skipped.");
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
