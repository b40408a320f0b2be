using System.Diagnostics;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>
/// What the endpoints of one session share: find the patient, decide under the version seen, answer with the session. When somebody was
/// first, or the session is not in a state for it, the answer is 409 with the present session in <c>current</c>.
/// </summary>
/// <param name="store">The log.</param>
/// <param name="sessions">Finds sessions.</param>
/// <param name="news">How fresh facts are.</param>
/// <param name="log">Read whole for what came after a session.</param>
/// <param name="time">For ids.</param>
public sealed class SessionDoor(
    IEventStore<PatientSafety> store, SessionQueries sessions, IntakeNews news, ILogReader log, TimeProvider time)
{
    /// <summary>The present, as the log tells it.</summary>
    public DateTimeOffset Now => news.Now;

    /// <summary>People who treat or plan.</summary>
    internal static void WhoMayAct(AuthorizationPolicyBuilder policy) =>
        policy.RequireRole(Roles.Therapist, Roles.Coordinator, Roles.Lead);

    /// <summary>Takes a step in the life of a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="http">The request; its <c>If-Match</c> is the version the person saw.</param>
    /// <param name="decide">What to decide.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="screenedFor">What the step was screened for, to say so in a refusal; null when it is not screened.</param>
    public async Task<IResult> StepAsync(
        Guid session,
        HttpContext http,
        Func<StreamView<PatientSafety>, SessionStep, Decision> decide,
        CancellationToken ct,
        Func<SessionLife, StreamView<PatientSafety>, ScreenNow>? screenedFor = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (!int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), out int version))
        {
            return Results.Problem(
                statusCode: StatusCodes.Status428PreconditionRequired,
                title: "If-Match with the version of the session you saw is required.");
        }

        string tenant = http.User.Tenant();
        if (await sessions.PatientOfAsync(tenant, session, ct) is not { } patient)
            return NoSuchSession();
        SessionStep step = StepOf(http, session, version);
        StreamKey stream = StreamKey.OfPatient(tenant, patient);
        AppendOutcome outcome = await store.AppendAsync(new(step.Unit, stream, view => decide(view, step)), ct);
        switch (outcome)
        {
            case AppendOutcome.Appended:
                return await AnswerAsync(session, patient, http, ct);
            case AppendOutcome.Rejected refused:
                (SessionLife life, StreamView<PatientSafety> view) = await LoadAsync(stream, session, ct);
                return Results.Problem(new ProblemDetails
                {
                    Status = StatusCodes.Status409Conflict,
                    Title = TitleOf(refused.Code),
                    Detail = refused.Why,
                    Extensions =
                    {
                        ["code"] = refused.Code,
                        ["current"] = await ViewOfAsync(life, patient, view, ct),
                        ["screen"] = screenedFor?.Invoke(life, view),
                    },
                });
            default:
                throw new InvalidOperationException(
                    $"A step in a session came to {outcome.GetType().Name}.", (outcome as AppendOutcome.Failed)?.Cause);
        }
    }

    /// <summary>A step of the caller.</summary>
    public SessionStep StepOf(HttpContext http, Guid session, int version)
    {
        ArgumentNullException.ThrowIfNull(http);
        // Taken here: the decision runs in the append lane, where the request's activity is not the current one.
        string? trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } current } ? current : null;
        return new(Guid.CreateVersion7(time.GetUtcNow()), session, version, http.User.Subject(), trace);
    }

    /// <summary>The session, with its version as <c>ETag</c>.</summary>
    public async Task<IResult> AnswerAsync(
        Guid session, Guid patient, HttpContext http, CancellationToken ct, string? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        (SessionLife life, StreamView<PatientSafety> view) =
            await LoadAsync(StreamKey.OfPatient(http.User.Tenant(), patient), session, ct);
        http.Response.Headers.ETag = $"\"{life.Version}\"";
        SessionView answer = await ViewOfAsync(life, patient, view, ct);
        return createdAt is null ? Results.Ok(answer) : Results.Created(createdAt, answer);
    }

    /// <summary>An answer to an id that names nothing.</summary>
    public static IResult NoSuchSession() =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such session.");

    private async Task<SessionView> ViewOfAsync(
        SessionLife life, Guid patient, StreamView<PatientSafety> view, CancellationToken ct) =>
        SessionView.Of(
            life,
            patient,
            view.State,
            view.Now,
            news.Present,
            life.Given is null ? null : PatientTreatment.Of(await log.ReadStreamAsync(view.Stream, ct)));

    // Snapshots leave out older sessions.
    private async Task<(SessionLife Life, StreamView<PatientSafety> View)> LoadAsync(
        StreamKey stream, Guid session, CancellationToken ct)
    {
        StreamView<PatientSafety> view = await store.LoadAsync(stream, ct);
        if (SessionLife.Of(view.State, session) is { } life)
            return (life, view);
        view = await store.LoadWholeAsync(stream, ct);
        return SessionLife.Of(view.State, session) is { } whole
            ? (whole, view)
            : throw new InvalidOperationException("A session that was found is not in its patient's stream.");
    }

    private static string TitleOf(string code) => code switch
    {
        SessionStep.Conflict => "Somebody else took a step in this session first.",
        StartingSessions.StartSession.Held => "The session is held.",
        StartingSessions.StartSession.NotKnown => "It is not known whether the session may go ahead.",
        _ => "The session is not in a state for this.",
    };
}
