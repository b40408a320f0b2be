using System.Net.Http.Headers;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Endpoints of sessions on a port of their own, signed in to as in development; the bus is left out.</summary>
internal sealed class SessionsProgram : IAsyncDisposable
{
    public const string Tenant = "st-anna";

    private readonly PostgresServer _server = new();
    private readonly string _key = Path.GetTempFileName();
    private WebApplication? _app;
    private int _facts;

    public IServiceProvider Services => _app!.Services;

    public IEventStore<PatientSafety> Store => Services.GetRequiredService<IEventStore<PatientSafety>>();

    /// <summary>Starts it without a database.</summary>
    public async Task StartAsync(Action<IServiceCollection> add, Action<WebApplication> map) =>
        await StartAsync(builder => add(builder.Services), map);

    /// <summary>Starts it on a log of its own.</summary>
    public async Task StartOnLogAsync(Action<IServiceCollection> add, Action<WebApplication> map)
    {
        string log = await _server.ConnectionStringAsync();
        await StartAsync(
            builder =>
            {
                builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Log", log)]);
                builder.Services.AddPostgresEventStore<PatientSafety>(
                    builder.Configuration, SessionEventTypes.All, "sessions", typeof(SessionEvent).Assembly);
                add(builder.Services);
            },
            map);
    }

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>A fact, the first version of a record of its own, as the consumer appends it.</summary>
    public async Task TellAsync(Guid patient, string type, JsonElement fact, double hoursAgo = 2)
    {
        _facts++;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        RecordedFact recorded = new(
            Patients.Ehr, now.AddHours(-hoursAgo), now, new($"record-{_facts}", 1, null), $"{_facts}", fact);
        BusItem item = new(
            NewId(), type, 1, patient, Tenant, null, JsonSerializer.SerializeToElement(recorded, ContractJson.Options));
        AppendOutcome outcome = await Store.AppendAsync(RecordSession.UnitOf(item), CancellationToken.None);
        Assert.IsNotType<ItemParked>(Assert.IsType<AppendOutcome.Appended>(outcome).Events[0].Data);
    }

    /// <summary>Sends a request as a person of a hospital.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string role = Roles.Therapist, string tenant = Tenant)
    {
        using HttpClient client = new() { BaseAddress = new(_app!.Urls.Single()) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", DevelopmentIssuer.Load(_key).Issue(
            tenant, "pt-7", role, TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow()));
        using (request)
            return await client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await _server.DisposeAsync();
        File.Delete(_key);
    }

    private async Task StartAsync(Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        await File.WriteAllTextAsync(_key, DevelopmentIssuer.NewKey());
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Auth:DevelopmentIssuer:KeyFile", _key)]);
        builder.AddLymphSignIn();
        builder.Services.AddSingleton(new IntakeNews(TimeProvider.System, TimeSpan.Zero));
        add(builder);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        map(_app);
        await _app.StartAsync();
    }
}
