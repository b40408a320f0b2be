using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// The older part of a patient's history, folded away so that a picture stays small whatever its length. It is right for as long
/// as nothing older changes; what might change it makes the decision read the whole stream instead.
/// </summary>
/// <param name="MeasuredUntil">Effective time of the last measurement folded away.</param>
/// <param name="TreatedUntil">Effective time of the last session folded away; null when none is.</param>
/// <param name="WeighedUntil">Effective time of the last weight folded away; null when none is.</param>
/// <param name="ToldUntil">Effective time of the last report of symptoms folded away; null when none is.</param>
/// <param name="Seq">Highest number in alerting's log of a fact folded away.</param>
/// <param name="Judgement">What the rules had found by then: every rule there is, active or not.</param>
/// <param name="Forgotten">Keys of which episodes are no longer among those kept.</param>
public sealed record SettledHistory(
    DateTimeOffset MeasuredUntil,
    DateTimeOffset? TreatedUntil,
    DateTimeOffset? WeighedUntil,
    DateTimeOffset? ToldUntil,
    long Seq,
    Judgement Judgement,
    IReadOnlyList<ForgottenEpisodes> Forgotten)
{
    /// <summary>True when the alert's episode may be one that is no longer kept: its silence then says nothing.</summary>
    public bool Forgets(AlertState alert) =>
        Forgotten.Any(forgotten => forgotten.Key == alert.Key && alert.LastEffective <= forgotten.Until);

    /// <summary>True when a fact can be taken in without a look at the older history.</summary>
    /// <param name="picture">The picture this belongs to.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="seen">Records the stream has taken in, by key, among those of the new facts.</param>
    public bool Admits(PatientPicture picture, PatientFact fact, IReadOnlyDictionary<string, RecordSeen>? seen) => fact switch
    {
        LimbsMeasured measured => measured.Origin.EffectiveTime > MeasuredUntil
            && !MayGoWithAWeightFoldedAway(picture, measured.Origin.EffectiveTime)
            && IsNewOrKept(picture, measured, seen)
            && !MayBecomeBaseline(picture, measured),
        SessionGiven session => (TreatedUntil is null || session.Origin.EffectiveTime > TreatedUntil)
            && IsNewOrKept(picture, session, seen),
        PatientWeighed weighed => (WeighedUntil is null || weighed.Origin.EffectiveTime > WeighedUntil)
            && IsNew(weighed, seen)
            && !GoesWithSomethingSettled(picture, weighed),
        SymptomsTold told => (ToldUntil is null || told.Origin.EffectiveTime > ToldUntil) && IsNewOrKept(picture, told, seen),
        // Context, starting sizes and retractions may change everything, and are rare.
        _ => false,
    };

    private static bool IsNewOrKept<TFact>(PatientPicture picture, TFact fact, IReadOnlyDictionary<string, RecordSeen>? seen)
        where TFact : PatientFact =>
        IsNew(fact, seen)
        || picture.Facts.Any(kept => kept.Fact is TFact && RecordKeys.Of(kept.Fact.Origin) == RecordKeys.Of(fact.Origin));

    private static bool IsNew(PatientFact fact, IReadOnlyDictionary<string, RecordSeen>? seen) =>
        seen?.ContainsKey(RecordKeys.Of(fact.Origin)) != true;

    // Those folded away were weighed by then, so none is nearer than that moment; of two as near the earlier counts.
    private bool MayGoWithAWeightFoldedAway(PatientPicture picture, DateTimeOffset read) =>
        WeighedUntil is { } until
        && read - until <= BodyWeights.Reach
        && (BodyWeights.Of(picture).At(read) is not { } nearest || (nearest.Origin.EffectiveTime - read).Duration() >= read - until);

    // The weight that goes with a reading is the nearest. A new one may take the place of the one a settled reading was judged by, or
    // of the one that goes with the starting size of every reading; a corrected one may leave a place to a weight folded away.
    private bool GoesWithSomethingSettled(PatientPicture picture, PatientWeighed weighed) =>
        weighed.Origin.EffectiveTime <= MeasuredUntil.Add(BodyWeights.Reach)
        || picture.Baselines.Exists(known => (weighed.Origin.EffectiveTime - known.Baseline.At).Duration() <= BodyWeights.Reach);

    private static bool MayBecomeBaseline(PatientPicture picture, LimbsMeasured measured)
    {
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        DateOnly day = DateOnly.FromDateTime(measured.Origin.EffectiveTime.DateTime);
        return CurrentFacts.Of<BaselineDeclared>(picture).Any(declared => declared.OfRecordKey == measured.Origin.RecordKey)
            || context?.Surgeries.Any(surgery => day <= surgery.On) == true
            || Trajectories.WatchedSides(measured.Site, context)
                .Where(side => measured.Of(side) is not null)
                .Any(side => MayBecomeBaseline(picture, new Limb(measured.Site, side), measured));
    }

    // The first reading of a limb is its starting size until a better one comes; an earlier one, or a correction of the very
    // reading that is the starting size, is such a better one.
    private static bool MayBecomeBaseline(PatientPicture picture, Limb limb, LimbsMeasured measured) =>
        picture.Baselines.Find(known => known.Limb == limb) is not { } announced
        || measured.Origin.EffectiveTime <= announced.Baseline.At
        || picture.Facts.Any(kept => kept.Fact.Origin.Id == announced.Baseline.Fact
            && RecordKeys.Of(kept.Fact.Origin) == RecordKeys.Of(measured.Origin));
}

/// <summary>Episodes of one key that are over and no longer kept.</summary>
/// <param name="Key">What they were about.</param>
/// <param name="Until">Those whose last evidence is not later than this.</param>
public sealed record ForgottenEpisodes(AlertKey Key, DateTimeOffset Until);

/// <summary>How a source record is named among those a stream has seen.</summary>
public static class RecordKeys
{
    /// <summary>Source and keyed hash; unique within a patient.</summary>
    public static string Of(FactOrigin origin) => $"{origin.Source} {origin.RecordKey}";
}
