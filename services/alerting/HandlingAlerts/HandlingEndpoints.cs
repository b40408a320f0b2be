using System.Diagnostics;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Alerting.HandlingAlerts;

/// <summary>
/// <c>POST /v1/alerts/{id}/acknowledge</c>, <c>/assign</c>, <c>/resolve</c>, <c>/note</c>, <c>/snooze</c>, <c>/escalate</c>,
/// <c>/reopen</c> and <c>/convert</c>. Each wants the version the person saw in
/// <c>If-Match</c>: when somebody was first the answer is 409 with the present alert in <c>current</c>.
/// </summary>
public static class HandlingEndpoints
{
    // As long as the subject of a token may be.
    private const int PersonMax = 200;
    private static readonly string[] Outcomes = ["called", "could-not-reach", "not-useful", "other"];

    /// <summary>Adds what the endpoints need, beside the log and the reads of alerts.</summary>
    public static void AddHandling(this IServiceCollection services) =>
        services.AddSingleton<Notes>().AddSingleton<Handler>().AddSingleton<NoteKeeper>();

    /// <summary>Adds the endpoints, for coordinators and leads.</summary>
    public static void MapHandling(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder alert = app.MapGroup("/v1/alerts/{id:guid}").RequireAuthorization(Policies.Coordinators);
        alert.MapPost("/acknowledge", (Guid id, HttpContext http, Handler handler, CancellationToken ct) =>
            handler.HandleAsync(id, http, (view, version) => HandleAlert.Acknowledge(view, id, version, http.User.Subject()), ct));
        alert.MapPost("/assign", AssignAsync);
        alert.MapPost("/resolve", ResolveAsync);
        alert.MapPost("/note", NoteAsync);
        alert.MapPost("/snooze", SnoozeAsync);
        alert.MapPost("/escalate", EscalateAsync);
        alert.MapPost("/reopen", ReopenAsync);
        alert.MapPost("/convert", (Guid id, HttpContext http, Handler handler, RuleBook rules, CancellationToken ct) =>
            handler.HandleAsync(
                id,
                http,
                (view, version) => HandleAlert.Convert(view, id, version, http.User.Subject(), rules.InForce(http.User.Tenant())),
                ct));
    }

    // Who may sign in is the issuer's business, so the name is checked for its form only.
    private static Task<IResult> AssignAsync(
        Guid id, AssignAlert body, HttpContext http, Handler handler, CancellationToken ct) =>
        body.Assignee is { } person
            && (person.Length is 0 or > PersonMax || person != person.Trim() || person.Any(char.IsControl))
            ? Task.FromResult(Invalid($"assignee is 1 to {PersonMax} characters without spaces around them, or null for nobody."))
            : handler.HandleAsync(
                id, http, (view, version) => HandleAlert.Assign(view, id, version, http.User.Subject(), body.Assignee), ct);

    private static Task<IResult> ResolveAsync(
        Guid id, ResolveAlert body, HttpContext http, Handler handler, NoteKeeper notes, RuleBook rules, CancellationToken ct) =>
        !Outcomes.Contains(body.Outcome)
            ? Task.FromResult(Invalid($"outcome is one of {string.Join(", ", Outcomes)}."))
            : notes.WithNoteAsync(id, body.Note, http, note => handler.HandleAsync(
                id,
                http,
                (view, version) => HandleAlert.Resolve(
                    view, id, version, http.User.Subject(), body.Outcome, body.CoveredTo, note, rules.InForce(http.User.Tenant())),
                ct), ct);

    private static Task<IResult> NoteAsync(
        Guid id, NoteAlert body, HttpContext http, Handler handler, NoteKeeper notes, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(body.Note)
            ? Task.FromResult(Invalid("note is what you want to write down."))
            : notes.WithNoteAsync(id, body.Note, http, note => handler.HandleAsync(
                id,
                http,
                // A note is not kept when the version sent was not the present one.
                (view, version) => note is null
                    ? new Decision.Reject(HandleAlert.VersionConflict, $"The alert is not at version {version}.")
                    : HandleAlert.Note(view, id, version, http.User.Subject(), note),
                ct), ct);

    private static Task<IResult> SnoozeAsync(
        Guid id, SnoozeAlert body, HttpContext http, Handler handler, NoteKeeper notes, RuleBook rules, CancellationToken ct) =>
        notes.WithNoteAsync(id, body.Note, http, note => handler.HandleAsync(
            id,
            http,
            (view, version) => HandleAlert.Snooze(
                view, id, version, http.User.Subject(), body.Until, body.CoveredTo, note, rules.InForce(http.User.Tenant())),
            ct), ct);

    private static Task<IResult> EscalateAsync(
        Guid id, EscalateAlert body, HttpContext http, Handler handler, NoteKeeper notes, RuleBook rules, CancellationToken ct) =>
        notes.WithNoteAsync(id, body.Note, http, note => handler.HandleAsync(
            id,
            http,
            (view, version) =>
                HandleAlert.Escalate(view, id, version, http.User.Subject(), note, rules.InForce(http.User.Tenant())),
            ct), ct);

    private static Task<IResult> ReopenAsync(
        Guid id, ReopenAlert body, HttpContext http, Handler handler, NoteKeeper notes, CancellationToken ct) =>
        notes.WithNoteAsync(id, body.Note, http, note => handler.HandleAsync(
            id, http, (view, version) => HandleAlert.Reopen(view, id, version, http.User.Subject(), note), ct), ct);

    /// <summary>An answer to what cannot be read.</summary>
    internal static IResult Invalid(string why) =>
        Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read.", detail: why);

    /// <summary>An answer to an id that names nothing.</summary>
    internal static IResult NoSuchAlert() =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such alert.");

    /// <summary>What the endpoints share: find the patient, decide under the version seen, answer with the alert.</summary>
    internal sealed class Handler(
        IEventStore<PatientPicture> store,
        AlertQueries alerts,
        AlertHistory history,
        WaitingQueries waiting,
        RuleBook rules,
        TimeProvider time)
    {
        public async Task<IResult> HandleAsync(
            Guid id, HttpContext http, Func<StreamView<PatientPicture>, int, Decision> decide, CancellationToken ct)
        {
            if (VersionSeen(http.Request) is not { } version)
            {
                return Results.Problem(
                    statusCode: StatusCodes.Status428PreconditionRequired,
                    title: "If-Match with the version of the alert you saw is required.");
            }

            string tenant = http.User.Tenant();
            if (await alerts.FindAsync(tenant, id, ct) is not { } before)
                return NoSuchAlert();

            // Taken here: the decision runs in the append lane, where the request's activity is not the current one.
            string? trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } current } ? current : null;
            AppendOutcome outcome = await store.AppendAsync(
                new(
                    Guid.CreateVersion7(time.GetUtcNow()),
                    StreamKey.OfPatient(tenant, before.Alert.Patient),
                    view => HandleAlert.Traced(
                        RuleChange.First(view, rules.InForce(tenant), caughtUp => decide(caughtUp, version)), trace)),
                ct);
            (Alert alert, long asOf) = await alerts.FindAsync(tenant, id, ct) ?? before;
            return outcome switch
            {
                AppendOutcome.Appended => await AlertEndpoints.DetailsAsync(http, alert, asOf, history, waiting, ct),
                AppendOutcome.Rejected refused => Refused(refused, alert),
                AppendOutcome.Failed failed => throw new InvalidOperationException("The step could not be stored.", failed.Cause),
                _ => throw new InvalidOperationException($"A person's step came to {outcome}."),
            };
        }

        public static int? VersionSeen(HttpRequest request) =>
            int.TryParse(request.Headers.IfMatch.ToString().Trim('"'), out int version) ? version : null;

        private static IResult Refused(AppendOutcome.Rejected refused, Alert current) => Results.Problem(new ProblemDetails
        {
            Status = StatusCodes.Status409Conflict,
            Title = refused.Code == HandleAlert.VersionConflict
                ? "Somebody else handled this alert first."
                : "The alert is not in a state for this.",
            Detail = refused.Why,
            Extensions = { ["code"] = refused.Code, ["current"] = current },
        });
    }
}
