using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>Draws the series of every watched limb from the facts that count. Pure.</summary>
public static class Trajectories
{
    private static readonly Refusal BeforeBaseline = new("before-baseline", "Read before the starting size was.");

    private static readonly Refusal OtherProtocol = new(
        "other-protocol", "Measured by another method or protocol than the starting size; the two are not interchangeable.");

    /// <summary>One series a watched limb: arms before legs, left before right.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="quietDays">Length of the early time after surgery, days.</param>
    public static IReadOnlyList<SwellingSeries> Of(PatientPicture picture, int quietDays)
    {
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        IReadOnlyList<BaselineDeclared> declared = CurrentFacts.Of<BaselineDeclared>(picture);
        return
        [
            .. CurrentFacts.Of<LimbsMeasured>(picture)
                .GroupBy(sitting => sitting.Site)
                .OrderBy(site => site.Key)
                .SelectMany(site => OfSite(
                    site.Key, [.. site], [.. declared.Where(d => d.Site == site.Key)], context, quietDays)),
        ];
    }

    private static IEnumerable<SwellingSeries> OfSite(
        LimbSite site,
        IReadOnlyList<LimbsMeasured> sittings,
        IReadOnlyList<BaselineDeclared> declared,
        CareContextKnown? context,
        int quietDays)
    {
        List<Side> atRisk =
        [
            .. (context?.Limbs ?? []).Concat((context?.Surgeries ?? []).Select(surgery => surgery.Limb))
                .Where(limb => limb.Site == site)
                .Select(limb => limb.Side)
                .Distinct()
                .Order(),
        ];
        // While nobody has said which limb is at risk, each is watched against the other: to miss the swollen one would be worse.
        foreach (Side side in atRisk.Count > 0 ? atRisk : [Side.Left, Side.Right])
        {
            Limb limb = new(site, side);
            List<DateOnly> surgeries =
                [.. (context?.Surgeries ?? []).Where(surgery => surgery.Limb == limb).Select(surgery => surgery.On).Order()];
            BaselineInForce? baseline = BaselineRule.InForce(limb, sittings, declared, surgeries, quietDays);
            yield return new(
                limb,
                baseline,
                surgeries,
                [
                    .. sittings.Where(sitting => sitting.Of(side) is not null)
                        .Select(sitting => Point(sitting, side, baseline!, surgeries, bothAtRisk: atRisk.Count > 1)),
                ]);
        }
    }

    private static TrendPoint Point(
        LimbsMeasured sitting, Side side, BaselineInForce baseline, List<DateOnly> surgeries, bool bothAtRisk)
    {
        LimbReading limb = sitting.Of(side)!;
        LimbReading? other = sitting.Of(side.Opposite());
        SwellingIndex? excess = null;
        if (other is not null)
            SwellingIndex.TryExcess(limb, other, out excess, out _);

        SwellingIndex? change = null;
        bool isBaseline = sitting.Origin.Id == baseline.Fact;
        Refusal? notCompared = isBaseline ? null : WhyNot(sitting, baseline);
        if (!isBaseline && notCompared is null)
            SwellingIndex.TryChange(baseline.Sitting, new(limb, other), bothAtRisk, weights: null, out change, out notCompared);

        return new(
            sitting.Origin.Id,
            sitting.Origin.EffectiveTime,
            LimbVolume.Ml(limb),
            other is null ? null : LimbVolume.Ml(other),
            isBaseline,
            change,
            excess,
            notCompared,
            Clinical.DaysAfterSurgery.At(surgeries, sitting.Origin.EffectiveTime),
            sitting.RaterId);
    }

    private static Refusal? WhyNot(LimbsMeasured sitting, BaselineInForce baseline)
    {
        if (sitting.Origin.EffectiveTime < baseline.At)
            return BeforeBaseline;
        return sitting.Protocol == baseline.Protocol ? null : OtherProtocol;
    }
}
