using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.FollowingCourses;

/// <summary>The sizes of one watched limb, as the response to treatment is judged by them. Pure.</summary>
/// <param name="Limb">The limb.</param>
/// <param name="IsTwoSided">True when the limbs of both sides are at risk: then the other limb is no yardstick.</param>
/// <param name="Readings">Oldest first.</param>
public sealed record LimbSizes(WatchedLimb Limb, bool IsTwoSided, IReadOnlyList<SizeReading> Readings)
{
    private const string Acute = "acute";
    private const string NoOtherLimb = "no-other-limb";

    /// <summary>
    /// The watched limbs that were measured: those at risk, and while nobody has said which are, either. Arms before legs, left before
    /// right.
    /// </summary>
    public static IReadOnlyList<LimbSizes> Of(PatientTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        IReadOnlyList<WatchedLimb> atRisk =
            treatment.Current<CareContextRecorded>() is [.., var latest] ? latest.Fact.AtRisk : [];
        var record = SafetyOnRecord.Of(treatment.Safety);
        return
        [
            .. from sittings in treatment.Current<LimbsRecorded>().GroupBy(sitting => sitting.Fact.Read.Site)
               orderby sittings.Key
               let risky = atRisk.Where(limb => limb.Site == sittings.Key).Select(limb => limb.Side).Distinct().Order().ToArray()
               from side in risky.Length > 0 ? risky : [Side.Left, Side.Right]
               select new LimbSizes(
                   new(sittings.Key, side),
                   risky.Length > 1,
                   [.. sittings.Where(sitting => sitting.Fact.Read.Of(side) is not null).Select(Reading(side, risky.Length > 1, record))]),
        ];
    }

    private static Func<Counting<LimbsRecorded>, SizeReading> Reading(Side side, bool isTwoSided, SafetyOnRecord record) => sitting =>
    {
        LimbsRead read = sitting.Fact.Read;
        DateTimeOffset at = sitting.Fact.EffectiveTime;
        LimbReading limb = read.Of(side)!;
        // What is acute is not the lymphedema's own (domain sheet 4.6).
        (double? ml, string? whyNot) = record.IsAcute(at)
            ? (null, Acute)
            : isTwoSided ? (LimbVolume.Ml(limb), null) : Excess(limb, read.Of(side.Opposite()));
        return new(sitting.Id, at, ml, MeasuringBasis.Of(read.Method, limb, read.ProtocolId, read.ZeroLandmark), whyNot);
    };

    private static (double? Ml, string? WhyNot) Excess(LimbReading limb, LimbReading? other)
    {
        if (other is null)
            return (null, NoOtherLimb);
        return SwellingIndex.TryExcess(limb, other, out SwellingIndex? excess, out Refusal? refusal) && excess.OtherMl is { } otherMl
            ? (excess.LimbMl - otherMl, null)
            : (null, refusal?.Code ?? NoOtherLimb);
    }
}
