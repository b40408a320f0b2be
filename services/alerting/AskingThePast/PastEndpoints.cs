using System.Globalization;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.AskingThePast;

/// <summary>
/// <c>GET /v1/patients/{id}/past?knownAt=&amp;effectiveUpTo=</c> and <c>GET /v1/alerts/past?knownAt=</c>: what staff could have known
/// at a moment (design D8). Times are RFC 3339 with an offset.
/// </summary>
public static class PastEndpoints
{
    private const int LimitMax = 500;

    /// <summary>Adds the endpoints.</summary>
    public static void MapPast(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/patients/{patient:guid}/past", OfPatientAsync);
        app.MapGet("/v1/alerts/past", OfQueueAsync);
    }

    /// <summary>A patient's past picture. Pure.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="stream">The patient's events.</param>
    /// <param name="asOf">Events up to this number count.</param>
    /// <param name="knownAt">The moment that number stands for.</param>
    /// <param name="effectiveUpTo">Facts that were so by then count.</param>
    /// <param name="rules">Draws the trajectory.</param>
    /// <returns>Null when nothing was known of the patient.</returns>
    public static PatientPast? Of(
        Guid patient,
        IReadOnlyList<StoredEvent> stream,
        long asOf,
        DateTimeOffset knownAt,
        DateTimeOffset effectiveUpTo,
        RuleSet rules)
    {
        List<StoredEvent> known = [.. stream.Where(stored => stored.SeqId <= asOf)];
        if (known.Count == 0)
            return null;
        PatientPicture picture = known.Aggregate(PatientPicture.Initial, PatientPicture.Evolve);
        PatientPicture shown =
            picture with { Facts = picture.Facts.RemoveAll(fact => fact.Fact.Origin.EffectiveTime > effectiveUpTo) };
        return new(
            knownAt,
            effectiveUpTo,
            asOf,
            TrajectoryEndpoint.Of(patient, shown, rules, effectiveUpTo < knownAt ? effectiveUpTo : knownAt),
            [
                .. picture.Alerts.Where(alert => alert.FirstEffective <= effectiveUpTo && alert.Held is not true)
                    .Select(alert => AlertView.Of(patient, alert)),
            ]);
    }

    private static async Task<IResult> OfPatientAsync(
        Guid patient, HttpContext http, LogMoments moments, ILogReader log, RuleBook rules, CancellationToken ct,
        string? knownAt = null, string? effectiveUpTo = null)
    {
        if (!TryMoment(knownAt, out DateTimeOffset known) || !TryMoment(effectiveUpTo, out DateTimeOffset effective))
            return Invalid("knownAt and effectiveUpTo are RFC 3339 times with an offset.");
        string tenant = http.User.Tenant();
        long asOf = await moments.SeqAtAsync(known, ct);
        IReadOnlyList<StoredEvent> stream = await log.ReadStreamAsync(StreamKey.OfPatient(tenant, patient), ct);
        // Merged by then: what staff could know, they knew of the one who goes on for both.
        if (MergedAt(stream, asOf) is { } survivor)
        {
            patient = survivor;
            stream = await log.ReadStreamAsync(StreamKey.OfPatient(tenant, patient), ct);
        }

        return Of(patient, stream, asOf, known, effective, rules.InForce(tenant)) is { } past
            ? Results.Ok(past)
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing was known of such a patient then.");
    }

    private static async Task<IResult> OfQueueAsync(
        HttpContext http, LogMoments moments, PastQueries past, CancellationToken ct,
        string? knownAt = null, Guid? after = null, int limit = 100)
    {
        if (!TryMoment(knownAt, out DateTimeOffset known))
            return Invalid("knownAt is an RFC 3339 time with an offset.");
        if (limit is < 1 or > LimitMax)
            return Invalid($"limit is 1 to {LimitMax}.");
        long asOf = await moments.SeqAtAsync(known, ct);
        (IReadOnlyList<Alert> items, Guid? next) =
            await past.QueueAsync(http.User.Tenant(), asOf, after ?? Guid.Empty, limit, ct);
        return Results.Ok(new PastQueue(known, asOf, items, next));
    }

    private static Guid? MergedAt(IReadOnlyList<StoredEvent> stream, long asOf) => stream
        .TakeWhile(stored => stored.SeqId <= asOf)
        .Select(stored => stored.Data)
        .OfType<PatientBelongs>()
        .MaxBy(belongs => belongs.Change)?.Into;

    // Left out = the latest there is.
    private static bool TryMoment(string? text, out DateTimeOffset moment)
    {
        moment = DateTimeOffset.MaxValue;
        return text is null
            || (text.Length > 10
                && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment));
    }

    private static IResult Invalid(string why) =>
        Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be read.", detail: why);
}
