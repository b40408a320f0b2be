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
