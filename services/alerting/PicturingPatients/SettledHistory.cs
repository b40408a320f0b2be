using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// The older part of a patient's history, folded away so that a picture stays small whatever its length. It is right for as long
/// as nothing older changes; what might change it makes the decision read the whole stream instead.
/// </summary>
/// <param name="Until">The rules have followed everything up to this moment, of whatever kind (<see cref="PatientFact.On"/>).</param>
/// <param name="Seq">Highest number in alerting's log of a fact folded away.</param>
/// <param name="Judgement">What the rules had found by then: every rule there is, active or not.</param>
/// <param name="Forgotten">Keys of which episodes are no longer among those kept.</param>
/// <param name="Counts">How much was folded away.</param>
/// <param name="Segments">Segments as of that moment, of limbs whose readings do not all go on from the starting size as it is.</param>
/// <param name="Loaded">
/// Numbers in alerting's log of the evidence remembered that was loaded as history, in order; null when none was.
/// </param>
public sealed record SettledHistory(
    DateTimeOffset Until,
    long Seq,
    Judgement Judgement,
    IReadOnlyList<ForgottenEpisodes> Forgotten,
    FoldedCounts Counts,
    IReadOnlyList<LimbSegments>? Segments = null,
    IReadOnlyList<long>? Loaded = null)
{
    /// <summary>
    /// How far a reading looks back at others: a change within so many days, two methods used within so many days, and the nearest
    /// weight (domain sheet 4.5, 4.6 and 1.4).
    /// </summary>
    public static readonly TimeSpan LookBack = BodyWeights.Reach;

    /// <summary>Of sittings up to this moment only the last that counts is kept as a fact.</summary>
    [JsonIgnore]
    public DateTimeOffset CountingUntil => Until - LookBack;

    /// <summary>True when the alert's episode may be one that is no longer kept: its silence then says nothing.</summary>
    public bool Forgets(AlertState alert) =>
        Forgotten.Any(forgotten => forgotten.Key == alert.Key && alert.LastEffective <= forgotten.Until);

    /// <summary>True when a fact can be taken in without a look at the older history.</summary>
    /// <param name="picture">The picture this belongs to.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="seen">Records the stream has taken in, by key, among those of the new facts.</param>
    public bool Admits(PatientPicture picture, PatientFact fact, IReadOnlyDictionary<string, RecordSeen>? seen) =>
        fact.Since > Until
        && fact switch
        {
            // They may change everything, and are rare.
            CareContextKnown or BaselineDeclared or RecordTakenBack => false,
            LimbsMeasured measured => !MayBecomeBaseline(picture, measured),
            PatientWeighed weighed => !GoesWithSomethingSettled(picture, weighed),
            _ => true,
        }
        && IsNewOrKept(picture, fact, seen);

    // Of a record that was seen before, and is not still here whole, some version may be among what is folded away; a weight may
    // have been the nearest to a reading that is.
    private bool IsNewOrKept(PatientPicture picture, PatientFact fact, IReadOnlyDictionary<string, RecordSeen>? seen)
    {
        string record = RecordKeys.Of(fact.Origin);
        if (seen?.ContainsKey(record) != true)
            return true;
        List<PatientFact> versions =
        [
            .. picture.Facts.Select(kept => kept.Fact)
                .Where(kept => kept.GetType() == fact.GetType() && RecordKeys.Of(kept.Origin) == record),
        ];
        return fact is not PatientWeighed && versions.Count > 0 && versions.TrueForAll(version => version.Since > Until);
    }

    // The weight that goes with a reading is the nearest. A new one may take the place of the one a settled reading was judged by,
    // or of the one that goes with the starting size of every reading.
    private bool GoesWithSomethingSettled(PatientPicture picture, PatientWeighed weighed) =>
        weighed.Origin.EffectiveTime - Until <= BodyWeights.Reach
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

/// <summary>How much was folded away, of the facts that count.</summary>
/// <param name="Facts">Of every kind.</param>
/// <param name="Sittings">Of these, measurements of limbs.</param>
/// <param name="IsWeighed">True when there was a weight among them.</param>
public sealed record FoldedCounts(int Facts, int Sittings, bool IsWeighed)
{
    /// <summary>Nothing.</summary>
    public static FoldedCounts None { get; } = new(0, 0, IsWeighed: false);

    /// <summary>Some more.</summary>
    public FoldedCounts With(IEnumerable<PatientFact> more) => more.Aggregate(this, (counts, fact) => new(
        counts.Facts + 1, counts.Sittings + (fact is LimbsMeasured ? 1 : 0), counts.IsWeighed || fact is PatientWeighed));
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
