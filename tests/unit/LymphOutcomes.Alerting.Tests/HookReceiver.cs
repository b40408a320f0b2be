using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>A hospital's end of a webhook: a real server on a loopback port that answers as it is told.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrivals = new(0);

    private HookReceiver(WebApplication app) => _app = app;

    /// <summary>What came, oldest first.</summary>
    public ConcurrentQueue<Hook> Got { get; } = [];

    /// <summary>How the next ones are answered; afterwards with 200.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Answers { get; } = [];

    public string Url => $"{_app.Urls.Single()}/hook";

    public static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static async Task<HookReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        HookReceiver receiver = new(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Returns when one more has come.</summary>
    public Task ArrivalAsync() => _arrivals.WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using StreamReader body = new(http.Request.Body);
        Got.Enqueue(new(
            http.Request.Method,
            http.Request.Headers["Idempotency-Key"].ToString(),
            http.Request.Headers["Webhook-Signature"].ToString(),
            http.Request.ContentType,
            await body.ReadToEndAsync(CancellationToken.None)));
        _arrivals.Release();
        if (Answers.TryDequeue(out Func<HttpContext, Task>? answer))
            await answer(http);
    }
}

/// <summary>One POST as it came.</summary>
internal sealed record Hook(string Method, string Key, string Signature, string? ContentType, string Body);
