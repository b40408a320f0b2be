using System.Collections.Immutable;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>Folds the older part of a picture away, so that it fits into a snapshot. Pure, and safe to repeat.</summary>
public static class Settling
{
    /// <summary>Sittings that stay as facts, at least; a girth of every station makes them the largest facts there are.</summary>
    public const int SittingsKept = 12;

    /// <summary>Facts of all kinds that stay, at least.</summary>
    public const int FactsKept = 32;

    /// <summary>Folding is work: it is done when so many sittings more than those have gathered.</summary>
    public const int SittingsGathered = 8;

    /// <summary>The same for facts of all kinds.</summary>
    public const int FactsGathered = 16;

    private const int EpisodesKept = 8;
    private const int ResolvedAlertsKept = 8;

    // More than a rule looks back at, if a patient is measured every day; beyond it the picture is left to grow.
    private const int EarlierValuesMax = 200;

    // Sittings and weights of that time before what is folded away stay, to be looked at.
    private static readonly TimeSpan LookBack = SettledHistory.LookBack;

    /// <summary>
    /// The picture with no more than some facts; as it is when it holds not many more, or when what the rules would have to
    /// remember is not small.
    /// </summary>
    public static PatientPicture Settle(PatientPicture picture, RuleSet rules) => Settle(picture, rules, SettlingDepth.OfSnapshots);

    /// <summary>The same to another depth, for who goes on from it in memory.</summary>
    public static PatientPicture Settle(PatientPicture picture, RuleSet rules, SettlingDepth depth)
    {
        if (picture.Facts.Count <= depth.SittingsKept + depth.SittingsGathered)
            return picture;
        SettledHistory? before = picture.Settled;
        List<PatientFact> foldable =
        [
            .. CurrentFacts.All(picture).Where(fact => IsFoldable(fact) && (before is null || fact.On > before.Until))
                .OrderBy(fact => fact.On),
        ];
        if (Until(foldable, before, depth) is not { } until)
            return picture;

        PatientSeries series = PatientSeries.Of(picture, rules);
        // Once settled, what was announced is what counts. An older program announced it without who measured: the next fact says
        // it anew, and until then the picture is left whole.
        if (BaselineRule.Changed(picture, series.Swelling).Any())
            return picture;

        Judgement judgement =
            Rules.GoOn(before?.Judgement ?? Judgement.Nothing, series.Within(new(before?.Until, until)), rules);
        if (judgement.Progress.Any(progress => progress.Earlier.Count > EarlierValuesMax))
            return picture;

        ILookup<bool, AcceptedFact> stays = WhatStays(picture, series.Swelling, until);
        (Judgement remembered, IReadOnlyList<ForgottenEpisodes> forgotten) = Forget(judgement, before?.Forgotten ?? []);
        SettledHistory settled = new(
            until,
            stays[false].Select(accepted => accepted.Seq).Append(before?.Seq ?? 0).Max(),
            remembered,
            forgotten,
            (before?.Counts ?? FoldedCounts.None).With(foldable.Where(fact => fact.On <= until)),
            Trajectories.SegmentsOf(picture, rules, until),
            LoadedHistory.Among(picture, EvidenceOf(remembered)));
        return picture with { Facts = [.. stays[true]], Alerts = Remember(picture, stays[true], remembered), Settled = settled };
    }

    /// <summary>
    /// The moment up to which to fold; null to leave it. A function of all the facts that count, however many of them were folded
    /// away before: a snapshot that grew with its stream is the one that the stream folds to (promise P21).
    /// </summary>
    private static DateTimeOffset? Until(List<PatientFact> foldable, SettledHistory? before, SettlingDepth depth)
    {
        // Sessions are booked ahead: up to where nothing has happened yet there is nothing to fold.
        if (foldable.FindLast(fact => fact is not SessionBooked) is not { On: var happened })
            return null;
        FoldedCounts folded = before?.Counts ?? FoldedCounts.None;
        List<PatientFact> sittings = [.. foldable.Where(fact => fact is LimbsMeasured)];
        DateTimeOffset? until = Later(
            LastFoldedAway(foldable, folded.Facts, depth.FactsKept, depth.FactsGathered),
            LastFoldedAway(sittings, folded.Sittings, depth.SittingsKept, depth.SittingsGathered));
        if (until is null)
            return null;
        until = Earlier(until.Value, happened);
        // A new weight within reach of what is folded away needs the whole history: of who is weighed, four weeks stay.
        if (folded.IsWeighed || foldable.Exists(fact => fact is PatientWeighed))
            until = Earlier(until.Value, BeginningOfWeek(happened - (2 * LookBack)));
        return until <= before?.Until || foldable[0].On > until ? null : until;
    }

    /// <summary>True for facts that come often and whose effect the rules can remember; the others always stay.</summary>
    private static bool IsFoldable(PatientFact fact) => fact is LimbsMeasured or SessionGiven or SessionBooked or SideEffectsTold
        or PatientWeighed or SymptomsTold or GirthTaken or FluidMeasured or SkinWaterMeasured or TemperatureTaken
        or QuestionnaireAnswered or GarmentWornOn;

    // Every version of the records that stay, what was taken back or called off of them, and of what always stays what counts.
    private static ILookup<bool, AcceptedFact> WhatStays(
        PatientPicture picture, IReadOnlyList<SwellingSeries> swelling, DateTimeOffset until)
    {
        IReadOnlyList<PatientFact> current = CurrentFacts.All(picture);
        List<PatientFact> staying =
        [
            .. current.Where(fact => IsFoldable(fact) && fact.On > until),
            .. current.Where(fact => fact is LimbsMeasured or PatientWeighed && fact.On <= until && fact.On > until - LookBack),
            .. LastThatCount(current, swelling, until - LookBack),
            .. WeightsOfStartingSizes(picture),
        ];
        HashSet<(Type Kind, string Record)> kept = [.. staying.Select(fact => (fact.GetType(), RecordKeys.Of(fact.Origin)))];
        HashSet<string> records = [.. kept.Select(fact => fact.Record)];
        HashSet<Guid> winners =
        [
            .. current.Where(fact => !IsFoldable(fact) && fact is not RecordTakenBack).Select(fact => fact.Origin.Id),
            // A later version of these is a change: what an earlier one said still holds for its time.
            .. CurrentFacts.VersionsOf<AreasRestricted>(picture).Select(fact => fact.Origin.Id),
            .. CurrentFacts.VersionsOf<GarmentGiven>(picture).Select(fact => fact.Origin.Id),
        ];
        return picture.Facts.ToLookup(accepted => accepted.Fact switch
        {
            RecordTakenBack taken => records.Contains(RecordKeys.Of(taken.Origin)),
            SessionCalledOff off => winners.Contains(off.Origin.Id)
                && (off.On > until || records.Contains($"{off.Origin.Source} {off.OfRecordKey}")),
            var fact => IsFoldable(fact)
                ? kept.Contains((fact.GetType(), RecordKeys.Of(fact.Origin)))
                : winners.Contains(fact.Origin.Id),
        });
    }

    // What comes next is compared with them: it may be held by how it looks beside them.
    private static IEnumerable<LimbsMeasured> LastThatCount(
        IReadOnlyList<PatientFact> current, IReadOnlyList<SwellingSeries> swelling, DateTimeOffset until)
    {
        HashSet<Guid> last =
        [
            .. swelling.GroupBy(series => series.Limb)
                .Select(ofLimb => ofLimb.SelectMany(series => series.Points).Where(point => point.Held is null && point.At <= until))
                .Select(points => points.ToList())
                .SelectMany(points => points.Where(point => point.At == points.Max(one => one.At)))
                .Select(point => point.FactId),
        ];
        return current.OfType<LimbsMeasured>().Where(sitting => last.Contains(sitting.Origin.Id));
    }

    private static IEnumerable<PatientWeighed> WeightsOfStartingSizes(PatientPicture picture)
    {
        BodyWeights weights = BodyWeights.Of(picture);
        return picture.Baselines.Select(known => weights.At(known.Baseline.At)).OfType<PatientWeighed>();
    }

    // Everything of one instant goes or stays together: a cut between equals would depend on how they are sorted.
    private static DateTimeOffset? LastFoldedAway(List<PatientFact> facts, int folded, int keep, int gathered)
    {
        int fold = (folded + facts.Count - keep) / gathered * gathered;
        return fold > folded ? facts[fold - folded - 1].On : null;
    }

    private static DateTimeOffset BeginningOfWeek(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.FromDays(7).Ticks), TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => other < one ? other : one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;

    private static (Judgement Remembered, IReadOnlyList<ForgottenEpisodes> Forgotten) Forget(
        Judgement judgement, IReadOnlyList<ForgottenEpisodes> forgotten)
    {
        List<Episode> byEnd =
        [
            .. judgement.Ended.OrderBy(episode => episode.Trail.Last.At)
                .ThenBy(episode => episode.Key.Place, StringComparer.Ordinal),
        ];
        List<Episode> forget = byEnd[..Math.Max(0, byEnd.Count - EpisodesKept)];
        return forget.Count == 0
            ? (judgement, forgotten)
            : (
                judgement with { Ended = [.. judgement.Ended.Except(forget)] },
                [
                    .. forgotten
                        .Concat(forget.Select(episode => new ForgottenEpisodes(episode.Key, episode.Trail.Last.At)))
                        .GroupBy(episodes => episodes.Key)
                        .Select(same => same.MaxBy(episodes => episodes.Until)!)
                        .OrderBy(episodes => episodes.Key.Place, StringComparer.Ordinal),
                ]);
    }

    private static IEnumerable<Evidence> EvidenceOf(Judgement remembered) => remembered.Ended.Select(episode => episode.Trail)
        .Concat(remembered.Progress.Select(progress => progress.Stretch?.Trail).OfType<Trail>())
        .SelectMany(trail => trail.Kept);

    // An alert goes only with its episode; otherwise the episode would look like one that nobody was told of. What is still a fact,
    // or waits, is judged anew each time.
    private static ImmutableList<AlertState> Remember(
        PatientPicture picture, IEnumerable<AcceptedFact> stays, Judgement remembered)
    {
        HashSet<Guid> evidence =
        [
            .. stays.Select(accepted => accepted.Fact.Origin.Id),
            .. picture.Waiting.Items.Select(waiting => waiting.Receipt),
            .. EvidenceOf(remembered).Select(piece => piece.Fact),
        ];
        int resolved = picture.Alerts.Count(alert => alert.Handling == Handling.Resolved);
        return picture.Alerts.RemoveAll(alert =>
            alert.Handling == Handling.Resolved
            && resolved-- > ResolvedAlertsKept
            && !alert.Evidence.Kept.Any(evidence.Contains));
    }
}

/// <summary>How much stays when the older history is folded away; what the rules look back at stays besides.</summary>
/// <param name="SittingsKept">Sittings, at least.</param>
/// <param name="FactsKept">Facts of all kinds, at least.</param>
/// <param name="SittingsGathered">It is folded when so many more sittings have gathered.</param>
/// <param name="FactsGathered">The same for facts of all kinds.</param>
public sealed record SettlingDepth(int SittingsKept, int FactsKept, int SittingsGathered, int FactsGathered)
{
    /// <summary>That of snapshots: late facts of a few months are taken in without a look at the whole history.</summary>
    public static SettlingDepth OfSnapshots { get; } =
        new(Settling.SittingsKept, Settling.FactsKept, Settling.SittingsGathered, Settling.FactsGathered);
}
