using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.ExplainingAlerts;

/// <summary><c>GET /v1/alerts/{id}/explanation</c>: why there is this alert.</summary>
public static class ExplanationEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapExplanation(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/alerts/{id:guid}/explanation", GetAsync);

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext http, AlertQueries alerts, IEventStore<PatientPicture> store, RuleBook rules, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        if (await alerts.FindAsync(tenant, id, ct) is { Alert: var found })
        {
            StreamView<PatientPicture> view = await store.LoadWholeAsync(StreamKey.OfPatient(tenant, found.Patient), ct);
            if (view.State.Alerts.Find(known => known.Id == id) is { } alert)
            {
                return Results.Ok(Explainer.Of(
                    view.State, alert, rules.HistoryOf(tenant).Find(alert.RuleSet) ?? rules.InForce(tenant)));
            }
        }

        return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such alert.");
    }
}
