using System.Text.Json;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Asks a program whether it is ready.</summary>
/// <param name="http">With a short timeout.</param>
public sealed class ProgramsProbe(HttpClient http)
{
    private const int DetailMax = 400;

    /// <summary>The programs: name, the environment variable that says where it is, and where it is without one.</summary>
    public static IReadOnlyList<(string Name, string Variable, string Otherwise)> All { get; } =
    [
        ("intake", "LYMPH_INTAKE_URL", "http://127.0.0.1:5081"),
        ("sessions", "LYMPH_SESSIONS_URL", "http://127.0.0.1:5082"),
        ("alerting", "LYMPH_ALERTING_URL", "http://127.0.0.1:5083"),
        ("dashboard", "LYMPH_DASHBOARD_URL", "http://127.0.0.1:5080"),
    ];

    /// <summary>One program; what does not answer is told, not thrown.</summary>
    public async Task<ProgramSeen> LookAsync(string name, string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address.TrimEnd('/') + "/health/ready", UriKind.Absolute, out Uri? uri)
            || uri.Scheme is not ("http" or "https"))
        {
            return new(name, null, $"'{address}' is no http address.");
        }

        try
        {
            using HttpResponseMessage answer = await http.GetAsync(uri, ct);
            string body = await answer.Content.ReadAsStringAsync(ct);
            return Read(name, answer.IsSuccessStatusCode, body);
        }
        catch (HttpRequestException failure)
        {
            return new(name, null, $"nothing answers at {address} ({failure.HttpRequestError}).");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(name, null, $"no answer from {address} within {http.Timeout.TotalSeconds:F0} s.");
        }
    }

    /// <summary>Understands both answers there are: ours in JSON, and the framework's one word. Pure.</summary>
    /// <param name="name">The program.</param>
    /// <param name="isReady">What the status code said.</param>
    /// <param name="body">What it answered.</param>
    public static ProgramSeen Read(string name, bool isReady, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            JsonElement root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("status", out JsonElement status))
            {
                return new(name, status.GetString(), Cut(string.Join(
                    "; ",
                    root.TryGetProperty("checks", out JsonElement checks) && checks.ValueKind == JsonValueKind.Object
                        ? checks.EnumerateObject().Select(check => $"{check.Name}: {check.Value}")
                        : [])));
            }
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            // Not ours: the framework answers in one word.
        }

        string word = body.Trim();
        return new(name, word is "Healthy" or "Degraded" or "Unhealthy" ? word : isReady ? "Healthy" : "Unhealthy", Cut(word));
    }

    private static string Cut(string text) => text.Length <= DetailMax ? text : text[..DetailMax] + "…";
}
