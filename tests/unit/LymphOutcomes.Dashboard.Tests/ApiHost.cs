using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.Dashboard.Tests;

/// <summary>A real API on a loopback port, signed in to as every service is.</summary>
public static class ApiHost
{
    public static async Task<WebApplication> StartAsync(
        string environment, params IEnumerable<(string Key, string Value)> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            settings.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)));
        builder.Services.AddSingleton<TimeProvider>(new FixedClock());
        builder.AddLymphSignIn();

        WebApplication app = builder.Build();
        app.MapGet("/whoami", (HttpContext http) => $"{http.User.Tenant()} {http.User.Subject()} {http.User.Role()}");
        app.MapGet("/system", () => "in").RequireAuthorization(Policies.SystemOnly);
        app.MapGet("/people", () => "in").RequireAuthorization(Policies.Coordinators);
        await app.StartAsync();
        return app;
    }

    public static async Task<HttpResponseMessage> GetAsync(WebApplication app, string path, string? token)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await client.SendAsync(request);
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
