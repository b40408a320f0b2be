using System.Text.Json;
using LymphOutcomes.Bench.Driving;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Bench.Rows;

/// <summary>Sixteen callers that append one event each and wait: through our store, and with plain commits.</summary>
internal sealed class SingleAppends : IRow
{
    private const int Callers = 16;
    private const string Schema = "bench_append";

    private const string Insert = """
        insert into mt_events (seq_id, id, tenant_id, stream_id, version, type, data, headers, timestamp)
        values (nextval('mt_events_sequence'), $1, 'demo', $2, $3, 'limb-measured.v1', $4::jsonb, $5::jsonb, now())
        """;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["append16", "append1"];

    /// <inheritdoc/>
    public bool DrivesPrograms => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await using OwnTables tables = new(stage.Settings, Schema);
        IReadOnlyList<Body> bodies = stage.Bodies.Spread("append", stage.Sizes.AppendEvents, stage.Sizes.Patients);
        List<Body> warmUp = [.. bodies.Take(Sizes.WarmUp(bodies.Count))];
        await PlainRoundAsync(stage, tables, warmUp, ct);
        IReadOnlyList<double> plain = await stage.RoundsAsync(
            "plain single commits", Figure.Rate, _ => PlainRoundAsync(stage, tables, bodies, ct));
        await StoreRoundAsync(stage, tables, warmUp, ct);
        IReadOnlyList<double> store = await stage.RoundsAsync(
            "our store", Figure.Rate, _ => StoreRoundAsync(stage, tables, bodies, ct));
        return
        [
            new("append16", Figure.Rate, store, $"PostgresEventStore in this process, {Callers} callers, one event an append"),
            new("append1", Figure.Rate, plain, $"plain Npgsql, {Callers} connections, one row a commit, same tables and indexes"),
        ];
    }

    private static async Task<double> PlainRoundAsync(
        Stage stage, OwnTables tables, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        await tables.MakeAsync(ct);
        return await RoundAsync(stage, tables, bodies, async (caller, n) =>
        {
            await using NpgsqlCommand command = tables.Database.CreateCommand(Insert);
            command.Parameters.Add(new() { Value = Guid.CreateVersion7(stage.Time.GetUtcNow()) });
            command.Parameters.Add(new() { Value = OwnTables.Stream(caller) });
            command.Parameters.Add(new() { Value = n + 1L });
            command.Parameters.Add(new() { Value = OwnTables.JsonOf(bodies[n]), NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = OwnTables.Headers, NpgsqlDbType = NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(ct);
        }, ct);
    }

    private static async Task<double> StoreRoundAsync(
        Stage stage, OwnTables tables, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        await tables.MakeAsync(ct);
        await using ServiceProvider services = StoreIn(stage.Settings);
        IEventStore<NoState> store = services.GetRequiredService<IEventStore<NoState>>();
        List<JsonElement> facts = [.. bodies.Select(body => JsonElement.Parse(body.Json))];
        EventHeaders headers = new(ContentHash: new string('a', 64));
        return await RoundAsync(stage, tables, bodies, async (caller, n) =>
        {
            AppendOutcome outcome = await store.AppendAsync(
                new(
                    Guid.CreateVersion7(stage.Time.GetUtcNow()),
                    new(BenchSettings.Tenant, OwnTables.Stream(caller)),
                    _ => new Decision.Append([new(new Appended(facts[n]), Headers: headers)])),
                ct);
            if (outcome is not AppendOutcome.Appended)
                throw new CountsDifferException($"an append ended as {outcome.GetType().Name}");
        }, ct);
    }

    private static async Task<double> RoundAsync(
        Stage stage, OwnTables tables, IReadOnlyList<Body> bodies, Func<int, int, Task> append, CancellationToken ct)
    {
        int next = -1;
        Dictionary<string, double> cpu = stage.Cpu.Read();
        long start = stage.Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (int n = Interlocked.Increment(ref next); n < bodies.Count; n = Interlocked.Increment(ref next))
                await append(caller, n);
        }));
        double rate = stage.RateSince(start, stage.Time.GetTimestamp(), bodies.Count);
        stage.SayCpu(cpu, bodies.Count);
        long stored = await tables.CountAsync(ct);
        return stored == bodies.Count ? rate : throw new CountsDifferException($"{stored} rows of {bodies.Count}");
    }

    private static ServiceProvider StoreIn(BenchSettings settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Log"] = settings.Postgres })
            .Build();
        EventTypes types = new EventTypes(JsonSerializerOptions.Web).Add<Appended>("limb-measured.v1");
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development })
            .AddPostgresEventStore<NoState>(configuration, types, Schema)
            .BuildServiceProvider();
    }

    private sealed record Appended(JsonElement Fact);
}
