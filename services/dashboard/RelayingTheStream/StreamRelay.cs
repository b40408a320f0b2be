using System.Globalization;
using System.Text;

namespace LymphOutcomes.Dashboard.RelayingTheStream;

/// <summary>
/// Passes alerting's live stream on to one page: events, ids and resets as they came. When alerting goes away the page is told
/// (<c>upstream-down</c>), the relay tries again from the last id it passed on, and says <c>upstream-up</c>.
/// </summary>
/// <param name="client">Knows alerting's address and adds the person's token; has no timeout of its own.</param>
/// <param name="clock">Now, and how long to wait.</param>
public sealed class StreamRelay(HttpClient client, TimeProvider clock)
{
    /// <summary>How often a page hears from us at least.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A stream ends after this; the browser opens it again, and its sign-in is checked again.</summary>
    public static readonly TimeSpan StreamMax = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // Alerting's own sign of life is more frequent than this; a connection that is silent for longer is dead.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    private const int IdCharsMax = 40;

    /// <summary>Relays until the page goes away, the program stops or <see cref="StreamMax"/> has passed.</summary>
    /// <param name="lastEventId">What the page saw last; null when it begins.</param>
    /// <param name="page">The body of the answer to the page.</param>
    /// <param name="ct">Ends the stream without an error.</param>
    public async Task RunAsync(string? lastEventId, Stream page, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using ITimer timer = clock.CreateTimer(_ => end.Cancel(), null, StreamMax, Timeout.InfiniteTimeSpan);
        var state = new RelayState(page) { LastId = IsId(lastEventId) ? lastEventId : null };
        try
        {
            await state.WriteAsync("retry: 1000\n", end.Token);
            while (!end.IsCancellationRequested)
            {
                await RelayOnceAsync(state, end.Token);
                await state.WriteAsync("event: upstream-down\ndata: down\n", end.Token);
                await Task.Delay(RetryAfter, clock, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed, the program stops, or the time is up: all are a normal end.
        }
    }

    private async Task RelayOnceAsync(RelayState state, CancellationToken ct)
    {
        try
        {
            using HttpResponseMessage answer = await ConnectAsync(state.LastId, ct);
            if (!answer.IsSuccessStatusCode)
                return;
            await state.WriteAsync("event: upstream-up\ndata: up\n", ct);
            await using Stream stream = await answer.Content.ReadAsStreamAsync(ct);
            using var frames = new StreamFrameReader(stream);
            await CopyAsync(frames, state, ct);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or InvalidDataException or TimeoutException)
        {
            // Told to the page by the caller; the next try follows.
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Alerting did not answer in time.
        }
        catch (IOException e) when (e.InnerException is System.Net.Sockets.SocketException && !ct.IsCancellationRequested)
        {
            // The connection to alerting broke in the middle.
        }
    }

    private async Task CopyAsync(StreamFrameReader frames, RelayState state, CancellationToken ct)
    {
        long heard = clock.GetTimestamp();
        Task<StreamFrame?> next = frames.ReadAsync(ct).AsTask();
        while (true)
        {
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, clock, ct)) != next)
            {
                if (clock.GetElapsedTime(heard) > SilenceMax)
                    throw new TimeoutException("Alerting's stream is silent.");
                await BeatAsync(state, ct);
                continue;
            }

            if (await next is not { } frame)
                return;
            heard = clock.GetTimestamp();
            if (frame.IsComment)
                await BeatAsync(state, ct);
            else
                await state.WriteAsync(frame.Text, ct);
            state.LastId = frame.Id ?? state.LastId;
            next = frames.ReadAsync(ct).AsTask();
        }
    }

    private async Task<HttpResponseMessage> ConnectAsync(string? lastId, CancellationToken ct)
    {
        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using ITimer timer = clock.CreateTimer(_ => connecting.Cancel(), null, ConnectMax, Timeout.InfiniteTimeSpan);
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/stream");
        request.Headers.Accept.Add(new("text/event-stream"));
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, connecting.Token);
    }

    private Task BeatAsync(RelayState state, CancellationToken ct) => state.WriteAsync(
        $"event: heartbeat\ndata: {clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)}\n", ct);

    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= IdCharsMax } && id.All(letter => letter is > ' ' and < '\u007f');

    private sealed class RelayState(Stream page)
    {
        public string? LastId { get; set; }

        public async Task WriteAsync(string frame, CancellationToken ct)
        {
            await page.WriteAsync(Encoding.UTF8.GetBytes(frame + "\n"), ct);
            await page.FlushAsync(ct);
        }
    }
}
