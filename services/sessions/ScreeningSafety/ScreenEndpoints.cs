using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using Microsoft.AspNetCore.Authorization;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary><c>POST /v1/screens</c>: may a session of this patient go ahead? Changes nothing.</summary>
public static class ScreenEndpoints
{
    private const int AreasMax = 60;

    /// <summary>Adds the endpoint.</summary>
    public static void MapScreens(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/screens", ScreenAsync).RequireAuthorization(WhoMayAsk);

    /// <summary>Who treats, plans or keeps the hospital's records.</summary>
    internal static void WhoMayAsk(AuthorizationPolicyBuilder policy) =>
        policy.RequireRole(Roles.Therapist, Roles.Coordinator, Roles.Lead, Roles.System);

    /// <summary>An answer to what cannot be read.</summary>
    internal static IResult Invalid(string why) =>
        Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read.", detail: why);

    private static async Task<IResult> ScreenAsync(
        ScreenRequest asked, HttpContext http, IEventStore<PatientSafety> store, IntakeNews news, CancellationToken ct)
    {
        if (asked.Patient == Guid.Empty)
            return Invalid("patient is our id of the patient.");
        if (asked.Areas is { Count: > AreasMax })
            return Invalid($"areas are at most {AreasMax}.");
        if (asked.Areas?.FirstOrDefault(area => !BodyAreas.All.Contains(area)) is { } unknown)
            return Invalid($"area '{unknown}' is not one of {string.Join(", ", BodyAreas.All)}.");
        GroinConsent consent = GroinConsent.NotAsked;
        if (asked.ConsentGroin is { } said && (!WireText.TryParse(said, out consent) || consent == GroinConsent.AskedAtStart))
            return Invalid("consentGroin is yes, no or not-needed.");

        string tenant = http.User.Tenant();
        (Guid patient, StreamView<PatientSafety> view) =
            await PersonAsked.ScreenedAsync(store, tenant, asked.Patient, isWhole: false, ct);
        DateTimeOffset startsAt = asked.StartsAt ?? view.Now;
        // Of so long ago the snapshot does not tell; nobody who is about to treat asks that.
        if (startsAt <= view.State.ShortenedTo)
            (patient, view) = await PersonAsked.ScreenedAsync(store, tenant, asked.Patient, isWhole: true, ct);
        IntakeFreshness freshness = news.Present;
        // No areas named is not "no area": then everything restricted is named.
        IReadOnlyList<string>? areas = asked.Areas is { Count: > 0 } ? asked.Areas : null;
        ScreenAnswer answer = SafetyScreen.Of(view.State, areas, startsAt, consent, view.Now, freshness);
        return Results.Ok(new ScreenView(
            patient, startsAt, answer.Verdict, answer.AreasNotToTouch, answer.Reasons, view.Now, freshness.HeardUpTo));
    }
}

/// <summary>What is asked.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="StartsAt">When the session starts, with a UTC offset; null = now.</param>
/// <param name="Areas">Areas to be treated; null or empty = not said, then every restricted area is named.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>; null = not asked.</param>
public sealed record ScreenRequest(
    Guid Patient, DateTimeOffset? StartsAt = null, IReadOnlyList<string>? Areas = null, string? ConsentGroin = null);

/// <summary>What is answered.</summary>
/// <param name="Patient">Our patient id; of a merged patient that of the one who goes on.</param>
/// <param name="StartsAt">The moment screened.</param>
/// <param name="Verdict"><c>may-treat</c>, <c>restricted</c>, <c>hold</c> or <c>unknown</c>.</param>
/// <param name="AreasNotToTouch">Areas to leave out.</param>
/// <param name="Reasons">Everything that speaks against it.</param>
/// <param name="ScreenedAt">When it was screened.</param>
/// <param name="HeardUpTo">What the hospitals told until then is in the answer; null when nothing was heard since the start.</param>
public sealed record ScreenView(
    Guid Patient,
    DateTimeOffset StartsAt,
    ScreenVerdict Verdict,
    IReadOnlyList<string> AreasNotToTouch,
    IReadOnlyList<ScreenReason> Reasons,
    DateTimeOffset ScreenedAt,
    DateTimeOffset? HeardUpTo);
