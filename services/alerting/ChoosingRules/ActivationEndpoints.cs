using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// <c>/v1/rule-sets/activation</c>: how far the look at every patient is that follows an activation, what it found in old facts, and a
/// lead's word that those who work the alerts are to have it.
/// </summary>
public static class ActivationEndpoints
{
    private const int LimitMax = 500;

    /// <summary>Adds the endpoints.</summary>
    public static void MapActivation(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder activation = app.MapGroup("/v1/rule-sets/activation").RequireAuthorization(Policies.Coordinators);
        activation.MapGet("", GetAsync);
        activation.MapGet("/held", HeldAsync).RequireAuthorization(Policies.Leads);
        activation.MapPost("/release", ReleaseAsync).RequireAuthorization(Policies.Leads);
    }

    private static async Task<IResult> GetAsync(HttpContext http, Activations activations, CancellationToken ct) =>
        await activations.LatestAsync(http.User.Tenant(), ct) is { } row ? Results.Ok(ProgressOf(row)) : NothingActivated();

    private static async Task<IResult> HeldAsync(
        HttpContext http, Activations activations, CancellationToken ct, Guid? after = null, int limit = 100)
    {
        if (limit is < 1 or > LimitMax)
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"limit is 1 to {LimitMax}.");
        IReadOnlyList<string> found = await activations.HeldAsync(http.User.Tenant(), after ?? Guid.Empty, limit, ct);
        List<Alert> items = [.. found.Select(item => JsonSerializer.Deserialize<Alert>(item, ContractJson.Options)!)];
        return Results.Ok(new HeldFindings(items, items.Count == limit ? items[^1].Id : null));
    }

    private static async Task<IResult> ReleaseAsync(
        HttpContext http, Activations activations, IEventStore<RuleSetHistory> store, TimeProvider time, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        if (await activations.LatestAsync(tenant, ct) is not { } row)
            return NothingActivated();
        if (row.Finished is null)
            return Conflict("not-finished", "Not every patient has been looked at yet.");
        AppendOutcome outcome = await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                RuleSetHistory.StreamOf(tenant),
                view => ChooseRules.Release(view, row.Activation, http.User.Subject())),
            ct);
        return outcome switch
        {
            AppendOutcome.Appended or AppendOutcome.Unchanged => Results.Ok(ProgressOf((await activations.LatestAsync(tenant, ct))!)),
            AppendOutcome.Rejected refused => Conflict(refused.Code, refused.Why),
            _ => throw new InvalidOperationException($"A release came to {outcome}."),
        };
    }

    private static RuleSetActivation ProgressOf(ActivationRow row) => new(
        row.Version,
        row.Activation,
        row.Begun,
        row.Patients,
        row.Done,
        row.Failed,
        row.Held,
        row.Told,
        row.Changed,
        row.Finished,
        row.ReleasedBy,
        row.ReleasedAt);

    private static IResult NothingActivated() =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No rule set was put in force yet.");

    private static IResult Conflict(string code, string why) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status409Conflict,
        Title = why,
        Extensions = { ["code"] = code },
    });
}
