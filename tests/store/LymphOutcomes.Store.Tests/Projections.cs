using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.EventStore.Postgres.Projecting;
using LymphOutcomes.EventStore.Postgres.Reading;
using LymphOutcomes.EventStore.Projecting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LymphOutcomes.Store.Tests;

/// <summary>A log and the projection <see cref="Total"/> of it, on either store.</summary>
public sealed record ProjectionUnderTest(
    IEventStore<Sum> Store,
    ILogReader Log,
    IRawLogReader Raw,
    Func<EventTypes, IProjectionRows<Total>> Live,
    Func<EventTypes, Task<IRowsBeside<Total>>> BesideAsync,
    Func<Task<IReadOnlyDictionary<RowKey, Total>>> RowsAsync,
    Func<Task<IReadOnlyList<SkippedEvent>>> SkippedAsync,
    Func<ValueTask> Stop) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stop();

    public ProjectionRunner<Total> Runner(EventTypes types) => new("totals", types, Log, Raw, Live(types));

    public async Task<RowRebuild<Total>> RebuildAsync(EventTypes types) =>
        new("totals", types, Log, Raw, await BesideAsync(types), TimeProvider.System);

    /// <summary>Brings the live rows to the end of the log.</summary>
    public async Task CatchUpAsync(EventTypes types)
    {
        long position = await Live(types).PositionAsync(CancellationToken.None);
        await Runner(types).BringToAsync(
            position, await Log.HeadAsync(CancellationToken.None), _ => Task.CompletedTask, CancellationToken.None);
    }
}

/// <summary>Makes them; and on PostgreSQL what a program has for rebuilding.</summary>
public static class Projections
{
    public static async Task<ProjectionUnderTest> NewAsync(Stores stores, StoreKind kind, EventTypes types) =>
        kind == StoreKind.InMemory ? NewInMemory(types) : NewOnPostgres(await stores.NewSchemaAsync(), types);

    public static ProjectionUnderTest NewOnPostgres(LogOptions options, EventTypes types)
    {
        ServiceParts parts = new(options, types);
        PostgresEventStore<Sum> store = new(
            parts.Connections, types, options, [new SumsView()], TimeProvider.System, NullLogger<PostgresEventStore<Sum>>.Instance);
        TotalTable table = new();
        return new(
            store,
            parts.Log,
            parts.Log,
            _ => new LiveRows<Total>(parts.Connections, table),
            async reading =>
            {
                await AskAsync(options, "totals");
                await using NpgsqlConnection connection = await parts.Connections.Projecting.OpenConnectionAsync();
                RebuildRow? row = await RebuildStart.PrepareAsync(connection, "totals", "follow", 1, CancellationToken.None);
                return new RowsBeside<Total>(parts.Connections, options, reading, table, isInline: false, row!);
            },
            () => RowsAsync(parts.Connections, table),
            () => SkippedAsync(parts.Connections, "totals"),
            async () =>
            {
                await store.DisposeAsync();
                await parts.DisposeAsync();
            });
    }

    /// <summary>Asks for a rebuild as <c>lymph rebuild</c> does; one that runs goes on.</summary>
    public static Task AskAsync(LogOptions options, string view) => Stores.QueryAsync(options, $"""
        insert into rebuilds (name) values ('{view}') on conflict do nothing;
        update rebuilds set phase = 'asked', run = gen_random_uuid(), asked_at = now() where name = '{view}' and phase = 'idle'
        """);

    /// <summary>Every row of a table, as its projection reads it.</summary>
    internal static async Task<IReadOnlyDictionary<RowKey, TRow>> RowsAsync<TRow>(LogConnections connections, IRowTable<TRow> table)
        where TRow : class, IRowFold<TRow>
    {
        await using NpgsqlCommand command = connections.Reading.CreateCommand(
            $"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.Name}");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        Dictionary<RowKey, TRow> rows = [];
        while (await reader.ReadAsync())
            rows.Add(new(reader.GetString(0), reader.GetValue(1).ToString()!), table.Read(reader));
        return rows;
    }

    private static async Task<IReadOnlyList<SkippedEvent>> SkippedAsync(LogConnections connections, string projection)
    {
        await using NpgsqlCommand command = connections.Reading.CreateCommand(
            $"select seq_id, type, reason from projection_skips where projection = '{projection}' order by seq_id");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<SkippedEvent> skipped = [];
        while (await reader.ReadAsync())
            skipped.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return skipped;
    }

    private static ProjectionUnderTest NewInMemory(EventTypes types)
    {
        InMemoryEventStore<Sum> store = new(types, TimeProvider.System);
        InMemoryProjection<Total>? projection = null;
        InMemoryProjection<Total> Of(EventTypes reading) => projection ??= new(reading, store, store);
        return new(
            store,
            store,
            store,
            reading => Of(reading).Live,
            reading => Task.FromResult(Of(reading).Beside()),
            () => Task.FromResult(projection!.Rows),
            () => Task.FromResult<IReadOnlyList<SkippedEvent>>([.. projection!.Skipped]),
            () => ValueTask.CompletedTask);
    }
}

/// <summary>What one instance of a program has of its log.</summary>
internal sealed class ServiceParts : IAsyncDisposable
{
    public ServiceParts(LogOptions options, EventTypes types)
    {
        Options = options;
        Types = types;
        Connections = new(options);
        News = new(Connections, options, TimeProvider.System, NullLogger<NewsOfTheLog>.Instance);
        Log = new(Connections, types, options, News);
        Positions = new(Connections, options, TimeProvider.System, NullLogger<PostgresPositions>.Instance);
    }

    public LogOptions Options { get; }

    public EventTypes Types { get; }

    public LogConnections Connections { get; }

    public NewsOfTheLog News { get; }

    public PostgresLog Log { get; }

    public PostgresPositions Positions { get; }

    public IRebuild Sums => new RowsRebuild<SumRow>(
        Connections, Options, Types, Log, new SumTable(), isInline: true, TimeProvider.System);

    public IRebuild Totals => new RowsRebuild<Total>(
        Connections, Options, Types, Log, new TotalTable(), isInline: false, TimeProvider.System);

    public IRebuild Snapshots => new SnapshotRebuild<Sum>(Connections, Options, Types, Log, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await News.DisposeAsync();
        await Connections.DisposeAsync();
    }
}
