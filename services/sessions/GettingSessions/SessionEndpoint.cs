using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.GettingSessions;

/// <summary><c>GET /v1/sessions/{id}</c>: how far a session is, and everything known of it; its version is the <c>ETag</c>.</summary>
public static class SessionEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapSession(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/sessions/{session:guid}", GetAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    private static async Task<IResult> GetAsync(
        Guid session, HttpContext http, SessionQueries sessions, SessionDoor door, CancellationToken ct) =>
        await sessions.PatientOfAsync(http.User.Tenant(), session, ct) is { } patient
            ? await door.AnswerAsync(session, patient, http, ct)
            : SessionDoor.NoSuchSession();
}
