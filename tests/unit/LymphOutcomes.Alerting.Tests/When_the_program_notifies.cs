using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres.Migrating;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using static LymphOutcomes.Alerting.Tests.Notifying;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Reader, sender, settings and endpoints together, as the program registers them; only the log is in memory.</summary>
public sealed class When_the_program_notifies(NotificationsOnPostgres postgres) : IClassFixture<NotificationsOnPostgres>
{
    [OnPostgresFact]
    public async Task What_is_logged_is_sent_and_shown_to_its_hospital_only()
    {
        await postgres.MakeAsync();
        await using HookReceiver receiver = await HookReceiver.StartAsync();
        string key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, DevelopmentIssuer.NewKey());
        await using WebApplication app = await StartAsync(key, receiver.Url);

        await LogAsync(app, new AlertRaised(Alert()));
        await receiver.ArrivalAsync();

        Notification told = await SentAsync(app, key);
        Assert.Equal(Assert.Single(receiver.Got).Key, told.Id.ToString("D"));
        Assert.Empty((await GetAsync<NotificationPage>(app, key, "/v1/notifications", tenant: "north-clinic")).Items);
        Assert.Empty((await GetAsync<NotificationPage>(app, key, $"/v1/alerts/{Alert().Id}/notifications", tenant: "north-clinic")).Items);
        Assert.Empty(await GetAsync<NotificationRoute[]>(app, key, "/v1/notifications/routes", tenant: "north-clinic"));
        File.Delete(key);
    }

    [OnPostgresFact]
    public async Task Routes_are_shown_without_what_is_secret_and_not_to_everybody()
    {
        await postgres.MakeAsync();
        string key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, DevelopmentIssuer.NewKey());
        await using WebApplication app = await StartAsync(key, "https://hospital.example/secret-path");

        using HttpResponseMessage answer = await AskAsync(app, key, "/v1/notifications/routes");
        string text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("https://hospital.example\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        using HttpResponseMessage refused = await AskAsync(app, key, "/v1/notifications/routes", role: Roles.Therapist);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using HttpResponseMessage anybody = await AskAsync(app, key, "/v1/notifications?state=lost");
        Assert.Equal(HttpStatusCode.BadRequest, anybody.StatusCode);
        File.Delete(key);
    }

    [OnPostgresFact]
    public async Task Nobody_is_told_of_what_was_logged_before_there_were_notifications()
    {
        PostgresServer server = new();
        string connection = await server.ConnectionStringAsync();
        await Migrator.ApplyAsync(connection, "alerting", [typeof(AlertEvent).Assembly], CancellationToken.None);
        await using NpgsqlDataSource database =
            NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { SearchPath = "alerting" });
        await using (NpgsqlCommand before = database.CreateCommand(
            """
            drop table deliveries, delivery_attempts;
            delete from migrations where number = 110;
            delete from mt_event_progression;
            insert into mt_streams (id, version, tenant_id) values ('patient-x', 41, 'demo');
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (41, gen_random_uuid(), 'patient-x', 41, '{}', 'alert-raised.v1', now(), 'demo');
            """))
        {
            await before.ExecuteNonQueryAsync();
        }

        await Migrator.ApplyAsync(connection, "alerting", [typeof(AlertEvent).Assembly], CancellationToken.None);

        await using NpgsqlCommand position = database.CreateCommand("select last_seq_id from mt_event_progression where name = $1");
        position.Parameters.Add(new() { Value = DeliveriesFromLog.Name });
        Assert.Equal(41L, await position.ExecuteScalarAsync());
        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task<WebApplication> StartAsync(string key, string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:DevelopmentIssuer:KeyFile"] = key,
            ["Notifications:PollInterval"] = "00:00:00.050",
            ["Notifications:Routes:0:Tenant"] = Tenant,
            ["Notifications:Routes:0:Name"] = "ward",
            ["Notifications:Routes:0:Channel"] = "webhook",
            ["Notifications:Routes:0:Url"] = url,
            ["Notifications:Routes:0:Secret"] = Secret,
        });
        InMemoryEventStore<PatientPicture> log = new(AlertingEventTypes.All, TimeProvider.System);
        builder.Services.AddSingleton<IEventStore<PatientPicture>>(log);
        builder.Services.AddSingleton<ILogReader>(log);
        builder.Services.AddSingleton<ILogPositions>(new InMemoryLogPositions(log));
        builder.Services.AddSingleton(postgres.Database);
        builder.AddLymphSignIn();
        builder.AddNotifications();
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapNotifications();
        await app.StartAsync();
        return app;
    }

    private static Task<AppendOutcome> LogAsync(WebApplication app, AlertEvent happened) =>
        app.Services.GetRequiredService<IEventStore<PatientPicture>>().AppendAsync(
            new(Event(1), StreamKey.OfPatient(Tenant, Patient), _ => new Decision.Append([new NewEvent(happened)])),
            CancellationToken.None);

    // The receiver has it a moment before that is written down.
    private static async Task<Notification> SentAsync(WebApplication app, string key)
    {
        for (int i = 0; i < 200; i++)
        {
            NotificationPage page = await GetAsync<NotificationPage>(app, key, $"/v1/alerts/{Alert().Id}/notifications");
            if (page.Items is [{ State: "sent" } sent])
                return sent;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new TimeoutException("The notification was not recorded as sent.");
    }

    private static async Task<T> GetAsync<T>(WebApplication app, string key, string path, string tenant = Tenant)
    {
        using HttpResponseMessage answer = await AskAsync(app, key, path, tenant: tenant);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }

    private static async Task<HttpResponseMessage> AskAsync(
        WebApplication app, string key, string path, string role = Roles.Coordinator, string tenant = Tenant)
    {
        using HttpClient client = new() { BaseAddress = new(app.Urls.Single()) };
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", DevelopmentIssuer.Load(key).Issue(tenant, "ana", role, TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow()));
        return await client.SendAsync(request);
    }
}
