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
        Dictionary<Guid, long> acceptedAt = picture.Facts.ToDictionary(fact => fact.Fact.Origin.Id, fact => fact.Seq);
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        IReadOnlyList<BaselineDeclared> declared = CurrentFacts.Of<BaselineDeclared>(picture);
        BodyWeights weights = BodyWeights.Of(picture);
        ILookup<LimbSite, LimbsMeasured> sittings = CurrentFacts.Of<LimbsMeasured>(picture).ToLookup(sitting => sitting.Site);
        return
        [
            .. sittings.Select(site => site.Key)
                // Where older history is settled, a site may have a starting size and no reading left.
                .Union(picture.Settled is null ? [] : picture.Baselines.Select(baseline => baseline.Limb.Site))
                .Order()
                .SelectMany(site => WatchedSides(site, context).Select(side => OfLimb(new(site, side)))),
        ];

        SwellingSeries OfLimb(Limb limb)
        {
            IReadOnlyList<LimbsMeasured> ofSite = [.. sittings[limb.Site]];
            List<DateOnly> surgeries = SurgeriesOf(limb, context);
            BaselineInForce? baseline = picture.Settled is null
                ? BaselineRule.InForce(limb, ofSite, [.. declared.Where(d => d.Site == limb.Site)], surgeries, quietDays)
                // What is settled may hold the starting size; whatever could change it reads the whole stream first.
                : picture.Baselines.Find(announced => announced.Limb == limb)?.Baseline;
            bool bothAtRisk = AtRisk(limb.Site, context).Count > 1;
            return new(
                limb,
                baseline,
                surgeries,
                [
                    .. ofSite.Where(sitting => sitting.Of(limb.Side) is not null)
                        .Select(sitting => Point(
                            sitting, acceptedAt[sitting.Origin.Id], limb.Side, baseline!, surgeries, bothAtRisk, weights)),
                ]);
        }
    }

    /// <summary>
    /// The sides of a pair of limbs that are watched: those at risk. While nobody has said which is, each is watched against the
    /// other: to miss the swollen one would be worse.
    /// </summary>
    public static IReadOnlyList<Side> WatchedSides(LimbSite site, CareContextKnown? context) =>
        AtRisk(site, context) is { Count: > 0 } atRisk ? atRisk : [Side.Left, Side.Right];

    private static List<Side> AtRisk(LimbSite site, CareContextKnown? context) =>
    [
        .. (context?.Limbs ?? []).Concat((context?.Surgeries ?? []).Select(surgery => surgery.Limb))
            .Where(limb => limb.Site == site)
            .Select(limb => limb.Side)
            .Distinct()
            .Order(),
    ];

    private static List<DateOnly> SurgeriesOf(Limb limb, CareContextKnown? context) =>
        [.. (context?.Surgeries ?? []).Where(surgery => surgery.Limb == limb).Select(surgery => surgery.On).Order()];

    private static TrendPoint Point(
        LimbsMeasured sitting,
        long seq,
        Side side,
        BaselineInForce baseline,
        List<DateOnly> surgeries,
        bool bothAtRisk,
        BodyWeights weights)
    {
        LimbReading limb = sitting.Of(side)!;
        LimbReading? other = sitting.Of(side.Opposite());
        SwellingIndex? excess = null;
        if (other is not null)
            SwellingIndex.TryExcess(limb, other, out excess, out _);

        SwellingIndex? change = null;
        Weights? pair = weights.Between(baseline.At, sitting.Origin.EffectiveTime);
        bool isBaseline = sitting.Origin.Id == baseline.Fact;
        Refusal? notCompared = isBaseline ? null : WhyNot(sitting, baseline);
        if (!isBaseline && notCompared is null)
            SwellingIndex.TryChange(baseline.Sitting, new(limb, other), bothAtRisk, pair, out change, out notCompared);

        return new(
            sitting.Origin.Id,
            seq,
            sitting.Origin.EffectiveTime,
            LimbVolume.Ml(limb),
            other is null ? null : LimbVolume.Ml(other),
            isBaseline,
            change,
            excess,
            notCompared,
            Clinical.DaysAfterSurgery.At(surgeries, sitting.Origin.EffectiveTime),
            sitting.RaterId,
            pair);
    }

    private static Refusal? WhyNot(LimbsMeasured sitting, BaselineInForce baseline)
    {
        if (sitting.Origin.EffectiveTime < baseline.At)
            return BeforeBaseline;
        return sitting.Protocol.IsComparableWith(baseline.Protocol) ? null : OtherProtocol;
    }
}
