using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.FollowingUpSessions;

/// <summary>
/// What is put down to a session that took place: how the patient felt within 48 hours of its start, and each limb as it was measured
/// before and after. It shows what went together in time; drainage itself has weak evidence for volume. Pure.
/// </summary>
/// <remarks>
/// Source: the hours are a choice of the domain sheet (LYM-033; measurements within 24 hours before the start and 48 hours after the
/// end). As alerting counts it, an effect belongs to the session its report names, else to the latest before it began; one whose
/// beginning is not said began when it was reported; a score of 0 is no effect. Of several sittings the last before and the first after
/// count.
/// </remarks>
/// <param name="SideEffects">Oldest first.</param>
/// <param name="Measurements">Each limb that was measured before or after; arms before legs, left before right.</param>
public sealed record Afterwards(IReadOnlyList<EffectAfter> SideEffects, IReadOnlyList<LimbAround> Measurements)
{
    /// <summary>So long after its start an effect is put down to a session, hours.</summary>
    public const int EffectHours = 48;

    /// <summary>So long before its start a sitting belongs to a session, hours.</summary>
    public const int BeforeHours = 24;

    /// <summary>So long after its end a sitting belongs to a session, hours.</summary>
    public const int AfterHours = 48;

    /// <summary>What is put down to a session; null while it has not taken place.</summary>
    /// <param name="life">The session.</param>
    /// <param name="treatment">All that is on record of the patient's treatment.</param>
    public static Afterwards? Of(SessionLife life, PatientTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(life);
        ArgumentNullException.ThrowIfNull(treatment);
        return life.Given is { Fact: var given }
            ? new([.. Effects(given, treatment)], [.. Limbs(given, treatment)])
            : null;
    }

    private static IEnumerable<EffectAfter> Effects(SessionRecorded given, PatientTreatment treatment)
    {
        IReadOnlyList<Counting<SessionRecorded>> sessions = treatment.Current<SessionRecorded>();
        return
            from told in treatment.Current<SideEffectsRecorded>()
            from effect in told.Fact.Told.Effects
            where effect.Score != 0
            let began = effect.Onset ?? told.Fact.EffectiveTime
            let of = told.Fact.Told.OfRecord is { } named
                ? (told.Fact.Source, named)
                : sessions.LastOrDefault(session => session.Fact.EffectiveTime <= began) is { } latest
                    ? CurrentFacts.RecordOf(latest.Fact)
                    : default
            where of == CurrentFacts.RecordOf(given)
                && began >= given.EffectiveTime
                && began - given.EffectiveTime <= TimeSpan.FromHours(EffectHours)
            orderby began
            select new EffectAfter(effect.Effect, effect.Score, began, effect.Resolved, told.Id);
    }

    private static IEnumerable<LimbAround> Limbs(SessionRecorded given, PatientTreatment treatment)
    {
        DateTimeOffset start = given.EffectiveTime;
        DateTimeOffset end = start.AddMinutes(given.Session.Minutes);
        return
            from sittings in treatment.Current<LimbsRecorded>().GroupBy(sitting => sitting.Fact.Read.Site)
            orderby sittings.Key
            from side in (Side[])[Side.Left, Side.Right]
            let read = sittings.Where(sitting => sitting.Fact.Read.Of(side) is not null).ToList()
            let before = read.FindLast(sitting =>
                sitting.Fact.EffectiveTime <= start && start - sitting.Fact.EffectiveTime <= TimeSpan.FromHours(BeforeHours))
            let after = read.Find(sitting =>
                sitting.Fact.EffectiveTime >= end && sitting.Fact.EffectiveTime - end <= TimeSpan.FromHours(AfterHours))
            where before is not null || after is not null
            select LimbAround.Of(new(sittings.Key, side), before, after);
    }
}

/// <summary>A side effect put down to a session.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">1 to 10; null when no number was given.</param>
/// <param name="Began">When it began, or, where that is not said, when it was reported.</param>
/// <param name="Resolved">When it was gone; null when it is not, or not known.</param>
/// <param name="Fact">The report.</param>
public sealed record EffectAfter(string Effect, int? Score, DateTimeOffset Began, DateTimeOffset? Resolved, Guid Fact);

/// <summary>A limb before and after a session.</summary>
/// <param name="Site">Arm or leg.</param>
/// <param name="Side">The patient's left or right.</param>
/// <param name="Before">The last sitting before; null when there was none.</param>
/// <param name="After">The first sitting after; null when there was none.</param>
/// <param name="ChangeMl">Volume after less volume before, mL, below 0 when it is smaller; null when the two cannot be compared.</param>
public sealed record LimbAround(LimbSite Site, Side Side, SizeAt? Before, SizeAt? After, double? ChangeMl)
{
    /// <summary>Puts two sittings together.</summary>
    internal static LimbAround Of(WatchedLimb limb, Counting<LimbsRecorded>? before, Counting<LimbsRecorded>? after)
    {
        SizeAt? was = SizeOf(before, limb.Side);
        SizeAt? became = SizeOf(after, limb.Side);
        bool areComparable = before is not null
            && after is not null
            && MeasuringBasis.AreComparable(BasisOf(before.Fact.Read, limb.Side), BasisOf(after.Fact.Read, limb.Side));
        return new(limb.Site, limb.Side, was, became, areComparable ? became!.Ml - was!.Ml : null);
    }

    private static SizeAt? SizeOf(Counting<LimbsRecorded>? sitting, Side side) => sitting is null
        ? null
        : new(sitting.Fact.EffectiveTime, LimbVolume.Ml(sitting.Fact.Read.Of(side)!), sitting.Id);

    private static string BasisOf(LimbsRead read, Side side) =>
        MeasuringBasis.Of(read.Method, read.Of(side)!, read.ProtocolId, read.ZeroLandmark);
}

/// <summary>The volume of a limb at a moment.</summary>
/// <param name="At">When it was measured.</param>
/// <param name="Ml">Volume, mL.</param>
/// <param name="Fact">The measurement, by the id intake published it under.</param>
public sealed record SizeAt(DateTimeOffset At, double Ml, Guid Fact);
