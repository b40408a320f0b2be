using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// What bears on treatment and stays whole in every picture: conditions, clearances, restrictions, what was called off, garments. A
/// rule asks it for the time of the point at hand only, so that it does not matter up to where older points were followed already;
/// a fact that reaches further back than that has the history read again.
/// </summary>
public sealed class TreatmentBackground
{
    private readonly Dictionary<string, AcceptedFact> _conditions;
    private readonly List<AcceptedFact> _over;
    private readonly List<(MldClearance Clearance, AcceptedFact Accepted)> _cleared;
    private readonly List<AreaRestriction> _restrictions;
    private readonly ILookup<string, AcceptedFact> _calledOff;
    private readonly ILookup<string, GarmentGiven> _garments;
    private readonly DateTimeOffset? _taughtAt;

    private TreatmentBackground(PatientPicture picture)
    {
        IReadOnlyDictionary<Guid, long> seqs = CurrentFacts.AcceptedAt(picture);
        IReadOnlyList<ConditionFound> found = CurrentFacts.Of<ConditionFound>(picture);
        _conditions = found.ToDictionary(fact => RecordKeys.Of(fact.Origin), fact => Accepted(fact));
        _over = [.. CurrentFacts.Of<ConditionOver>(picture).Select(Accepted)];
        _cleared = [.. CurrentFacts.Of<DrainageCleared>(picture).Select(fact => (ClearanceOf(fact), Accepted(fact)))];
        _restrictions =
        [
            .. CurrentFacts.VersionsOf<AreasRestricted>(picture)
                .Select(fact => new AreaRestriction(RecordKeys.Of(fact.Origin), fact.Origin.EffectiveTime, fact.Areas)),
        ];
        _calledOff = CurrentFacts.Of<SessionCalledOff>(picture)
            .ToLookup(fact => $"{fact.Origin.Source} {fact.OfRecordKey}", fact => Accepted(fact));
        _garments = CurrentFacts.VersionsOf<GarmentGiven>(picture).ToLookup(fact => RecordKeys.Of(fact.Origin));
        _taughtAt = CurrentFacts.Of<DrainageTaught>(picture) is [var first, ..] ? first.Origin.EffectiveTime : null;
        Holds = HoldsOf(picture);

        AcceptedFact Accepted(PatientFact fact) => new(seqs[fact.Origin.Id], fact);
    }

    /// <summary>When conditions speak against drainage.</summary>
    public Holds Holds { get; }

    /// <summary>The background of a patient.</summary>
    public static TreatmentBackground Of(PatientPicture picture) => new(picture);

    /// <summary>When conditions of a patient were active, and when they spoke against drainage.</summary>
    public static Holds HoldsOf(PatientPicture picture) => Holds.Of(
        CurrentFacts.Of<ConditionFound>(picture).SelectMany(OnsetOf),
        CurrentFacts.Of<ConditionOver>(picture).SelectMany(EndOf),
        CurrentFacts.Of<DrainageCleared>(picture).Select(ClearanceOf));

    /// <summary>The fact of a condition.</summary>
    public AcceptedFact ConditionOf(ActiveTime active) => _conditions[active.Record];

    /// <summary>The first fact that says a condition is over after a moment, and not later than another; null when none does.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="after">It says so of a time after this.</param>
    /// <param name="upTo">And not after this.</param>
    public AcceptedFact? OverBetween(Contraindication condition, DateTimeOffset after, DateTimeOffset upTo) => _over.Find(accepted =>
        ((ConditionOver)accepted.Fact).Condition == condition.ToWire()
        && accepted.Fact.Origin.EffectiveTime > after
        && accepted.Fact.Origin.EffectiveTime <= upTo);

    /// <summary>The fact that ended a condition; null when none did.</summary>
    public AcceptedFact? EndOf(ActiveTime active) => active.Until is not { } until
        ? null
        : _over.Find(accepted => ((ConditionOver)accepted.Fact).Condition == active.Condition.ToWire()
            && accepted.Fact.Origin.EffectiveTime == until);

    /// <summary>The first clearance for drainage that allows it at a moment in spite of a condition; null when none does.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="began">When it began.</param>
    /// <param name="at">The moment.</param>
    public AcceptedFact? ClearanceAt(Contraindication condition, DateTimeOffset began, DateTimeOffset at) =>
        _cleared.Find(known => known.Clearance.Allows(condition, began, at)).Accepted;

    /// <summary>True when somebody had taught drainage at home by a moment.</summary>
    public bool IsTaught(DateTimeOffset at) => _taughtAt <= at;

    /// <summary>Those of the areas treated at a moment that must not be.</summary>
    public IReadOnlyList<string> Forbidden(DateTimeOffset at, IReadOnlyList<string> areas) =>
        RestrictedAreas.Touched(_restrictions, at, areas);

    /// <summary>The fact that called a booking off, since it was last made or changed; null when none did.</summary>
    public AcceptedFact? CalledOff(SessionBooked booking) => _calledOff[RecordKeys.Of(booking.Origin)]
        .FirstOrDefault(accepted => accepted.Fact.Origin.EffectiveTime >= booking.Origin.EffectiveTime);

    /// <summary>The garment a report of a day is about, as it was to be worn then; null when that cannot be told.</summary>
    public GarmentGiven? GarmentOf(GarmentWornOn worn) => worn.OfRecordKey is { } named
        ? GarmentsInUse.At(_garments[$"{worn.Origin.Source} {named}"], DaysOf, worn.Day)
        : GarmentsInUse.OnlyAt(_garments, DaysOf, worn.Day);

    private static (DateOnly Said, DateOnly? HandedOut) DaysOf(GarmentGiven given) =>
        (DateOnly.FromDateTime(given.Origin.EffectiveTime.DateTime), given.HandedOutOn);

    private static IEnumerable<ConditionOnset> OnsetOf(ConditionFound found) =>
        WireText.TryParse(found.Condition, out Contraindication condition)
            ? [new(RecordKeys.Of(found.Origin), condition, FirstMoment(found.Onset, found.Origin.EffectiveTime))]
            : [];

    private static IEnumerable<ConditionEnd> EndOf(ConditionOver over) =>
        WireText.TryParse(over.Condition, out Contraindication condition)
            ?
            [
                new(
                    condition,
                    over.Origin.EffectiveTime,
                    over.OfRecordKey is { } record ? $"{over.Origin.Source} {record}" : null,
                    over.Basis == "fever-free-48h"),
            ]
            : [];

    private static MldClearance ClearanceOf(DrainageCleared cleared) => new(
        [.. cleared.Conditions.Select(word => WireText.TryParse(word, out Contraindication known) ? known : (Contraindication?)null)
            .OfType<Contraindication>()],
        cleared.Origin.EffectiveTime,
        cleared.Until is { } last ? FirstMoment(last.AddDays(1), cleared.Origin.EffectiveTime) : null);

    private static DateTimeOffset FirstMoment(DateOnly? day, DateTimeOffset at) =>
        day is { } date ? new(date, TimeOnly.MinValue, at.Offset) : at;
}
