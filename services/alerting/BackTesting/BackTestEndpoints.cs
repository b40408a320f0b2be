using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>
/// <c>/v1/back-tests</c>: what a version of the rules would have told over the stored history of the hospital, without telling anybody.
/// </summary>
public static class BackTestEndpoints
{
    private const int LimitMax = 500;

    /// <summary>Adds the endpoints.</summary>
    public static void MapBackTests(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder tests = app.MapGroup("/v1/back-tests").RequireAuthorization(Policies.Coordinators);
        tests.MapPost("", StartAsync).RequireAuthorization(Policies.Leads);
        tests.MapGet("/{id:guid}", GetAsync);
        tests.MapGet("/{id:guid}/patients", PatientsAsync);
    }

    private static async Task<IResult> StartAsync(
        StartBackTest body,
        HttpContext http,
        RuleBook book,
        StoredHistories histories,
        BackTests tests,
        BackTestHost host,
        TimeProvider time,
        CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        RuleSet? candidate = book.HistoryOf(tenant).Find(body.Version);
        RuleSet? against = body.Against is { } version ? book.HistoryOf(tenant).Find(version) : book.InForce(tenant);
        if (candidate is null || against is null)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such version.");
        if (!host.HasRoom)
            return LineFull();

        DateTimeOffset now = time.GetUtcNow();
        BackTest test = new(
            Guid.CreateVersion7(now),
            candidate.Version,
            against.Version,
            http.User.Subject(),
            now,
            "waiting",
            await histories.CountAsync(tenant, ct),
            Done: 0,
            Result: null);
        await tests.BeginAsync(tenant, test, ct);
        if (host.TryAsk(tenant, test, against, candidate))
            return Results.Accepted($"/v1/back-tests/{test.Id}", test);
        await tests.EndAsync(tenant, test.Id, result: null, ct);
        return LineFull();
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, BackTests tests, CancellationToken ct) =>
        await tests.FindAsync(http.User.Tenant(), id, ct) is { } test ? Results.Ok(test) : NoSuchTest();

    private static async Task<IResult> PatientsAsync(
        Guid id, HttpContext http, BackTests tests, CancellationToken ct, string? rule = null, Guid? after = null, int limit = 100)
    {
        if (limit is < 1 or > LimitMax)
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"limit is 1 to {LimitMax}.");
        if (await tests.FindAsync(http.User.Tenant(), id, ct) is null)
            return NoSuchTest();
        IReadOnlyList<BackTestPatient> items =
            await tests.PatientsAsync(http.User.Tenant(), id, rule, after ?? Guid.Empty, limit, ct);
        return Results.Ok(new BackTestPatients(items, items.Count == limit ? items[^1].Patient : null));
    }

    private static IResult LineFull() => Results.Problem(
        statusCode: StatusCodes.Status429TooManyRequests, title: "Other back-tests wait already; come again when they are done.");

    private static IResult NoSuchTest() =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such back-test.");
}
