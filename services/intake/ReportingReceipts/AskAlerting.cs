using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Intake.ReportingReceipts;

/// <summary>
/// Asks alerting, with the caller's own token, whether a fact was judged. It is a courtesy of a receipt: when alerting does not
/// answer soon, or too many ask at once, the answer is that nobody knows.
/// </summary>
/// <param name="clients">Makes the client called <see cref="Client"/>.</param>
/// <param name="log">Where it tells.</param>
public sealed partial class AskAlerting(IHttpClientFactory clients, ILogger<AskAlerting> log) : IDisposable
{
    /// <summary>Name of the HTTP client; without a base address alerting is not asked.</summary>
    public const string Client = "alerting";

    /// <summary>Nobody knows.</summary>
    public const string Unknown = "unknown";

    /// <summary>After this alerting has not answered.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    private const int AtOnceMax = 16;
    private const int AnswerBytesMax = 64 * 1024;

    private readonly SemaphoreSlim _gate = new(AtOnceMax, AtOnceMax);

    /// <summary><c>yes</c>, <c>no</c>, <c>parked</c> (alerting keeps it and cannot read it) or <c>unknown</c>. Never throws for
    /// alerting's sake.</summary>
    /// <param name="fact">Id of the fact.</param>
    /// <param name="authorization">The caller's <c>Authorization</c> header.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task<string> WasJudgedAsync(Guid fact, string authorization, CancellationToken ct)
    {
        // At once or not at all: whoever waited here would make their callers wait too.
        if (!await _gate.WaitAsync(TimeSpan.Zero, ct))
            return Unknown;
        try
        {
            return await AskAsync(fact, authorization, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested
            && failure is HttpRequestException or OperationCanceledException or JsonException)
        {
            LogNoAnswer(failure.GetType().Name);
            return Unknown;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<string> AskAsync(Guid fact, string authorization, CancellationToken ct)
    {
        using HttpClient client = clients.CreateClient(Client);
        if (client.BaseAddress is null)
            return Unknown;
        client.Timeout = AtMost;
        client.MaxResponseContentBufferSize = AnswerBytesMax;
        using HttpRequestMessage question = new(HttpMethod.Post, "v1/judged")
        {
            Content = JsonContent.Create(new JudgedQuestion([fact]), options: ContractJson.Options),
        };
        question.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage answer = await client.SendAsync(question, ct);
        answer.EnsureSuccessStatusCode();
        JudgedAnswer? judged = await answer.Content.ReadFromJsonAsync<JudgedAnswer>(ContractJson.Options, ct);
        return judged?.Items.FirstOrDefault(item => item.Id == fact)?.State switch
        {
            null => "no",
            "judged" => "yes",
            "parked" => "parked",
            _ => Unknown,
        };
    }

    [LoggerMessage(1401, LogLevel.Warning, "Alerting was asked whether something was judged and did not answer ({Why}).")]
    private partial void LogNoAnswer(string why);
}
