using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.KeepingTime;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// One instance of alerting on its real log, without bus and doors. Time is kept when asked to. Several may run on one database, each
/// with a clock of its own; to let go of one without stopping it is to have it killed.
/// </summary>
internal sealed class AlertingOnPostgres : IAsyncDisposable
{
    private const string Tenant = "demo";

    private readonly IHost _host;

    private AlertingOnPostgres(IHost host, TimeSpan ahead)
    {
        _host = host;
        // A short lease: what a killed instance had claimed is due again in a moment.
        Timers = new(host.Services.GetRequiredService<NpgsqlDataSource>(), ahead, TimeSpan.FromSeconds(1));
        Time = new(
            Timers, Store, host.Services.GetRequiredService<RuleBook>(), TimeProvider.System, NullLogger<Timekeeper>.Instance);
    }

    public TimerQueue Timers { get; }

    private Timekeeper Time { get; }

    private IEventStore<PatientPicture> Store => _host.Services.GetRequiredService<IEventStore<PatientPicture>>();

    /// <summary>Starts an instance whose clock is ahead of the server's.</summary>
    public static async Task<AlertingOnPostgres> StartAsync(PostgresServer server, TimeSpan ahead)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Log"] = await server.ConnectionStringAsync(),
            ["Log:ClockOffset"] = ahead.ToString("c"),
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RuleBook(RuleSet.Third));
        builder.Services.AddPostgresEventStore<PatientPicture>(
            builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
        builder.Services.AddInlineRows<PatientPicture, AlertRow>(new AlertTable());
        builder.Services.AddSingleton<IInlineView<PatientPicture>, TimerRows>();
        IHost host = builder.Build();
        await host.StartAsync();
        return new(host, ahead);
    }

    public Task<IReadOnlyList<StoredEvent>> AcceptAsync(Guid patient, params PatientFact[] facts) => AppendAsync(
        patient,
        view => AcceptFacts.Decide(
            view, [.. facts.Select(fact => new Incoming(fact.Origin.Id, Traceparent: null, fact, Parked: null))], RuleSet.Third));

    /// <summary>A person takes a step on the patient's one alert of a rule.</summary>
    public Task<IReadOnlyList<StoredEvent>> TakeAsync(
        Guid patient, string rule, Func<StreamView<PatientPicture>, AlertState, Decision> step) =>
        AppendAsync(patient, view => step(view, view.State.Alerts.Single(alert => alert.Key.Rule == rule)));

    public async Task<StreamView<PatientPicture>> LoadAsync(Guid patient) =>
        await Store.LoadWholeAsync(StreamKey.OfPatient(Tenant, patient), CancellationToken.None);

    public async Task<IReadOnlyList<StoredEvent>> LogOfAsync(Guid patient) =>
        await _host.Services.GetRequiredService<ILogReader>()
            .ReadStreamAsync(StreamKey.OfPatient(Tenant, patient), CancellationToken.None);

    /// <summary>Keeps time until nothing is due.</summary>
    public async Task KeepTimeAsync()
    {
        while (await Time.LookAsync(CancellationToken.None) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        switch (_host)
        {
            case IAsyncDisposable host:
                await host.DisposeAsync();
                break;
            default:
                _host.Dispose();
                break;
        }
    }

    private async Task<IReadOnlyList<StoredEvent>> AppendAsync(Guid patient, Func<StreamView<PatientPicture>, Decision> decide) =>
        await Store.AppendAsync(
            new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), StreamKey.OfPatient(Tenant, patient), decide),
            CancellationToken.None) switch
        {
            AppendOutcome.Appended appended => appended.Events,
            var other => throw new InvalidOperationException(other.ToString()),
        };
}
