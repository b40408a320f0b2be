using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.StartingSessions;

/// <summary>
/// <c>POST /v1/sessions/{id}/start</c>: screens a planned session, whoever planned it, and starts it. 409 with the reasons in
/// <c>screen</c> when something speaks against it, or too little is known.
/// </summary>
public static class StartEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapStarting(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/sessions/{session:guid}/start", StartAsync).RequireAuthorization(SessionDoor.WhoMayAct);

    private static async Task<IResult> StartAsync(
        Guid session, HttpContext http, SessionDoor door, IntakeNews news, CancellationToken ct, StartRequest? asked = null)
    {
        if (SessionWords.Areas("areas", asked?.Areas) is { } wrong)
            return ScreenEndpoints.Invalid(wrong);
        GroinConsent consent = GroinConsent.NotAsked;
        if (asked?.ConsentGroin is { } said && (!WireText.TryParse(said, out consent) || consent == GroinConsent.AskedAtStart))
            return ScreenEndpoints.Invalid("consentGroin is yes, no or not-needed.");
        IntakeFreshness freshness = news.Present;
        return await door.StepAsync(
            session,
            http,
            (view, step) => StartSession.Decide(view, step, asked?.Areas, consent, freshness),
            ct,
            (life, view) => ScreenNow.Of(
                view.State, StartSession.AreasOf(life, asked?.Areas), view.Now, consent, view.Now, freshness));
    }
}

/// <summary>What is about to be done.</summary>
/// <param name="Areas">Areas to be treated, in order; null or empty = as planned.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>; null = not asked.</param>
public sealed record StartRequest(IReadOnlyList<string>? Areas = null, string? ConsentGroin = null);
