using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.KeepingTime;
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

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Over HTTP and on PostgreSQL, signed in as a coordinator.</summary>
public sealed class When_people_use_the_doors_of_an_alert : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private WebApplication? _app;
    private HttpClient? _client;
    private Guid _alert;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [OnPostgresFact]
    public async Task Each_step_is_stored_with_who_and_why_and_nothing_is_stored_twice()
    {
        await StartAsync(isBackfill: false);
        AlertDetails now = await DoneAsync("note", 0, new NoteAlert("left a message with the daughter"));
        now = await DoneAsync("snooze", 1, new SnoozeAlert(TimeProvider.System.GetUtcNow().AddHours(2), now.AsOf, "she calls back"));
        Assert.NotNull(now.Item.SnoozedUntil);
        now = await DoneAsync("snooze", 2, new SnoozeAlert(Until: null, now.AsOf));
        Assert.Null(now.Item.SnoozedUntil);
        now = await DoneAsync("escalate", 3, new EscalateAlert("nobody answers"));
        Assert.Equal((1, "new"), (now.Item.EscalationLevel, now.Item.Handling));
        now = await DoneAsync("resolve", 4, new ResolveAlert("called", now.AsOf, "has an appointment"));
        now = await DoneAsync("reopen", 5, new ReopenAlert("the appointment was called off"));
        Assert.Equal(("new", 6, (int?)null), (now.Item.Handling, now.Item.Version, now.Item.EscalationLevel));

        HttpResponseMessage late = await SendAsync("note", 3, new NoteAlert("too late"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(6, JsonElement.Parse(await late.Content.ReadAsStringAsync())
            .GetProperty("current").GetProperty("version").GetInt32());
        Assert.Equal(
            [
                ("raised", null, null),
                ("noted", "ana", "left a message with the daughter"),
                ("snoozed", "ana", "she calls back"),
                ("snooze-ended", "ana", null),
                ("escalated", "ana", "level 1: nobody answers"),
                ("resolved", "ana", "called: has an appointment"),
                ("reopened", "ana", "the appointment was called off"),
            ],
            now.History.Select(step => (step.What, step.By, step.What == "snoozed" ? step.Note?[^"she calls back".Length..] : step.Note)));
    }

    [OnPostgresFact]
    public async Task What_cannot_be_meant_is_refused()
    {
        await StartAsync(isBackfill: false);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("note", 0, new NoteAlert(" "))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("escalate", 0, new EscalateAlert(new string('x', 2_001)))).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync("escalate", version: null, new EscalateAlert())).StatusCode);
        DateTimeOffset far = TimeProvider.System.GetUtcNow().AddDays(40);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("snooze", 0, new SnoozeAlert(far, 0))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("reopen", 0, new ReopenAlert())).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync("convert", 0, new { })).StatusCode);
    }

    [OnPostgresFact]
    public async Task A_historical_alert_is_made_a_live_one()
    {
        await StartAsync(isBackfill: true);
        AlertDetails now = await DoneAsync("convert", 0, new { });
        Assert.Equal(("call_provider", false), (now.Item.Severity, now.Item.Historical));
        Assert.Equal(("converted", "ana"), (now.History[^1].What, now.History[^1].By));
    }

    private async Task<AlertDetails> DoneAsync<T>(string step, int version, T body)
    {
        HttpResponseMessage answer = await SendAsync(step, version, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{step}: {answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<AlertDetails>(text, ContractJson.Options)!;
    }

    private async Task<HttpResponseMessage> SendAsync<T>(string step, int? version, T body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"v1/alerts/{_alert}/{step}")
        {
            Content = JsonContent.Create(body, options: ContractJson.Options),
        };
        if (version is { } seen)
            request.Headers.IfMatch.Add(new($"\"{seen}\""));
        return await _client!.SendAsync(request);
    }

    private async Task StartAsync(bool isBackfill)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create<string, string?>("ConnectionStrings:Log", await _server.ConnectionStringAsync())]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RuleBook(RuleSet.Second));
        builder.Services.AddPostgresEventStore<PatientPicture>(
            builder.Configuration, AlertingEventTypes.All, "alerting", typeof(AlertEvent).Assembly);
        builder.Services.AddInlineRows<PatientPicture, AlertRow>(new AlertTable());
        builder.Services.AddSingleton<IInlineView<PatientPicture>, TimerRows>();
        builder.Services.AddSingleton<AlertQueries>().AddSingleton<AlertHistory>().AddSingleton<WaitingQueries>();
        builder.Services.AddHandling();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.DefaultIgnoreCondition = ContractJson.Options.DefaultIgnoreCondition);
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
        _app.MapHandling();
        await _app.StartAsync();
        _client = new() { BaseAddress = new(_app.Urls.Single()) };
        await RaiseAsync(_app.Services, isBackfill);
    }

    private async Task RaiseAsync(IServiceProvider services, bool isBackfill)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0, surgeryDay: null),
            At(Given.Arms(1, 0, 2000), now.AddDays(-200)),
            // Older than what is news whatever its sender says.
            At(Given.Arms(2, 0, 2220), now.AddDays(-10)),
        ];
        StreamKey stream = StreamKey.OfPatient("demo", Guid.CreateVersion7(now));
        AppendOutcome outcome = await services.GetRequiredService<IEventStore<PatientPicture>>().AppendAsync(
            new(
                Guid.CreateVersion7(now),
                stream,
                view => AcceptFacts.Decide(
                    view,
                    [
                        .. facts.Select(fact => fact with { Origin = fact.Origin with { IsBackfill = isBackfill } })
                            .Select(fact => new Incoming(fact.Origin.Id, Traceparent: null, fact, Parked: null)),
                    ],
                    RuleSet.Second)),
            CancellationToken.None);
        _alert = Assert.IsType<AppendOutcome.Appended>(outcome).Events.Select(e => e.Data).OfType<AlertRaised>().Single().Alert.Id;
    }

    private static LimbsMeasured At(LimbsMeasured fact, DateTimeOffset at) =>
        fact with { Origin = fact.Origin with { EffectiveTime = at } };
}
