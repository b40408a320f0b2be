using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>
/// <c>GET /v1/holds</c>: planned sessions that something speaks against, the next first; with <c>stage=given</c> sessions that took
/// place and, by what is known today, should not have.
/// </summary>
public static class HoldEndpoints
{
    private const int LimitMax = 500;

    // A plan of yesterday may still be waiting for its report; older ones are past.
    private static readonly TimeSpan PlansSince = TimeSpan.FromDays(1);

    /// <summary>Adds the endpoint.</summary>
    public static void MapHolds(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/holds", ListAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    private static async Task<IResult> ListAsync(
        HttpContext http, HoldQueries holds, IEventStore<PatientSafety> store, IntakeNews news, CancellationToken ct,
        Guid? patient = null, string stage = "planned", DateTimeOffset? from = null, string? after = null, int limit = 100)
    {
        if (limit is < 1 or > LimitMax)
            return ScreenEndpoints.Invalid($"limit is 1 to {LimitMax}.");
        if (!WireText.TryParse(stage, out SessionStage asked))
            return ScreenEndpoints.Invalid($"stage is one of {string.Join(", ", WireText.All<SessionStage>())}.");
        // Sessions of a merged patient are screened with those of the one who goes on.
        if (patient is { } named)
            patient = (await store.LoadAsync(StreamKey.OfPatient(http.User.Tenant(), named), ct)).State.Belongs?.Into ?? named;
        DateTimeOffset begin = from ?? (asked == SessionStage.Planned ? news.Now - PlansSince : DateTimeOffset.UnixEpoch);
        return (after is null ? new(begin, Guid.Empty) : HoldCursor.Parse(after)) is { } cursor
            ? Results.Ok(await holds.PageAsync(http.User.Tenant(), asked, patient, cursor, limit, ct))
            : ScreenEndpoints.Invalid("after is not the next of an earlier answer.");
    }
}
