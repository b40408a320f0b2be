using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LymphOutcomes.Bench.Driving;

/// <summary>
/// A coordinator's browser as far as the live stream goes: signs in with a cookie and listens to the dashboard's
/// <c>/board/stream</c>. Notes when each alert event arrived and reads it later.
/// </summary>
internal sealed partial class BoardPage : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<(long At, string Data)> _events = new();
    private readonly Dictionary<Guid, long> _first = [];
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();
    private Task _reading = Task.CompletedTask;

    private BoardPage(HttpClient client, TimeProvider time) => (_client, _time) = (client, time);

    /// <summary>Signs in, opens the stream, and returns when it is live.</summary>
    public static async Task<BoardPage> OpenAsync(BenchSettings settings, TimeProvider time, CancellationToken ct)
    {
        HttpClientHandler cookies = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        HttpClient client = new(cookies) { BaseAddress = settings.DashboardUrl, Timeout = TimeSpan.FromMinutes(10) };
        string form = await client.GetStringAsync(new Uri("sign-in", UriKind.Relative), ct);
        using FormUrlEncodedContent fields = new(new Dictionary<string, string>
        {
            ["user"] = "coordinator",
            ["password"] = settings.CoordinatorPassword,
            ["back"] = "/",
            ["__RequestVerificationToken"] = AntiforgeryToken().Match(form).Groups["token"].Value,
        });
        using HttpResponseMessage answer = await client.PostAsync(new Uri("sign-in", UriKind.Relative), fields, ct);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"The dashboard did not sign the coordinator in: {(int)answer.StatusCode}.");
        BoardPage page = new(client, time);
        page._reading = page.ReadAsync();
        await page._listening.Task.WaitAsync(TimeSpan.FromSeconds(10), time, ct);
        return page;
    }

    /// <summary>Patients of whom an alert event came; one fact may lead to several. For one caller at a time.</summary>
    public int CountPatients()
    {
        while (_events.TryDequeue(out (long At, string Data) seen))
        {
            using var alert = JsonDocument.Parse(seen.Data);
            _first.TryAdd(alert.RootElement.GetProperty("patient").GetGuid(), seen.At);
        }

        return _first.Count;
    }

    /// <summary>When the first event of each patient arrived; forgets what was seen.</summary>
    public Dictionary<Guid, long> TakeFirstOfEachPatient()
    {
        CountPatients();
        Dictionary<Guid, long> first = new(_first);
        _first.Clear();
        return first;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closed.Dispose();
        _client.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "board/stream");
            using HttpResponseMessage answer =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _closed.Token);
            answer.EnsureSuccessStatusCode();
            using StreamReader lines = new(await answer.Content.ReadAsStreamAsync(_closed.Token));
            string kind = "";
            while (await lines.ReadLineAsync(_closed.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    kind = line[7..];
                else if (kind == "alert" && line.StartsWith("data: ", StringComparison.Ordinal))
                    _events.Enqueue((_time.GetTimestamp(), line[6..]));
                else if (kind == "reset" && line.Length == 0)
                    _listening.TrySetResult();
            }
        }
        catch (Exception failure)
        {
            // Nobody awaits the reader while it works; who opens the page is told, and missing events fail the row.
            _listening.TrySetException(failure);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AntiforgeryToken();
}
