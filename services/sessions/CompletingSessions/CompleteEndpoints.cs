using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CompletingSessions;

/// <summary><c>POST /v1/sessions/{id}/complete</c> and <c>/stop</c> (broken off): what took place.</summary>
public static class CompleteEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapCompleting(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder session = app.MapGroup("/v1/sessions/{session:guid}").RequireAuthorization(SessionDoor.WhoMayAct);
        session.MapPost("/complete", (Guid session, ToldRequest asked, HttpContext http, SessionDoor door, CancellationToken ct) =>
            CompleteAsync(session, asked, http, door, isStoppedEarly: false, ct));
        session.MapPost("/stop", (Guid session, ToldRequest asked, HttpContext http, SessionDoor door, CancellationToken ct) =>
            CompleteAsync(session, asked, http, door, isStoppedEarly: true, ct));
    }

    private static async Task<IResult> CompleteAsync(
        Guid session, ToldRequest asked, HttpContext http, SessionDoor door, bool isStoppedEarly, CancellationToken ct)
    {
        ToldOfSession told = asked.ToTold();
        return SessionWords.WrongWith(told) is { } wrong
            ? ScreenEndpoints.Invalid(wrong)
            : await door.StepAsync(
                session, http, (view, step) => CompleteSession.Decide(view, step, told, isStoppedEarly), ct);
    }
}

/// <summary>What is told of a session that took place. What is not said is as planned, or not known.</summary>
/// <param name="Areas">Areas treated, in order, at most 60; null = not said.</param>
/// <param name="Minutes">Its length, 1 to 480; null = since it was started here.</param>
/// <param name="StartedAt">When it began, with a UTC offset, if it was not started here.</param>
/// <param name="TherapistId">Code of the therapist.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>.</param>
/// <param name="PressureMmHg">Pressure, 0 to 200 mmHg.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The garment was worn afterwards.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>.</param>
/// <param name="SideEffects">How the patient felt already, at most 20: effect, score 0 to 10, onset, resolved.</param>
public sealed record ToldRequest(
    IReadOnlyList<string>? Areas = null,
    int? Minutes = null,
    DateTimeOffset? StartedAt = null,
    string? TherapistId = null,
    string? Phase = null,
    string? ConsentGroin = null,
    double? PressureMmHg = null,
    bool? BandagedAfter = null,
    bool? GarmentWornAfter = null,
    string? Purpose = null,
    IReadOnlyList<SideEffectTold>? SideEffects = null)
{
    /// <summary>As the decision takes it.</summary>
    internal ToldOfSession ToTold() => new(
        Areas ?? [],
        Minutes,
        StartedAt,
        TherapistId,
        Phase,
        ConsentGroin,
        PressureMmHg,
        BandagedAfter,
        GarmentWornAfter,
        Purpose,
        SideEffects);
}
