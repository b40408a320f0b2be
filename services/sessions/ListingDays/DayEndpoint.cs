using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.ListingDays;

/// <summary>
/// <c>GET /v1/days/{date}?therapist=</c>: the sessions of a day, each as it stands and with the screen of this very moment. Who has one
/// is looked up first, then the states of all of them are read at once: three round trips, whatever the number of patients.
/// </summary>
public static class DayEndpoint
{
    private const int PatientsMax = 200;

    /// <summary>Adds the endpoint.</summary>
    public static void MapDays(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/days/{date}", ListAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    private static async Task<IResult> ListAsync(
        DateOnly date, HttpContext http, DayQueries days, IEventStore<PatientSafety> store, IntakeNews news, CancellationToken ct,
        string? therapist = null, Guid? after = null, int limit = 100)
    {
        if (limit is < 1 or > PatientsMax)
            return ScreenEndpoints.Invalid($"limit is 1 to {PatientsMax} patients.");
        string tenant = http.User.Tenant();
        IReadOnlyList<Guid> patients = await days.PatientsAsync(tenant, date, therapist, after ?? Guid.Empty, limit + 1, ct);
        List<Guid> page = [.. patients.Take(limit)];
        IntakeFreshness freshness = news.Present;
        List<DaySession> sessions = [];
        foreach (StreamView<PatientSafety> view in await store.LoadManyAsync(page.ConvertAll(id => StreamKey.OfPatient(tenant, id)), ct))
        {
            (Guid patient, StreamView<PatientSafety> person) = view.State.IsAway
                // Theirs are screened with those of the one who goes on.
                ? await PersonAsked.ScreenedAsync(store, tenant, view.Stream.Patient!.Value, isWhole: false, ct)
                : (view.Stream.Patient!.Value, view);
            // Of a day so long ago the snapshot does not tell; nobody lists those to treat by.
            StreamView<PatientSafety> whole = person.State.ShortenedTo is { } until && DayRow.DayOf(until).AddDays(1) >= date
                ? await store.LoadWholeAsync(person.Stream, ct)
                : person;
            sessions.AddRange(DaySessions.Of(patient, whole.State, date, therapist, whole.Now, freshness));
        }

        return Results.Ok(new DayList(
            date,
            [.. sessions.DistinctBy(session => session.Session).OrderBy(session => session.StartsAt).ThenBy(session => session.Session)],
            freshness.HeardUpTo,
            patients.Count > limit ? page[^1] : null));
    }
}
