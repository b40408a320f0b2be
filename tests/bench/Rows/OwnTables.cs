using System.Text;
using LymphOutcomes.Bench.Driving;
using LymphOutcomes.EventStore.Postgres.Migrating;
using Npgsql;

namespace LymphOutcomes.Bench.Rows;

/// <summary>A schema of the bench's own with the log's very tables and indexes, made by the log's own migrations.</summary>
/// <param name="settings">Where the server is.</param>
/// <param name="schema">Its name.</param>
internal sealed class OwnTables(BenchSettings settings, string schema) : IAsyncDisposable
{
    /// <summary>Streams there are; events go to them in turn.</summary>
    public const int Streams = 1_000;

    /// <summary>One connection is enough for each caller; the search path is the schema.</summary>
    public NpgsqlDataSource Database { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.Postgres)
    {
        SearchPath = schema,
        MaxAutoPrepare = 20,
        MaxPoolSize = 20,
    });

    /// <summary>Name of a stream, as the services name theirs.</summary>
    public static string Stream(int n) => $"patient-{new Guid(n + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]):D}";

    /// <summary>Drops what an earlier round left and makes the tables, empty but for the streams.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        await RunAsync($"drop schema if exists {schema} cascade", ct);
        await Migrator.ApplyAsync(settings.Postgres, schema, [], ct);
        await using NpgsqlCommand streams = Database.CreateCommand(
            "insert into mt_streams (tenant_id, id, version) select $1, s, 0 from unnest($2) as s");
        streams.Parameters.Add(new() { Value = BenchSettings.Tenant });
        streams.Parameters.Add(new() { Value = Enumerable.Range(0, Streams).Select(Stream).ToArray() });
        await streams.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Rows in the table of events.</summary>
    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using NpgsqlCommand count = Database.CreateCommand("select count(*) from mt_events");
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    /// <summary>What a row holds besides its keys: the same bodies as everywhere, and headers like intake's.</summary>
    public static string JsonOf(Body body) => Encoding.UTF8.GetString(body.Json);

    /// <summary>Headers of the length intake writes.</summary>
    public const string Headers = """{"contentHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
