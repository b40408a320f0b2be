using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.FollowingCourses;

/// <summary>
/// <c>GET /v1/patients/{patient}/courses</c>: the patient's courses of treatment, the latest first. Folded from the patient's stream when
/// it is asked, so that it is never behind what was told and there is nothing to build anew.
/// </summary>
public static class CourseEndpoint
{
    private const int LimitMax = 100;

    /// <summary>Adds the endpoint.</summary>
    public static void MapCourses(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/patients/{patient:guid}/courses", ListAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    private static async Task<IResult> ListAsync(
        Guid patient, HttpContext http, ILogReader log, CancellationToken ct, DateTimeOffset? before = null, int limit = 20)
    {
        if (limit is < 1 or > LimitMax)
            return ScreenEndpoints.Invalid($"limit is 1 to {LimitMax}.");
        (patient, IReadOnlyList<StoredEvent> stream) = await PersonAsked.TreatedAsync(log, http.User.Tenant(), patient, ct);
        if (stream.Count == 0)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of such a patient.");
        List<TreatmentCourse> items =
        [
            .. Courses.Of(patient, PatientTreatment.Of(stream)).Reverse()
                .Where(course => before is null || course.First < before)
                .Take(limit + 1),
        ];
        return Results.Ok(new PatientCourses(patient, [.. items.Take(limit)], items.Count > limit ? items[limit - 1].First : null));
    }
}
