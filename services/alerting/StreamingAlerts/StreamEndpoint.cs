using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.StreamingAlerts;

/// <summary>
/// <c>GET /v1/stream</c>: server-sent events of one tenant. <c>alert</c> carries an alert that changed, its id is the place in
/// alerting's log. <c>reset</c> says "read everything again": the id sent is unknown, too old or in the future, or none was sent.
/// </summary>
public static class StreamEndpoint
{
    private const int CatchUpMax = 1_000;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    /// <summary>Adds the endpoint.</summary>
    public static void MapStream(this IEndpointRouteBuilder app) => app.MapGet("/v1/stream", StreamAsync);

    private static async Task StreamAsync(HttpContext http, AlertStream stream, ILogReader log, TimeProvider time)
    {
        CancellationToken ct = http.RequestAborted;
        using Listener? listener = stream.Listen(http.User.Tenant());
        if (listener is null)
        {
            http.Response.Headers.RetryAfter = "1";
            await Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "The live stream is not ready.").ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            foreach (string line in await CatchUpAsync(http, listener, log, ct))
                await http.Response.WriteAsync(line, ct);
            await http.Response.Body.FlushAsync(ct);
            await FollowAsync(http, listener, time, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The reader closed the page: the usual end of a stream.
        }
    }

    private static async Task<IReadOnlyList<string>> CatchUpAsync(
        HttpContext http, Listener listener, ILogReader log, CancellationToken ct)
    {
        string[] reset = [$"id: {listener.From}\nevent: reset\ndata: {{}}\n\n"];
        if (!long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), out long seen)
            || seen < 0 || seen > listener.From || listener.From - seen > CatchUpMax)
        {
            return reset;
        }

        IReadOnlyList<StoredEvent> missed = await log.ReadAsync(seen, CatchUpMax, ct);
        return
        [
            ": following\n\n",
            .. AlertStream.ChangesIn(missed.TakeWhile(stored => stored.SeqId <= listener.From))
                .Where(change => change.Tenant == listener.Tenant)
                .Select(Event),
        ];
    }

    private static async Task FollowAsync(HttpContext http, Listener listener, TimeProvider time, CancellationToken ct)
    {
        Task<bool>? arrival = null;
        while (true)
        {
            arrival ??= listener.Changes.WaitToReadAsync(ct).AsTask();
            if (await Task.WhenAny(arrival, Task.Delay(SignOfLife, time, ct)) != arrival)
            {
                await http.Response.WriteAsync(": alive\n\n", ct);
            }
            else if (!await arrival)
            {
                // Too far behind: the reader connects again and is told to read everything.
                return;
            }
            else
            {
                arrival = null;
                while (listener.Changes.TryRead(out AlertChange? change))
                    await http.Response.WriteAsync(Event(change), ct);
            }

            await http.Response.Body.FlushAsync(ct);
        }
    }

    // JSON has no raw line breaks, so one data line is enough.
    private static string Event(AlertChange change) =>
        $"id: {change.Seq}\nevent: alert\ndata: {JsonSerializer.Serialize(change.Alert, ContractJson.Options)}\n\n";
}
