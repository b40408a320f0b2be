using System.Net;
using System.Text.Json;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>
/// One call to a service: either an answer that can be used or <see cref="ServiceUnreachableException"/>.
/// </summary>
internal static class ServiceCall
{
    /// <summary>Sends; 2xx, 404 and 409 come back, anything else throws.</summary>
    /// <exception cref="ServiceUnreachableException">No answer that can be used; its <c>Refusal</c> tells a request the
    /// service refused from one it may have carried out.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string service, HttpRequestMessage request, CancellationToken ct)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ServiceUnreachableException(service, "no connection", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ServiceUnreachableException(service, "no answer in time", e);
        }

        if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
            return answer;
        answer.Dispose();
        throw new ServiceUnreachableException(service, $"it answered {(int)answer.StatusCode}")
        {
            Refusal = IsRefusal(answer.StatusCode) ? answer.StatusCode : null,
        };
    }

    // 408 is left out: a proxy says it of a request that may still be under way.
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && status is not HttpStatusCode.RequestTimeout;

    /// <summary>What is at a path; null when there is nothing.</summary>
    /// <exception cref="ServiceUnreachableException">As for <see cref="SendAsync"/>.</exception>
    public static async Task<T?> GetAsync<T>(HttpClient client, string service, string path, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using HttpResponseMessage answer = await SendAsync(client, service, request, ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<T>(service, answer, ct);
    }

    /// <summary>What a service says of a step it did not take; empty when its words cannot be read.</summary>
    public static async Task<Problem> ProblemAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync<Problem>(body, ContractJson.Options, ct) ?? new(null, null, null);
        }
        catch (JsonException)
        {
            // The status alone says that nothing was stored; only the reason is lost.
            return new(null, null, null);
        }
    }

    /// <summary>The body as a contract.</summary>
    public static async Task<T> ReadAsync<T>(string service, HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(ct);
            return await JsonSerializer.DeserializeAsync<T>(body, ContractJson.Options, ct)
                ?? throw new ServiceUnreachableException(service, "it answered nothing");
        }
        catch (JsonException e)
        {
            throw new ServiceUnreachableException(service, "it answered what this dashboard cannot read", e);
        }
    }
}

/// <summary>What is read of a problem+json body.</summary>
internal sealed record Problem(string? Code, string? Title, string? Detail);
