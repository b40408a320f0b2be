using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>
/// <c>/v1/rule-sets/{version}/shadow</c> and <c>/v1/rule-sets/shadow</c>: a version of the rules looks at new facts beside the one in
/// force, and nobody is told what it finds but who asks here.
/// </summary>
public static class ShadowEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapShadow(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder sets = app.MapGroup("/v1/rule-sets").RequireAuthorization(Policies.Coordinators);
        sets.MapPost("/{version:int}/shadow", BeginAsync).RequireAuthorization(Policies.Leads);
        sets.MapGet("/shadow", GetAsync);
        sets.MapDelete("/shadow", EndAsync).RequireAuthorization(Policies.Leads);
    }

    private static async Task<IResult> BeginAsync(
        int version,
        HttpContext http,
        RuleBook book,
        RuleBookFollower follower,
        ShadowFindings findings,
        IEventStore<RuleSetHistory> store,
        ILogPositions positions,
        TimeProvider time,
        CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        AppendOutcome outcome = await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                RuleSetHistory.StreamOf(tenant),
                view => ChooseRules.BeginShadow(view, version, book.Standard, http.User.Subject())),
            ct);
        await follower.ReadAsync(tenant, ct);
        if (outcome is AppendOutcome.Rejected refused)
        {
            return Results.Problem(
                statusCode: refused.Code == ChooseRules.NoSuchVersion
                    ? StatusCodes.Status404NotFound
                    : StatusCodes.Status409Conflict,
                title: refused.Why);
        }

        if (book.HistoryOf(tenant).Shadow is { } shadow)
            await findings.ForgetBeforeAsync(tenant, shadow.Run, ct);
        return await GetAsync(http, book, findings, positions, ct);
    }

    private static async Task<IResult> GetAsync(
        HttpContext http, RuleBook book, ShadowFindings findings, ILogPositions positions, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        if (book.HistoryOf(tenant).Shadow is not { } shadow)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No version runs beside the one in force.");
        (long patients, IReadOnlyList<BackTestRule> rules) = await findings.SumAsync(tenant, shadow.Run, ct);
        return Results.Ok(new ShadowRun(
            shadow.Version, shadow.Against, shadow.By, shadow.At, patients, rules, await positions.LoadAsync("alerting-shadow", ct)));
    }

    private static async Task<IResult> EndAsync(
        HttpContext http, RuleBookFollower follower, IEventStore<RuleSetHistory> store, TimeProvider time, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                RuleSetHistory.StreamOf(tenant),
                view => ChooseRules.EndShadow(view, http.User.Subject())),
            ct);
        await follower.ReadAsync(tenant, ct);
        return Results.NoContent();
    }
}
