using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>The public HTTP door of intake, used as any hospital system would.</summary>
/// <param name="http">With the base address of intake and a bearer token of role <c>system</c>.</param>
/// <param name="time">Times the waits.</param>
/// <param name="say">Takes one line for people when the door makes us wait.</param>
public sealed class IntakeDoor(HttpClient http, TimeProvider time, Action<string> say)
{
    /// <summary>Most events in one request.</summary>
    public const int BatchEventsMax = 200;

    /// <summary>Tries of one request before giving up.</summary>
    public const int AttemptsMax = 8;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    /// <summary>Sends one batch; repeats it while the door is closed, which is safe: a repeat answers <c>duplicate</c>.</summary>
    /// <param name="events">1 to <see cref="BatchEventsMax"/>.</param>
    /// <param name="ct">Stops the sending.</param>
    /// <returns>One receipt for each event, in the order sent.</returns>
    /// <exception cref="DoorException">Refused, or still closed after <see cref="AttemptsMax"/> tries.</exception>
    public async Task<IReadOnlyList<Receipt>> SendAsync(IReadOnlyList<CloudEvent> events, CancellationToken ct)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(events, ContractJson.Options);
        string trouble = "";
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            TimeSpan wait = TimeSpan.FromSeconds(Math.Min(0.25 * Math.Pow(2, attempt), 8));
            try
            {
                using HttpResponseMessage answer = await PostAsync(body, ct);
                if (answer.IsSuccessStatusCode)
                    return await ReadReceiptsAsync(answer, events.Count, ct);

                trouble = $"it answered {(int)answer.StatusCode}{await ReasonOfAsync(answer, ct)}";
                if (!IsWorthWaitingFor(answer.StatusCode))
                    throw new DoorException($"Intake at {http.BaseAddress} refused the events: {trouble}.");

                wait = RetryAfterOf(answer) ?? wait;
            }
            catch (HttpRequestException e)
            {
                trouble = e.Message.TrimEnd('.');
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                trouble = $"no answer within {http.Timeout.TotalSeconds:0} s";
            }

            if (attempt < AttemptsMax)
            {
                wait = wait < WaitMax ? wait : WaitMax;
                say($"intake is not ready ({trouble}); next try in {wait.TotalSeconds:0.#} s");
                await Task.Delay(wait, time, ct);
            }
        }

        throw new DoorException($"Intake at {http.BaseAddress} did not take the events in {AttemptsMax} tries: {trouble}.");
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, CancellationToken ct)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventTypes.BatchMediaType);
        return await http.PostAsync(new Uri("v1/events", UriKind.Relative), content, ct);
    }

    private static bool IsWorthWaitingFor(HttpStatusCode status) => status is HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    private static async Task<IReadOnlyList<Receipt>> ReadReceiptsAsync(
        HttpResponseMessage answer, int sent, CancellationToken ct)
    {
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(ct);
            ReceiptList? list = await JsonSerializer.DeserializeAsync<ReceiptList>(body, ContractJson.Options, ct);
            return list?.Items.Count == sent
                ? list.Items
                : throw new DoorException($"Intake answered {list?.Items.Count ?? 0} receipts for {sent} events.");
        }
        catch (JsonException e)
        {
            throw new DoorException($"Intake answered something that is no list of receipts: {e.Message}", e);
        }
    }

    /// <summary>The title and detail of a problem+json, or nothing.</summary>
    private static async Task<string> ReasonOfAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        string text = await answer.Content.ReadAsStringAsync(ct);
        try
        {
            using var problem = JsonDocument.Parse(text);
            string?[] parts = [TextOf(problem.RootElement, "title"), TextOf(problem.RootElement, "detail")];
            string reason = string.Join(": ", parts.OfType<string>());
            return reason.Length == 0 ? "" : $" ({reason.TrimEnd('.')})";
        }
        catch (JsonException)
        {
            return ""; // No problem+json, for example from a proxy: the status says enough.
        }
    }

    private static string? TextOf(JsonElement problem, string member) =>
        problem.ValueKind == JsonValueKind.Object
        && problem.TryGetProperty(member, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>The door stayed closed or turned us away; the message is one sentence for people.</summary>
public sealed class DoorException : Exception
{
    /// <summary>With the sentence.</summary>
    public DoorException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence and its cause.</summary>
    public DoorException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Without a sentence; prefer the others.</summary>
    public DoorException()
    {
    }
}
