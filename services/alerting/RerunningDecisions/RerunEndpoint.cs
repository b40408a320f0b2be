using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.RerunningDecisions;

/// <summary><c>GET /v1/alerts/{id}/rerun</c>: the last decision of the rules, made once more from the log.</summary>
public static class RerunEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapRerun(this IEndpointRouteBuilder app) => app.MapGet("/v1/alerts/{id:guid}/rerun", GetAsync);

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext http, AlertQueries alerts, ILogReader log, RuleBook rules, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        if (await alerts.FindAsync(tenant, id, ct) is not { Alert: var found })
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such alert.");
        IReadOnlyList<StoredEvent> stream = await log.ReadStreamAsync(StreamKey.OfPatient(tenant, found.Patient), ct);
        return RerunDecision.Of(stream, id, version => rules.HistoryOf(tenant).Find(version)) is { } rerun
            ? Results.Ok(rerun)
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "The rules decided nothing on this alert.");
    }
}
