using System.Collections.Immutable;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>Folds the older part of a picture away, so that it fits into a snapshot. Pure, and safe to repeat.</summary>
public static class Settling
{
    /// <summary>Measurements that stay as facts.</summary>
    public const int MeasurementsKept = 32;

    /// <summary>Sessions that stay as facts.</summary>
    public const int SessionsKept = 32;

    private const int EpisodesKept = 16;
    private const int ResolvedAlertsKept = 16;

    /// <summary>The picture with no more than the latest 32 measurements and sessions as facts; as it is when it holds no more.</summary>
    public static PatientPicture Settle(PatientPicture picture, RuleSet rules)
    {
        IReadOnlyList<LimbsMeasured> measured = CurrentFacts.Of<LimbsMeasured>(picture);
        IReadOnlyList<SessionGiven> sessions = CurrentFacts.Of<SessionGiven>(picture);
        if (measured.Count <= MeasurementsKept && sessions.Count <= SessionsKept)
            return picture;

        DateTimeOffset? measuredUntil = LastFoldedAway(measured, MeasurementsKept) ?? picture.Settled?.MeasuredUntil;
        DateTimeOffset? treatedUntil = LastFoldedAway(sessions, SessionsKept) ?? picture.Settled?.TreatedUntil;
        HashSet<string> measurementsKept = RecordsAfter(measuredUntil, measured);
        HashSet<string> sessionsKept = RecordsAfter(treatedUntil, sessions);
        HashSet<Guid> winners =
        [
            .. CurrentFacts.Of<CareContextKnown>(picture).Select(fact => fact.Origin.Id),
            .. CurrentFacts.Of<BaselineDeclared>(picture).Select(fact => fact.Origin.Id),
        ];
        ILookup<bool, AcceptedFact> stays = picture.Facts.ToLookup(accepted => RecordKeys.Of(accepted.Fact.Origin) is var record
            && accepted.Fact switch
            {
                LimbsMeasured => measurementsKept.Contains(record),
                SessionGiven => sessionsKept.Contains(record),
                RecordTakenBack => measurementsKept.Contains(record) || sessionsKept.Contains(record),
                _ => winners.Contains(accepted.Fact.Origin.Id),
            });

        Judgement judgement = Rules.GoOn(
            picture.Settled?.Judgement ?? Judgement.Nothing, PointsUntil(picture, measuredUntil, rules), rules);
        (Judgement remembered, DateTimeOffset? forgotten) = Forget(judgement, picture.Settled?.ForgottenUntil);
        SettledHistory settled = new(
            measuredUntil ?? DateTimeOffset.MinValue,
            treatedUntil,
            stays[false].Select(accepted => accepted.Seq).Append(picture.Settled?.Seq ?? 0).Max(),
            remembered,
            forgotten);
        return picture with { Facts = [.. stays[true]], Alerts = Remember(picture.Alerts, remembered), Settled = settled };
    }

    private static HashSet<string> RecordsAfter(DateTimeOffset? until, IEnumerable<PatientFact> facts) =>
        [.. facts.Where(fact => until is null || fact.Origin.EffectiveTime > until).Select(fact => RecordKeys.Of(fact.Origin))];

    // Everything of one instant goes or stays together: a cut between equals would depend on how they are sorted.
    private static DateTimeOffset? LastFoldedAway(IReadOnlyList<PatientFact> facts, int keep) =>
        facts.Count > keep ? facts[facts.Count - keep - 1].Origin.EffectiveTime : null;

    private static IReadOnlyList<SwellingSeries> PointsUntil(PatientPicture picture, DateTimeOffset? until, RuleSet rules) =>
    [
        .. Trajectories.Of(picture, rules.SwellingHigh.QuietDaysAfterSurgery)
            .Select(series => series with { Points = [.. series.Points.Where(point => point.At <= until)] }),
    ];

    private static (Judgement Remembered, DateTimeOffset? Forgotten) Forget(Judgement judgement, DateTimeOffset? forgotten)
    {
        List<Episode> byEnd = [.. judgement.Ended.OrderBy(episode => episode.Trail.Last.At)];
        List<Episode> forget = byEnd[..Math.Max(0, byEnd.Count - EpisodesKept)];
        return forget.Count == 0
            ? (judgement, forgotten)
            : (judgement with { Ended = [.. judgement.Ended.Except(forget)] }, forget[^1].Trail.Last.At);
    }

    // An alert goes only with its episode; otherwise the episode would look like one that nobody was told of.
    private static ImmutableList<AlertState> Remember(ImmutableList<AlertState> alerts, Judgement remembered)
    {
        HashSet<Guid> evidence =
        [
            .. remembered.Ended.Select(episode => episode.Trail).Concat(remembered.Open.Select(open => open.Trail))
                .SelectMany(trail => trail.Kept.Select(piece => piece.Fact)),
        ];
        int resolved = alerts.Count(alert => alert.Handling == Handling.Resolved);
        return alerts.RemoveAll(alert =>
            alert.Handling == Handling.Resolved
            && resolved-- > ResolvedAlertsKept
            && !alert.Evidence.Kept.Any(evidence.Contains));
    }
}
