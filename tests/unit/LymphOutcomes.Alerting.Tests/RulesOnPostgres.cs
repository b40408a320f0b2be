using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Alerting's log and what follows it on a real database, without broker and doors; a database a class.</summary>
public sealed class RulesOnPostgres : IAsyncDisposable
{
    public const string Tenant = "north";

    private readonly PostgresServer _server = new();

    /// <summary>A further instance of the service.</summary>
    public async Task<IHost> StartAsync(Action<IServiceCollection>? more = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Log", await _server.ConnectionStringAsync())]);
        builder.Services.AddPostgresEventStore<PatientPicture>(
            builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
        builder.Services.AddPostgresEventStore<RuleSetHistory>(
            builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
        builder.Services.AddInlineRows<PatientPicture, AlertRow>(new AlertTable());
        builder.Services.AddSingleton(new RuleBook(RuleSet.First));
        builder.Services.AddSingleton<AlertQueries>();
        builder.Services.AddRuleSets();
        more?.Invoke(builder.Services);
        IHost program = builder.Build();
        await program.StartAsync();
        return program;
    }

    /// <summary>Accepts facts of one patient, as the consumer does.</summary>
    public static Task<AppendOutcome> AcceptAsync(IHost program, Guid patient, params PatientFact[] facts)
    {
        RuleBook book = program.Services.GetRequiredService<RuleBook>();
        Incoming[] incoming = [.. facts.Select(fact => new Incoming(fact.Origin.Id, Traceparent: null, fact, Parked: null))];
        return program.Services.GetRequiredService<IEventStore<PatientPicture>>().AppendAsync(
            new(
                incoming[0].Id,
                StreamKey.OfPatient(Tenant, patient),
                view => AcceptFacts.Decide(view, incoming, book.InForce(Tenant)),
                LookFor: [.. incoming.Select(item => item.Id)],
                LookForRecords: [.. facts.Select(fact => RecordKeys.Of(fact.Origin))]),
            CancellationToken.None);
    }

    /// <summary>A step with the hospital's rule sets, as an endpoint takes it.</summary>
    public static async Task<AppendOutcome> ChooseAsync(IHost program, Func<StreamView<RuleSetHistory>, Decision> decide)
    {
        AppendOutcome outcome = await program.Services.GetRequiredService<IEventStore<RuleSetHistory>>().AppendAsync(
            new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), RuleSetHistory.StreamOf(Tenant), decide), CancellationToken.None);
        Assert.IsType<AppendOutcome.Appended>(outcome);
        return outcome;
    }

    /// <summary>Writes facts straight into the log's tables, one patient after the other: what nobody had to wait for.</summary>
    public async Task FillAsync(IEnumerable<IReadOnlyList<(PatientFact Fact, DateTimeOffset LoggedAt)>> patients)
    {
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await _server.ConnectionStringAsync()) { SearchPath = "alerting" });
        long seq = 0;
        int patient = 0;
        foreach (IReadOnlyList<(PatientFact Fact, DateTimeOffset LoggedAt)>[] some in patients.Chunk(200))
        {
            await using NpgsqlConnection connection = await database.OpenConnectionAsync();
            await using (NpgsqlBinaryImporter streams =
                await connection.BeginBinaryImportAsync("copy mt_streams (tenant_id, id, version) from stdin (format binary)"))
            {
                for (int n = 0; n < some.Length; n++)
                    await streams.WriteRowAsync(default, Tenant, StreamKey.OfPatient(Tenant, NameOf(patient + n)).Id, (long)some[n].Count);
                await streams.CompleteAsync();
            }

            await using NpgsqlBinaryImporter events = await connection.BeginBinaryImportAsync(
                "copy mt_events (seq_id, id, tenant_id, stream_id, version, type, data, timestamp) from stdin (format binary)");
            foreach (IReadOnlyList<(PatientFact Fact, DateTimeOffset LoggedAt)> facts in some)
            {
                string stream = StreamKey.OfPatient(Tenant, NameOf(patient++)).Id;
                for (int n = 0; n < facts.Count; n++)
                {
                    await events.StartRowAsync();
                    await events.WriteAsync(++seq);
                    await events.WriteAsync(new Guid(patient, 0, 1, [0, 0, 0, 0, 0, 0, (byte)(n >> 8), (byte)n]));
                    await events.WriteAsync(Tenant);
                    await events.WriteAsync(stream);
                    await events.WriteAsync(n + 1L);
                    await events.WriteAsync(AlertingEventTypes.All.NameOf(facts[n].Fact));
                    await events.WriteAsync(AlertingEventTypes.All.Write(facts[n].Fact), NpgsqlTypes.NpgsqlDbType.Jsonb);
                    await events.WriteAsync(facts[n].LoggedAt.ToUniversalTime());
                }
            }

            await events.CompleteAsync();
        }
    }

    private static Guid NameOf(int patient) => new(patient, 1, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    /// <summary>Waits until something is so, for at most twenty seconds.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        for (int i = 0; i < 200; i++)
        {
            T seen = await look();
            if (isSo(seen))
                return seen;
            await Task.Delay(100);
        }

        throw new TimeoutException($"It never came to be so: {await look()}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
