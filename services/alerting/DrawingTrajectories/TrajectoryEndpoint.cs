using LymphOutcomes.Alerting.FollowingTrends;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.PlanningVisits;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary><c>GET /v1/patients/{id}/trajectory</c>: each watched limb over time, with what fired.</summary>
public static class TrajectoryEndpoint
{
    private const int SessionsMax = 200;

    /// <summary>Adds the endpoint.</summary>
    public static void MapTrajectory(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/patients/{patient:guid}/trajectory", GetAsync);

    private static async Task<IResult> GetAsync(
        Guid patient, HttpContext http, IEventStore<PatientPicture> store, RuleBook rules, TimeProvider time, CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        StreamView<PatientPicture> view = await store.LoadWholeAsync(StreamKey.OfPatient(tenant, patient), ct);
        // A link to a merged patient leads to the one who goes on for both.
        if (view.State.Belongs?.Into is { } survivor)
        {
            patient = survivor;
            view = await store.LoadWholeAsync(StreamKey.OfPatient(tenant, patient), ct);
        }

        return view.Version == 0
            ? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of such a patient.")
            : Results.Ok(Of(patient, view.State, rules.InForce(tenant), time.GetUtcNow()));
    }

    /// <summary>The trajectory of a picture. Pure.</summary>
    public static PatientTrajectory Of(Guid patient, PatientPicture picture, RuleSet rules, DateTimeOffset now)
    {
        ILookup<(Guid Fact, Limb? Limb), string> fired = Rules.Judge(picture, rules, now)
            .SelectMany(episode => episode.Trail.Kept.Select(evidence => (evidence.Fact, episode.Key)))
            .ToLookup(hit => (hit.Fact, hit.Key.Limb), hit => hit.Key.Rule);
        return new(
            patient,
            [
                .. Trajectories.Of(picture, rules)
                    .GroupBy(series => series.Limb)
                    .Select(ofLimb => Of([.. ofLimb], fired, rules)),
            ],
            picture.Facts.Count == 0 ? null : picture.Facts.Max(accepted => accepted.Fact.Origin.EffectiveTime),
            [.. CurrentFacts.Of<SessionGiven>(picture).Select(session => session.Origin.EffectiveTime).TakeLast(SessionsMax)],
            WaitingView.Of(patient, picture.Waiting));
    }

    private static LimbTrajectory Of(
        IReadOnlyList<SwellingSeries> ofLimb, ILookup<(Guid Fact, Limb? Limb), string> fired, RuleSet rules)
    {
        SwellingSeries series = ofLimb[0];
        return new(
            series.Limb.Site.ToWire(),
            series.Limb.Side.ToWire(),
            series.Baseline is { } baseline
                ? new(
                    WordOf(baseline.Kind),
                    baseline.Provisional,
                    baseline.Fact,
                    baseline.At,
                    LimbVolume.Ml(baseline.Sitting.Limb),
                    baseline.Sitting.Other is { } other ? LimbVolume.Ml(other) : null)
                : null,
            series.Surgeries is [.., var latest] ? latest : null,
            [.. ofLimb.SelectMany(one => one.Points).OrderBy(point => point.At).Select(point => Of(point, series.Limb, fired, rules))],
            [
                new(rules.Borderline.TriggerPercent, "borderline"),
                new(rules.LowVolume.TriggerPercent, "low-volume"),
                new(rules.SwellingHigh.TriggerPercent, "call provider"),
            ],
            SegmentsOf(ofLimb),
            TrendOf(ofLimb, rules));
    }

    private static TrajectoryTrend? TrendOf(IReadOnlyList<SwellingSeries> ofLimb, RuleSet rules)
    {
        if (LimbVisits.Of(ofLimb) is not [{ Points: [.., var last] } visits])
            return null;
        // Of several methods the one it was last measured by.
        LimbTrend? trend = TrendMemory.Latest(
            ofLimb.MaxBy(series => series.Points is [.., var latest] ? latest.At : DateTimeOffset.MinValue)!, rules);
        NextVisit? next = visits.IsAtRisk ? VisitOverdue.Next(visits, last, rules) : null;
        return new(
            (trend?.State ?? TrendState.Insufficient).ToWire(),
            trend?.LevelPercent,
            trend?.SlopePointsPer30Days,
            trend?.Average.Z,
            trend?.AverageLimitPercent,
            trend?.AverageSignals ?? false,
            trend?.Pace(rules.SwellingHigh.TriggerPercent),
            next?.DueOn,
            next?.OverdueFrom);
    }

    // A trend by one method needs no list.
    private static List<TrajectorySegment>? SegmentsOf(IReadOnlyList<SwellingSeries> ofLimb) =>
        ofLimb.SelectMany(series => series.Segments ?? []).OrderBy(segment => segment.Number).ToList() is { Count: > 1 } segments
            ? segments.ConvertAll(segment => new TrajectorySegment(
                segment.Number,
                segment.At,
                segment.Protocol.Method.ToWire(),
                segment.Bridge is not null,
                LimbVolume.Ml(segment.Start.Limb)))
            : null;

    private static TrajectoryPoint Of(TrendPoint point, Limb limb, ILookup<(Guid Fact, Limb? Limb), string> fired, RuleSet rules) => new(
        point.FactId,
        point.At,
        point.LimbMl,
        point.OtherMl,
        point.Change?.Kind.ToWire(),
        point.IsBaseline ? 0 : point.Change?.ChangePercent,
        point.Excess?.ChangePercent,
        point.Change is { } change ? Grade.Band(change.ChangePercent).ToWire() : null,
        point.Excess is { } excess ? Grade.Severity(excess.ChangePercent).ToWire() : null,
        point.Excess is { } difference ? (int)Grade.Ctcae(difference.ChangePercent) : null,
        DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery),
        [.. fired[(point.FactId, limb)]],
        point.NotCompared?.Words,
        point.IsAcute,
        point.Held?.Reason.ToWire(),
        point.Held?.Words,
        point.Segment,
        point.IsBridged);

    private static string WordOf(BaselineKind kind) => kind switch
    {
        BaselineKind.Set => "set",
        BaselineKind.PreOperative => "pre-operative",
        BaselineKind.First => "first",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of baseline."),
    };
}
