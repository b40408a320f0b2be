using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CallingOff;

/// <summary><c>POST /v1/sessions/{id}/cancel</c>, and <c>/no-show</c> when the patient did not come.</summary>
public static class CallOffEndpoints
{
    private static readonly string[] Reasons = ["patient", "clinic", "contraindication", "other"];

    /// <summary>Adds the endpoints.</summary>
    public static void MapCallingOff(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup("/v1/sessions/{session:guid}").RequireAuthorization(SessionDoor.WhoMayAct);
        session.MapPost("/cancel", CancelAsync);
        session.MapPost("/no-show", (Guid session, HttpContext http, SessionDoor door, CancellationToken ct) =>
            door.StepAsync(session, http, (view, step) => CallOff.Decide(view, step, SessionLife.NoShowReason), ct));
    }

    private static async Task<IResult> CancelAsync(
        Guid session, HttpContext http, SessionDoor door, CancellationToken ct, CancelRequest? asked = null) =>
        SessionWords.OneOf("reason", Reasons, asked?.Reason) is { } wrong
            ? ScreenEndpoints.Invalid(wrong)
            : await door.StepAsync(session, http, (view, step) => CallOff.Decide(view, step, asked?.Reason), ct);
}

/// <summary>Why it is called off.</summary>
/// <param name="Reason"><c>patient</c>, <c>clinic</c>, <c>contraindication</c> or <c>other</c>; null = not said.</param>
public sealed record CancelRequest(string? Reason = null);
