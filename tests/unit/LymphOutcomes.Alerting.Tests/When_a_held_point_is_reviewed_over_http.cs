using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Over HTTP and on PostgreSQL, signed in as a coordinator.</summary>
public sealed class When_a_held_point_is_reviewed_over_http : IAsyncLifetime
{
    private static readonly Guid Patient = new(1, 1, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private readonly PostgresServer _server = new();
    private WebApplication? _app;
    private HttpClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [OnPostgresFact]
    public async Task No_word_is_kept_of_a_step_that_is_refused()
    {
        await StartAsync();
        await AcceptAsync(Given.LeftArmAtRisk(1), Given.Arms(2, 0, 2000), Given.Arms(3, 200, 2010), Given.Arms(4, 207, 2800));

        Assert.Equal(HttpStatusCode.NotFound, await RejectAsync(99));
        Assert.Equal(HttpStatusCode.Conflict, await RejectAsync(3));
        Assert.Equal(0, await NotesAsync());
        Assert.Equal(HttpStatusCode.NoContent, await RejectAsync(4));
        Assert.Equal(HttpStatusCode.Conflict, await RejectAsync(4));
        Assert.Equal(1, await NotesAsync());
    }

    private async Task<HttpStatusCode> RejectAsync(int fact) => (await _client!.PostAsJsonAsync(
        $"v1/patients/{Patient}/held-points/{Given.Fact(fact)}/reject",
        new ReviewPoint("it was the other arm"),
        ContractJson.Options)).StatusCode;

    private async Task<long> NotesAsync()
    {
        await using NpgsqlCommand command =
            _app!.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from notes");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task AcceptAsync(params PatientFact[] facts) => Assert.IsType<AppendOutcome.Appended>(
        await _app!.Services.GetRequiredService<IEventStore<PatientPicture>>().AppendAsync(
            new(
                facts[0].Origin.Id,
                StreamKey.OfPatient("demo", Patient),
                view => AcceptFacts.Decide(
                    view, [.. facts.Select(fact => new Incoming(fact.Origin.Id, Traceparent: null, fact, Parked: null))], RuleSet.Third)),
            CancellationToken.None));

    private async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("ConnectionStrings:Log", await _server.ConnectionStringAsync())]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RuleBook(RuleSet.Third));
        builder.Services.AddPostgresEventStore<PatientPicture>(
            builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
        builder.Services.AddSingleton<AlertQueries>().AddSingleton<AlertHistory>().AddSingleton<WaitingQueries>();
        builder.Services.AddHandling();
        builder.Services.AddHeldPoints();
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policies.Coordinators, policy => policy.RequireAuthenticatedUser());
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            http.User = new(new ClaimsIdentity(
                [new(LymphClaims.Subject, "ana"), new(LymphClaims.Tenant, "demo"), new(LymphClaims.Role, Roles.Coordinator)], "test"));
            return next(http);
        });
        _app.UseRouting();
        _app.UseAuthorization();
        _app.MapHeldPoints();
        await _app.StartAsync();
        _client = new() { BaseAddress = new(_app.Urls.Single()) };
    }
}
