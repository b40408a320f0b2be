using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Sessions.PlanningSessions;

/// <summary>
/// <c>POST /v1/sessions</c>: plans a session and answers with its screen. What something speaks against is planned too, and held. One
/// of the past may be planned, to tell afterwards what took place.
/// </summary>
public static class PlanEndpoint
{
    // Further away it is a slip of the pen.
    private static readonly TimeSpan Within = TimeSpan.FromDays(3 * 366);

    /// <summary>Adds the endpoint.</summary>
    public static void MapPlanning(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/sessions", PlanAsync).RequireAuthorization(SessionDoor.WhoMayAct);

    private static async Task<IResult> PlanAsync(
        PlanRequest asked,
        HttpContext http,
        IEventStore<PatientSafety> store,
        SessionQueries sessions,
        SessionDoor door,
        TimeProvider time,
        CancellationToken ct)
    {
        if (asked.Patient == Guid.Empty)
            return ScreenEndpoints.Invalid("patient is our id of the patient.");
        if (asked.Session == Guid.Empty)
            return ScreenEndpoints.Invalid("session is an id that you made, or nothing.");
        DateTimeOffset now = time.GetUtcNow();
        if ((asked.StartsAt - now).Duration() > Within)
            return ScreenEndpoints.Invalid($"startsAt is within {Within.TotalDays:0} days from now.");
        SessionBooking booking = new(
            asked.StartsAt, asked.GivenBy ?? "", asked.Minutes, asked.Areas, asked.TherapistId, asked.Phase, asked.Purpose);
        if (SessionWords.WrongWith(booking) is { } wrong)
            return ScreenEndpoints.Invalid(wrong);

        string tenant = http.User.Tenant();
        // Of a merged patient the plan is the one's who goes on.
        StreamView<PatientSafety> named = await store.LoadAsync(StreamKey.OfPatient(tenant, asked.Patient), ct);
        Guid patient = named.State.Belongs?.Into ?? asked.Patient;
        Guid session = asked.Session ?? Guid.CreateVersion7(now);
        if (await sessions.PatientOfAsync(tenant, session, ct) is { } known && known != patient)
            return Taken("A session of this id is another patient's.");
        SessionStep step = door.StepOf(http, session, version: 0);
        AppendOutcome outcome = await store.AppendAsync(
            new(
                step.Unit,
                StreamKey.OfPatient(tenant, patient),
                view => PlanSession.Decide(view, step, booking),
                LookForRecords: [PlanSession.SeenAs(session)]),
            ct);
        return outcome switch
        {
            AppendOutcome.Appended or AppendOutcome.Unchanged =>
                await door.AnswerAsync(session, patient, http, ct, createdAt: $"/v1/sessions/{session:D}"),
            AppendOutcome.Rejected refused => Taken(refused.Why),
            _ => throw new InvalidOperationException("The plan could not be stored.", (outcome as AppendOutcome.Failed)?.Cause),
        };
    }

    private static IResult Taken(string why) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status409Conflict,
        Title = "There is a session of this id.",
        Detail = why,
        Extensions = { ["code"] = PlanSession.Exists },
    });
}

/// <summary>What is planned.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="StartsAt">When it is to start, with a UTC offset.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Minutes">Planned length, 1 to 480 minutes.</param>
/// <param name="Areas">Areas to be treated, in order, at most 60.</param>
/// <param name="TherapistId">Code of the therapist, 1 to 64 visible characters.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
/// <param name="Session">An id the caller made, so that the request may be sent again; null = one is made.</param>
public sealed record PlanRequest(
    Guid Patient,
    DateTimeOffset StartsAt,
    string? GivenBy,
    int? Minutes = null,
    IReadOnlyList<string>? Areas = null,
    string? TherapistId = null,
    string? Phase = null,
    string? Purpose = null,
    Guid? Session = null);
