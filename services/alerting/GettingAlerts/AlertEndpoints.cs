using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.GettingAlerts;

/// <summary><c>GET /v1/alerts</c> and <c>GET /v1/alerts/{id}</c>, for systems and for people of the same tenant.</summary>
public static class AlertEndpoints
{
    private const int LimitMax = 500;

    /// <summary>Adds the endpoints.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/alerts", ListAsync);
        app.MapGet("/v1/alerts/{id:guid}", GetAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, AlertQueries alerts, WaitingQueries waiting, IEventStore<PatientPicture> store, CancellationToken ct,
        Guid? patient = null, string? handling = null, string? after = null, int limit = 100)
    {
        if (limit is < 1 or > LimitMax)
            return Invalid($"limit is 1 to {LimitMax}.");
        if ((after is null ? AlertCursor.Start : AlertCursor.Parse(after)) is not { } cursor)
            return Invalid("after is not the next of an earlier answer.");
        string[]? states = handling?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (states?.FirstOrDefault(state => !WireText.TryParse<Handling>(state, out _)) is { } unknown)
            return Invalid($"handling '{unknown}' is not one of {string.Join(", ", WireText.All<Handling>())}.");

        // Those of a merged patient are with the one who goes on for both.
        if (patient is { } asked)
            patient = (await store.LoadAsync(StreamKey.OfPatient(http.User.Tenant(), asked), ct)).State.Belongs?.Into ?? asked;
        AlertPage page = await alerts.PageAsync(http.User.Tenant(), new(patient, states, cursor, limit), ct);
        IReadOnlyList<PatientWaiting> wait = await waiting.OfAsync(
            http.User.Tenant(), [.. page.Items.Select(alert => alert.Patient).Distinct()], ct);
        return Results.Ok(page with { Waiting = wait.Count == 0 ? null : wait });
    }

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext http, AlertQueries alerts, AlertHistory history, WaitingQueries waiting, CancellationToken ct) =>
        await alerts.FindAsync(http.User.Tenant(), id, ct) is { } found
            ? await DetailsAsync(http, found.Alert, found.AsOf, history, waiting, ct)
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such alert.");

    /// <summary>The alert with its history, under its ETag.</summary>
    internal static async Task<IResult> DetailsAsync(
        HttpContext http, Alert alert, long asOf, AlertHistory history, WaitingQueries waiting, CancellationToken ct)
    {
        http.Response.Headers.ETag = $"\"{alert.Version}\"";
        IReadOnlyList<AlertStep> steps =
            await history.OfAsync(StreamKey.OfPatient(http.User.Tenant(), alert.Patient), alert.Id, ct);
        PatientWaiting? wait = await waiting.FindAsync(http.User.Tenant(), alert.Patient, ct);
        return Results.Ok(new AlertDetails(alert, steps, asOf, wait));
    }

    private static IResult Invalid(string why) =>
        Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be read.", detail: why);
}
