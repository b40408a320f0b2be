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
    public static string? WhySkipped => Requirement.WhySkipped(Variable);

    private static string ServerText => Requirement.Value(Variable);

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
        NpgsqlConnectionStringBuilder server = new(ServerText) { Pooling = false };
        await using NpgsqlConnection connection = new(server.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
