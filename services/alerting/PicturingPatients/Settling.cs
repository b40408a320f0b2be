using System.Collections.Immutable;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>Folds the older part of a picture away, so that it fits into a snapshot. Pure, and safe to repeat.</summary>
public static class Settling
{
    /// <summary>Measurements that stay as facts.</summary>
    public const int MeasurementsKept = 32;

    /// <summary>Sessions that stay as facts.</summary>
    public const int SessionsKept = 32;

    /// <summary>Weights that stay as facts, beside those that go with a measurement or starting size that stays.</summary>
    public const int WeightsKept = 24;

    /// <summary>Reports of symptoms that stay as facts.</summary>
    public const int ReportsKept = 16;

    private const int EpisodesKept = 8;
    private const int ResolvedAlertsKept = 16;

    // More than a rule looks back at, however often a patient is measured in a week; beyond it the picture is left to grow.
    private const int EarlierValuesMax = 64;

    /// <summary>
    /// The picture with no more than the latest 32 measurements and so on as facts; as it is when it holds no more, or when what
    /// the rules would have to remember is not small.
    /// </summary>
    public static PatientPicture Settle(PatientPicture picture, RuleSet rules)
    {
        SettledHistory? before = picture.Settled;
        IReadOnlyList<LimbsMeasured> measured = CurrentFacts.Of<LimbsMeasured>(picture);
        IReadOnlyList<SessionGiven> sessions = CurrentFacts.Of<SessionGiven>(picture);
        IReadOnlyList<SymptomsTold> reports = CurrentFacts.Of<SymptomsTold>(picture);
        // Older ones that stay because they are in use are not counted again.
        IReadOnlyList<PatientWeighed> weights = [.. After(before?.WeighedUntil, CurrentFacts.Of<PatientWeighed>(picture))];
        if (measured.Count <= MeasurementsKept && sessions.Count <= SessionsKept
            && reports.Count <= ReportsKept && weights.Count <= WeightsKept)
        {
            return picture;
        }

        DateTimeOffset? measuredUntil = LastFoldedAway(measured, MeasurementsKept) ?? before?.MeasuredUntil;
        DateTimeOffset? treatedUntil = LastFoldedAway(sessions, SessionsKept) ?? before?.TreatedUntil;
        DateTimeOffset? toldUntil = LastFoldedAway(reports, ReportsKept) ?? before?.ToldUntil;
        DateTimeOffset? weighedUntil = LastFoldedAway(weights, WeightsKept) ?? before?.WeighedUntil;
        IReadOnlyList<SwellingSeries> swelling = Trajectories.Of(picture, rules.QuietDaysAfterSurgery);
        // Once settled, what was announced is what counts. An older program announced it without who measured: the next fact says
        // it anew, and until then the picture is left whole.
        if (BaselineRule.Changed(picture, swelling).Any())
            return picture;

        Judgement judgement = Rules.GoOn(
            before?.Judgement ?? Judgement.Nothing,
            [.. swelling.Select(series => series with { Points = [.. series.Points.Where(point => point.At <= measuredUntil)] })],
            [
                .. SymptomSeries.Of(picture)
                    .Select(series => series with { Points = [.. series.Points.Where(point => point.At <= toldUntil)] }),
            ],
            rules);
        if (judgement.Progress.Any(progress => progress.Earlier.Count > EarlierValuesMax))
            return picture;

        ILookup<bool, AcceptedFact> stays = WhatStays(
            picture,
            [
                .. After(measuredUntil, measured),
                .. After(treatedUntil, sessions),
                .. After(toldUntil, reports),
                .. After(weighedUntil, weights),
                .. WeightsInUse(picture, swelling, measuredUntil),
            ]);
        (Judgement remembered, IReadOnlyList<ForgottenEpisodes> forgotten) = Forget(judgement, before?.Forgotten ?? []);
        SettledHistory settled = new(
            measuredUntil ?? DateTimeOffset.MinValue,
            treatedUntil,
            weighedUntil,
            toldUntil,
            stays[false].Select(accepted => accepted.Seq).Append(before?.Seq ?? 0).Max(),
            remembered,
            forgotten);
        return picture with { Facts = [.. stays[true]], Alerts = Remember(picture.Alerts, remembered), Settled = settled };
    }

    // Every version of the records that stay, what was taken back of them, and the context and starting sizes that count.
    private static ILookup<bool, AcceptedFact> WhatStays(PatientPicture picture, IReadOnlyList<PatientFact> staying)
    {
        HashSet<(Type Kind, string Record)> kept = [.. staying.Select(fact => (fact.GetType(), RecordKeys.Of(fact.Origin)))];
        HashSet<string> records = [.. kept.Select(fact => fact.Record)];
        HashSet<Guid> winners =
        [
            .. CurrentFacts.Of<CareContextKnown>(picture).Select(fact => fact.Origin.Id),
            .. CurrentFacts.Of<BaselineDeclared>(picture).Select(fact => fact.Origin.Id),
        ];
        return picture.Facts.ToLookup(accepted => accepted.Fact switch
        {
            CareContextKnown or BaselineDeclared => winners.Contains(accepted.Fact.Origin.Id),
            RecordTakenBack taken => records.Contains(RecordKeys.Of(taken.Origin)),
            var fact => kept.Contains((fact.GetType(), RecordKeys.Of(fact.Origin))),
        });
    }

    private static IEnumerable<PatientWeighed> WeightsInUse(
        PatientPicture picture, IReadOnlyList<SwellingSeries> swelling, DateTimeOffset? measuredUntil)
    {
        BodyWeights weights = BodyWeights.Of(picture);
        return swelling
            .SelectMany(series => series.Points
                .Where(point => measuredUntil is null || point.At > measuredUntil)
                .Where(point => point.Change?.Kind == IndexKind.WeightAdjustedChange)
                .Select(point => weights.At(point.At))
                .Append(series.Baseline is { } baseline ? weights.At(baseline.At) : null))
            .OfType<PatientWeighed>();
    }

    private static IEnumerable<TFact> After<TFact>(DateTimeOffset? until, IEnumerable<TFact> facts)
        where TFact : PatientFact =>
        facts.Where(fact => until is null || fact.Origin.EffectiveTime > until);

    // Everything of one instant goes or stays together: a cut between equals would depend on how they are sorted.
    private static DateTimeOffset? LastFoldedAway(IReadOnlyList<PatientFact> facts, int keep) =>
        facts.Count > keep ? facts[facts.Count - keep - 1].Origin.EffectiveTime : null;

    private static (Judgement Remembered, IReadOnlyList<ForgottenEpisodes> Forgotten) Forget(
        Judgement judgement, IReadOnlyList<ForgottenEpisodes> forgotten)
    {
        List<Episode> byEnd = [.. judgement.Ended.OrderBy(episode => episode.Trail.Last.At)];
        List<Episode> forget = byEnd[..Math.Max(0, byEnd.Count - EpisodesKept)];
        return forget.Count == 0
            ? (judgement, forgotten)
            : (
                judgement with { Ended = [.. judgement.Ended.Except(forget)] },
                [
                    .. forgotten
                        .Concat(forget.Select(episode => new ForgottenEpisodes(episode.Key, episode.Trail.Last.At)))
                        .GroupBy(episodes => episodes.Key)
                        .Select(same => same.MaxBy(episodes => episodes.Until)!),
                ]);
    }

    // An alert goes only with its episode; otherwise the episode would look like one that nobody was told of.
    private static ImmutableList<AlertState> Remember(ImmutableList<AlertState> alerts, Judgement remembered)
    {
        HashSet<Guid> evidence =
        [
            .. remembered.Ended.Select(episode => episode.Trail)
                .Concat(remembered.Progress.Select(progress => progress.Stretch?.Trail).OfType<Trail>())
                .SelectMany(trail => trail.Kept.Select(piece => piece.Fact)),
        ];
        int resolved = alerts.Count(alert => alert.Handling == Handling.Resolved);
        return alerts.RemoveAll(alert =>
            alert.Handling == Handling.Resolved
            && resolved-- > ResolvedAlertsKept
            && !alert.Evidence.Kept.Any(evidence.Contains));
    }
}
