using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CorrectingSessions;

/// <summary><c>POST /v1/sessions/{id}/correct</c> says anew what took place; <c>/retract</c> takes back the last that was said.</summary>
public static class CorrectEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapCorrecting(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup("/v1/sessions/{session:guid}").RequireAuthorization(SessionDoor.WhoMayAct);
        session.MapPost("/correct", CorrectAsync);
        session.MapPost("/retract", (Guid session, HttpContext http, SessionDoor door, CancellationToken ct) =>
            door.StepAsync(session, http, CorrectSession.Retract, ct));
    }

    private static async Task<IResult> CorrectAsync(
        Guid session, CorrectRequest asked, HttpContext http, SessionDoor door, CancellationToken ct)
    {
        if (asked.Session is null)
            return ScreenEndpoints.Invalid("session is what took place, whole.");
        if (asked.Session.SideEffects is not null)
            return ScreenEndpoints.Invalid("sideEffects are a record of their own; they are not corrected here.");
        ToldOfSession told = asked.Session.ToTold();
        return SessionWords.WrongWith(told) is { } wrong
            ? ScreenEndpoints.Invalid(wrong)
            : await door.StepAsync(
                session, http, (view, step) => CorrectSession.Correct(view, step, told, asked.StoppedEarly), ct);
    }
}

/// <summary>What took place, said anew.</summary>
/// <param name="Session">All of it; beginning and length stay as they were when not said.</param>
/// <param name="StoppedEarly">It was broken off.</param>
public sealed record CorrectRequest(ToldRequest? Session, bool StoppedEarly = false);
