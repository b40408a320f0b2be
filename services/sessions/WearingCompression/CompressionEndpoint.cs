using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.WearingCompression;

/// <summary>
/// <c>GET /v1/patients/{patient}/compression</c>: garments prescribed, fitted and replaced, how old they are and how they are worn.
/// Folded from the patient's stream when it is asked.
/// </summary>
public static class CompressionEndpoint
{
    private const int GarmentsMax = 100;

    /// <summary>Adds the endpoint.</summary>
    public static void MapCompression(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/patients/{patient:guid}/compression", GetAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    /// <summary>A garment as of a day. Pure.</summary>
    /// <param name="garment">The garment.</param>
    /// <param name="days">Days told of, oldest first.</param>
    /// <param name="on">The day.</param>
    public static FittedGarment AsOf(CompressionGarment garment, IReadOnlyList<WornDay> days, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(garment);
        int age = on.DayNumber - garment.FittedOn.DayNumber;
        bool isReplaced = garment.ReplacedOn <= on;
        return new(
            garment,
            age < 0 ? null : age,
            !isReplaced && age > GarmentsInUse.OldFromDays,
            [.. days.TakeLast(Compression.LongWindowDays).Select(day => new WornHours(day.Day, day.WornHours, day.AdvisedHours))]);
    }

    private static async Task<IResult> GetAsync(
        Guid patient, HttpContext http, ILogReader log, IntakeNews news, CancellationToken ct, DateOnly? on = null)
    {
        (patient, IReadOnlyList<StoredEvent> stream) = await PersonAsked.TreatedAsync(log, http.User.Tenant(), patient, ct);
        if (stream.Count == 0)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of such a patient.");
        DateOnly day = on ?? DateOnly.FromDateTime(news.Now.UtcDateTime);
        return Results.Ok(new PatientCompression(
            patient,
            day,
            [
                .. Compression.Of(patient, PatientTreatment.Of(stream)).Take(GarmentsMax)
                    .Select(worn => AsOf(worn.Garment, worn.Days, day)),
            ]));
    }
}
