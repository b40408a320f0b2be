using System.Net;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>The rules the hospital's patients are judged by, as the signed-in person; alerting says who may change them.</summary>
/// <param name="client">Knows alerting's address and adds the person's token.</param>
public sealed class RulesClient(HttpClient client)
{
    /// <summary>Held findings that are shown at most.</summary>
    public const int HeldMax = 100;

    private const string Service = "alerting";

    /// <summary>Every version there is.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<RuleSetList> ListAsync(CancellationToken ct) =>
        await GetAsync<RuleSetList>("v1/rule-sets", ct) ?? throw new ServiceUnreachableException(Service, "it knows no rule sets");

    /// <summary>What one version says; null when there is none.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<RuleSetDetails?> VersionAsync(int version, CancellationToken ct) =>
        GetAsync<RuleSetDetails>($"v1/rule-sets/{version}", ct);

    /// <summary>In what two versions differ; null when there is not one of them.</summary>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<RuleSetDiff?> CompareAsync(int from, int to, CancellationToken ct) =>
        GetAsync<RuleSetDiff>($"v1/rule-sets/{from}/diff/{to}", ct);

    /// <summary>Puts a version in force.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="reason">Why, 1 to 500 characters.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> ActivateAsync(int version, string reason, CancellationToken ct) =>
        PostAsync($"v1/rule-sets/{version}/activate", new ActivateRuleSet(reason), ct);

    /// <summary>How far the look at every patient is that follows an activation; null when no version was put in force yet.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<RuleSetActivation?> ActivationAsync(CancellationToken ct) =>
        GetAsync<RuleSetActivation>("v1/rule-sets/activation", ct);

    /// <summary>What that look found in old facts and nobody is told of yet; for leads.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<HeldFindings> HeldAsync(CancellationToken ct) =>
        await GetAsync<HeldFindings>($"v1/rule-sets/activation/held?limit={HeldMax}", ct) ?? new([], Next: null);

    /// <summary>Lets those who work the alerts have what was found.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> ReleaseAsync(CancellationToken ct) =>
        PostAsync("v1/rule-sets/activation/release", body: null, ct);

    /// <summary>Tries a version over the stored history, without telling anybody; null when there is not one of the versions.</summary>
    /// <param name="version">The version to try.</param>
    /// <param name="against">What to compare it with.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not begun (429: others wait already), or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was begun is not known.</exception>
    public async Task<BackTest?> StartBackTestAsync(int version, int against, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/back-tests")
        {
            Content = JsonContent.Create(new StartBackTest(version, against), options: ContractJson.Options),
        };
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        return answer.IsSuccessStatusCode ? await ServiceCall.ReadAsync<BackTest>(Service, answer, ct) : null;
    }

    /// <summary>One back-test; null when there is none of that id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<BackTest?> BackTestAsync(Guid id, CancellationToken ct) => GetAsync<BackTest>($"v1/back-tests/{id}", ct);

    private async Task<HandlingResult> PostAsync(string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            return new HandlingResult.Stored();
        Problem problem = await ServiceCall.ProblemAsync(answer, ct);
        return new HandlingResult.NotPossible(problem.Title);
    }

    private Task<T?> GetAsync<T>(string path, CancellationToken ct) where T : class =>
        ServiceCall.GetAsync<T>(client, Service, path, ct);
}
