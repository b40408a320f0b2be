using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
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
    private const int ReasonMax = 2_000;

    internal delegate Decision Review(StreamView<PatientPicture> view, Guid fact, string by, NoteRef reason, RuleSet rules);

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

    /// <summary>Keeps the reason, decides, answers.</summary>
    internal sealed class Reviewer(IEventStore<PatientPicture> store, Notes notes, RuleBook rules, TimeProvider time)
    {
        public async Task<IResult> ReviewAsync(
            Guid patient, Guid fact, ReviewPoint body, HttpContext http, Review review, CancellationToken ct)
        {
            if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > ReasonMax || body.Reason.Contains('\0'))
            {
                return Problem(
                    StatusCodes.Status400BadRequest,
                    "The request cannot be read.",
                    $"reason is 1 to {ReasonMax} characters, without NUL.");
            }

            string tenant = http.User.Tenant();
            var stream = StreamKey.OfPatient(tenant, patient);
            if ((await store.LoadAsync(stream, ct)).Version == 0)
                return Problem(StatusCodes.Status404NotFound, "Nothing is known of such a patient.");

            // Written before the event that names it, so that no event points at nothing.
            NoteRef reason = new(
                Guid.CreateVersion7(time.GetUtcNow()), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.Reason))));
            await notes.KeepAsync(tenant, reason.Id, patient, body.Reason, ct);
            string by = http.User.Subject();
            string? trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } current } ? current : null;
            AppendOutcome outcome = await store.AppendAsync(
                new(
                    Guid.CreateVersion7(time.GetUtcNow()),
                    stream,
                    view => HandleAlert.Traced(
                        RuleChange.First(
                            view, rules.InForce(tenant), caughtUp => review(caughtUp, fact, by, reason, rules.InForce(tenant))),
                        trace)),
                ct);
            return outcome switch
            {
                AppendOutcome.Appended => Results.NoContent(),
                AppendOutcome.Rejected { Code: ReviewHeldPoint.NoSuchPoint } none =>
                    Problem(StatusCodes.Status404NotFound, "There is no such point.", none.Why),
                AppendOutcome.Rejected refused => Problem(StatusCodes.Status409Conflict, "The point is not held.", refused.Why),
                AppendOutcome.Failed failed => throw new InvalidOperationException("What was said could not be stored.", failed.Cause),
                _ => throw new InvalidOperationException($"A person's word on a point came to {outcome}."),
            };
        }

        private static IResult Problem(int status, string title, string? detail = null) =>
            Results.Problem(statusCode: status, title: title, detail: detail);
    }
}
