using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.NotingWaitingFacts;

/// <summary>
/// <c>GET /v1/waiting</c>: whose facts wait, also of patients without an alert. <c>GET /v1/patients/{id}/waiting</c>: which.
/// </summary>
public static class WaitingEndpoints
{
    private const int LimitMax = 500;

    /// <summary>Adds the endpoints.</summary>
    public static void MapWaiting(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/waiting", ListAsync);
        app.MapGet("/v1/patients/{patient:guid}/waiting", OfPatientAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, WaitingQueries waiting, CancellationToken ct, Guid? after = null, int limit = 100) =>
        limit is < 1 or > LimitMax
            ? Results.Problem($"limit is 1 to {LimitMax}.", statusCode: StatusCodes.Status400BadRequest)
            : Results.Ok(await waiting.PageAsync(http.User.Tenant(), after ?? Guid.Empty, limit, ct));

    private static async Task<IResult> OfPatientAsync(
        Guid patient, HttpContext http, IEventStore<PatientPicture> store, CancellationToken ct)
    {
        StreamView<PatientPicture> view = await store.LoadAsync(StreamKey.OfPatient(http.User.Tenant(), patient), ct);
        return view.Version == 0
            ? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of such a patient.")
            : Results.Ok(WaitingView.ListOf(patient, view.State.Waiting));
    }
}
