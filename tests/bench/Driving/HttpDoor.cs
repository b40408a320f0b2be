using System.Net.Http.Headers;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Bench.Driving;

/// <summary>Intake's HTTP door, with a hospital's token: arrays of 500, a few callers at once.</summary>
internal sealed class HttpDoor : IDisposable
{
    /// <summary>Events a call.</summary>
    public const int ArrayLength = 500;

    /// <summary>Calls under way at once.</summary>
    public const int Callers = 4;

    private readonly HttpClient _client;

    /// <summary>Signs in.</summary>
    public HttpDoor(BenchSettings settings, DateTimeOffset now)
    {
        string token = DevelopmentIssuer.Load(settings.KeyFile)
            .Issue(BenchSettings.Tenant, "bench", Roles.System, TimeSpan.FromHours(1), now);
        _client = new HttpClient { BaseAddress = settings.IntakeUrl, Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Cuts events into call bodies.</summary>
    public static IReadOnlyList<byte[]> ArraysOf(IEnumerable<Body> events) =>
        [.. events.Chunk(ArrayLength).Select(chunk => Bodies.ArrayOf(chunk))];

    /// <summary>Posts all of them and returns the answers as they came, unread.</summary>
    public async Task<IReadOnlyList<byte[]>> PostAsync(IReadOnlyList<byte[]> arrays, CancellationToken ct)
    {
        byte[][] answers = new byte[arrays.Count][];
        await Parallel.ForAsync(0, arrays.Count, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = ct },
            async (n, token) =>
            {
                using ByteArrayContent content = new(arrays[n]);
                content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventTypes.BatchMediaType);
                using HttpResponseMessage answer = await _client.PostAsync(new Uri("v1/events", UriKind.Relative), content, token);
                answer.EnsureSuccessStatusCode();
                answers[n] = await answer.Content.ReadAsByteArrayAsync(token);
            });
        return answers;
    }

    /// <summary>Counts the receipts that say <c>stored</c>.</summary>
    public static int StoredIn(IEnumerable<byte[]> answers) => answers.Sum(answer =>
        JsonSerializer.Deserialize<ReceiptList>(answer, ContractJson.Options)!.Items.Count(receipt => receipt.Status == "stored"));

    /// <summary>Asks intake what became of single deliveries, and counts those that are stored.</summary>
    public async Task<int> StoredOfAsync(IEnumerable<Body> sample, CancellationToken ct)
    {
        int stored = 0;
        foreach (Body body in sample)
        {
            string text = await _client.GetStringAsync(
                new Uri($"v1/receipts?source={Uri.EscapeDataString(Bodies.Source)}&id={body.Id}", UriKind.Relative), ct);
            using var receipt = JsonDocument.Parse(text);
            stored += receipt.RootElement.GetProperty("status").GetString() == "stored" ? 1 : 0;
        }

        return stored;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
