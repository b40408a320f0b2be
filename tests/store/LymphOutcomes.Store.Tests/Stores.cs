using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.EventStore.Postgres.Migrating;
using LymphOutcomes.EventStore.Postgres.Reading;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LymphOutcomes.Store.Tests;

/// <summary>A store under test, with what reads it.</summary>
public sealed record StoreUnderTest(IEventStore<Sum> Store, ILogReader Log, ILogPositions Positions, Func<ValueTask> Stop)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stop();
}

/// <summary>Makes stores; on PostgreSQL each gets a schema of its own in the class's database.</summary>
public sealed class Stores : IAsyncDisposable
{
    private static int s_schemas;

    private readonly PostgresServer _server = new();

    public Task<StoreUnderTest> NewAsync(StoreKind kind, TimeProvider? time = null) => kind switch
    {
        StoreKind.InMemory => Task.FromResult(NewInMemory(time ?? TimeProvider.System)),
        _ => NewOnPostgresAsync(),
    };

    public async Task<StoreUnderTest> NewOnPostgresAsync()
    {
        LogOptions options = await NewSchemaAsync();
        return Open(options);
    }

    public async Task<LogOptions> NewSchemaAsync()
    {
        LogOptions options = await EmptySchemaAsync();
        await Migrator.ApplyAsync(options.ConnectionString, options.Schema, [typeof(Stores).Assembly], CancellationToken.None);
        return options;
    }

    public async Task<LogOptions> EmptySchemaAsync() => new()
    {
        ConnectionString = await _server.ConnectionStringAsync(),
        Schema = string.Create(CultureInfo.InvariantCulture, $"s{Interlocked.Increment(ref s_schemas)}"),
    };

    /// <summary>One instance of a service: several on one schema are allowed.</summary>
    public static StoreUnderTest Open(LogOptions options)
    {
        LogConnections connections = new(options);
        NewsOfTheLog news = new(connections, options, TimeProvider.System, NullLogger<NewsOfTheLog>.Instance);
        PostgresEventStore<Sum> store = new(
            connections, Sum.Types, options, [new SumsView()], TimeProvider.System, NullLogger<PostgresEventStore<Sum>>.Instance);
        return new(
            store,
            new PostgresLog(connections, Sum.Types, options, news),
            new PostgresPositions(connections, options, TimeProvider.System, NullLogger<PostgresPositions>.Instance),
            async () =>
            {
                await store.DisposeAsync();
                await news.DisposeAsync();
                await connections.DisposeAsync();
            });
    }

    /// <summary>Runs SQL in the schema and gives the first column of each row.</summary>
    public static async Task<List<object>> QueryAsync(LogOptions options, string sql)
    {
        NpgsqlConnectionStringBuilder text = new(options.ConnectionString) { SearchPath = options.Schema };
        await using NpgsqlConnection connection = new(text.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<object> values = [];
        while (await rows.ReadAsync())
            values.Add(rows.GetValue(0));
        return values;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static StoreUnderTest NewInMemory(TimeProvider time)
    {
        InMemoryEventStore<Sum> store = new(Sum.Types, time);
        return new(store, store, new InMemoryLogPositions(store), () => ValueTask.CompletedTask);
    }
}
