using System.Diagnostics;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>
/// <c>POST /v1/patients/{id}/held-points/{fact}/release</c> and <c>/reject</c>, for coordinators and leads: 204 when stored, 404 when
/// there is no such point, 409 when it is not held.
/// </summary>
public static class HeldPointEndpoints
{
    internal delegate Decision Review(StreamView<PatientPicture> view, Guid fact, string by, NoteRef reason, RuleSet rules);

    /// <summary>Adds what the endpoints need; what handles alerts is added with them.</summary>
    public static IServiceCollection AddHeldPoints(this IServiceCollection services) => services.AddSingleton<Reviewer>();

    /// <summary>Adds the endpoints.</summary>
    public static void MapHeldPoints(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder point = app.MapGroup("/v1/patients/{patient:guid}/held-points/{fact:guid}")
            .RequireAuthorization(Policies.Coordinators);
        point.MapPost("/release", (Guid patient, Guid fact, ReviewPoint body, HttpContext http, Reviewer reviewer, CancellationToken ct) =>
            reviewer.ReviewAsync(patient, fact, body, http, ReviewHeldPoint.Release, ct));
        point.MapPost("/reject", (Guid patient, Guid fact, ReviewPoint body, HttpContext http, Reviewer reviewer, CancellationToken ct) =>
            reviewer.ReviewAsync(patient, fact, body, http, ReviewHeldPoint.Reject, ct));
    }

    /// <summary>Decides, keeps the reason, stores, answers.</summary>
    internal sealed class Reviewer(IEventStore<PatientPicture> store, NoteKeeper notes, RuleBook rules, TimeProvider time)
    {
        public async Task<IResult> ReviewAsync(
            Guid patient, Guid fact, ReviewPoint body, HttpContext http, Review review, CancellationToken ct)
        {
            if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > NoteKeeper.NoteMax || body.Reason.Contains('\0'))
            {
                return Problem(
                    StatusCodes.Status400BadRequest,
                    "The request cannot be read.",
                    $"reason is 1 to {NoteKeeper.NoteMax} characters, without NUL.");
            }

            string tenant = http.User.Tenant();
            var stream = StreamKey.OfPatient(tenant, patient);
            StreamView<PatientPicture> known = await store.LoadAsync(stream, ct);
            if (known.Version == 0)
                return Problem(StatusCodes.Status404NotFound, "Nothing is known of such a patient.");

            string by = http.User.Subject();
            NoteRef reason = notes.NameOf(body.Reason);
            Decision Decide(StreamView<PatientPicture> view) => RuleChange.First(
                view, rules.InForce(tenant), caughtUp => review(caughtUp, fact, by, reason, rules.InForce(tenant)));

            // The reason of a step that is refused would be a patient's text that no event names; a race may still lose one.
            Decision foreseen = Decide(known);
            if (foreseen is Decision.ReadHistory)
                foreseen = Decide(await store.LoadWholeAsync(stream, ct));
            if (foreseen is Decision.Reject { Code: var code, Why: var why })
                return Refusal(code, why);

            // Written before the event that names it, so that no event points at nothing.
            await notes.KeepAsync(tenant, patient, reason, body.Reason, ct);
            string? trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } current } ? current : null;
            AppendOutcome outcome = await store.AppendAsync(
                new(
                    Guid.CreateVersion7(time.GetUtcNow()),
                    stream,
                    view => HandleAlert.Traced(Decide(view), trace)),
                ct);
            return outcome switch
            {
                AppendOutcome.Appended => Results.NoContent(),
                AppendOutcome.Rejected refused => Refusal(refused.Code, refused.Why),
                AppendOutcome.Failed failed => throw new InvalidOperationException("What was said could not be stored.", failed.Cause),
                _ => throw new InvalidOperationException($"A person's word on a point came to {outcome}."),
            };
        }

        private static IResult Refusal(string code, string why) => code == ReviewHeldPoint.NoSuchPoint
            ? Problem(StatusCodes.Status404NotFound, "There is no such point.", why)
            : Problem(StatusCodes.Status409Conflict, "The point is not held.", why);

        private static IResult Problem(int status, string title, string? detail = null) =>
            Results.Problem(statusCode: status, title: title, detail: detail);
    }
}
