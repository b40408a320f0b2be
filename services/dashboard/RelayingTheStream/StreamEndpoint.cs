using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.Protecting;
using LymphOutcomes.Dashboard.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace LymphOutcomes.Dashboard.RelayingTheStream;

/// <summary><c>GET /board/stream</c>: alerting's live stream, for a page of a person who signed in.</summary>
public static class StreamEndpoint
{
    /// <summary>Adds the relay.</summary>
    /// <param name="builder">The host.</param>
    public static void AddStreamRelay(this WebApplicationBuilder builder) =>
        builder.Services.AddHttpClient<StreamRelay>((services, client) =>
        {
            client.BaseAddress = ServiceCalls.Addresses(services).Alerting;
            // A stream has no end; the relay bounds connecting, silence and the whole itself.
            client.Timeout = Timeout.InfiniteTimeSpan;
        }).AddHttpMessageHandler<PersonTokenHandler>();

    /// <summary>Maps it.</summary>
    /// <param name="app">The program.</param>
    public static void MapStream(this WebApplication app) =>
        app.MapGet("/board/stream", RelayAsync).RequireRateLimiting(Protection.StreamLimit);

    private static async Task RelayAsync(HttpContext http, StreamRelay relay, IHostApplicationLifetime lifetime)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        string? last = http.Request.Headers["Last-Event-ID"] is [{ } id] ? id : null;
        await relay.RunAsync(last, http.Response.Body, ends.Token);
    }
}
