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
/// <param name="Seq">Highest number in alerting's log of a fact folded away.</param>
/// <param name="Judgement">What the rules had found by then.</param>
/// <param name="ForgottenUntil">Episodes whose last evidence is not later than this are no longer among those kept; null = none.</param>
public sealed record SettledHistory(
    DateTimeOffset MeasuredUntil,
    DateTimeOffset? TreatedUntil,
    long Seq,
    Judgement Judgement,
    DateTimeOffset? ForgottenUntil)
{
    /// <summary>True when the alert's episode may be one that is no longer kept: its silence then says nothing.</summary>
    public bool Forgets(AlertState alert) => alert.LastEffective <= ForgottenUntil;

    /// <summary>True when a fact can be taken in without a look at the older history.</summary>
    /// <param name="picture">The picture this belongs to.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="seen">Records the stream has taken in, by key, among those of the new facts.</param>
    public bool Admits(PatientPicture picture, PatientFact fact, IReadOnlyDictionary<string, RecordSeen>? seen) => fact switch
    {
        LimbsMeasured measured => measured.Origin.EffectiveTime > MeasuredUntil
            && IsNewOrKept(picture, measured, seen)
            && !MayBecomeBaseline(picture, measured),
        SessionGiven session => (TreatedUntil is null || session.Origin.EffectiveTime > TreatedUntil)
            && IsNewOrKept(picture, session, seen),
        // Context, starting sizes and retractions may change everything, and are rare.
        _ => false,
    };

    private static bool IsNewOrKept<TFact>(PatientPicture picture, TFact fact, IReadOnlyDictionary<string, RecordSeen>? seen)
        where TFact : PatientFact =>
        seen?.ContainsKey(RecordKeys.Of(fact.Origin)) != true
        || picture.Facts.Any(kept => kept.Fact is TFact && RecordKeys.Of(kept.Fact.Origin) == RecordKeys.Of(fact.Origin));

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

/// <summary>How a source record is named among those a stream has seen.</summary>
public static class RecordKeys
{
    /// <summary>Source and keyed hash; unique within a patient.</summary>
    public static string Of(FactOrigin origin) => $"{origin.Source} {origin.RecordKey}";
}
