using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>Draws the series of every watched limb from the facts that count. Pure.</summary>
/// <remarks>
/// A fold over the sittings of a site in effective order. To go on from some moment it needs the starting sizes, the segments as of
/// that moment (<see cref="SegmentsOf"/>), and as facts the sittings of the last 14 days and the last one before them that counts.
/// </remarks>
public static class Trajectories
{
    /// <summary>The series of every watched limb: arms before legs, left before right, that of the starting size first.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">What counts, and how long the early time after surgery is.</param>
    public static IReadOnlyList<SwellingSeries> Of(PatientPicture picture, RuleSet rules)
    {
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        return
        [
            .. Draw(picture, rules, until: null)
                .SelectMany(limb => limb.ToSeries())
                .Select(series => series with
                {
                    IsAtRisk = AtRisk(series.Limb.Site, context).Contains(series.Limb.Side),
                    Dominant = context?.Dominant,
                }),
        ];
    }

    /// <summary>
    /// The segments as of a moment, to carry when the readings until then are folded away; of limbs that have more than the starting
    /// size alone tells.
    /// </summary>
    /// <param name="picture">The patient.</param>
    /// <param name="rules">As for <see cref="Of"/>.</param>
    /// <param name="until">The moment.</param>
    public static IReadOnlyList<LimbSegments>? SegmentsOf(PatientPicture picture, RuleSet rules, DateTimeOffset until) =>
        Draw(picture, rules, until).FindAll(limb => limb.TellsMoreThanItsBaseline) is { Count: > 0 } limbs
            ? limbs.ConvertAll(limb => limb.Segments)
            : null;

    /// <summary>
    /// The sides of a pair of limbs that are watched: those at risk. While nobody has said which is, each is watched against the
    /// other: to miss the swollen one would be worse.
    /// </summary>
    public static IReadOnlyList<Side> WatchedSides(LimbSite site, CareContextKnown? context) =>
        AtRisk(site, context) is { Count: > 0 } atRisk ? atRisk : [Side.Left, Side.Right];

    private static List<LimbDrawing> Draw(PatientPicture picture, RuleSet rules, DateTimeOffset? until)
    {
        TrajectoryLimits limits = rules.Trajectory;
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        IReadOnlyList<BaselineDeclared> declared = CurrentFacts.Of<BaselineDeclared>(picture);
        var known = new DrawingBasis(
            limits,
            BodyWeights.Of(picture),
            AcuteTimes.Of(picture, limits.AcuteAfterDays),
            CurrentFacts.AcceptedAt(picture),
            until);
        var reviewed = ReviewedPoints.Of(picture, limits);
        ILookup<LimbSite, LimbsMeasured> sittings = CurrentFacts.Of<LimbsMeasured>(picture).ToLookup(sitting => sitting.Site);
        return
        [
            .. sittings.Select(site => site.Key)
                // Where older history is settled, a site may have a starting size and no reading left.
                .Union(picture.Settled is null ? [] : picture.Baselines.Select(baseline => baseline.Limb.Site))
                .Order()
                .SelectMany(OfSite),
        ];

        List<LimbDrawing> OfSite(LimbSite site)
        {
            IReadOnlyList<LimbsMeasured> kept = Sittings.WithoutNearDuplicates([.. sittings[site]], limits);
            // Of a settled picture the starting sizes are known.
            IReadOnlyList<LimbsMeasured> counting =
                picture.Settled is null ? Sittings.ThatMayBeStartingSizes(kept, reviewed) : kept;
            List<LimbDrawing> limbs = [.. WatchedSides(site, context).Select(side => OfLimb(new(site, side), counting))];
            Sittings.Draw(kept, limbs, reviewed, limits, picture.Settled?.CountingUntil);
            return limbs;
        }

        LimbDrawing OfLimb(Limb limb, IReadOnlyList<LimbsMeasured> ofSite)
        {
            List<DateOnly> surgeries = SurgeriesOf(limb, context);
            BaselineInForce? baseline = picture.Settled is null
                ? BaselineRule.InForce(
                    limb, ofSite, [.. declared.Where(d => d.Site == limb.Site)], surgeries, rules.QuietDaysAfterSurgery)
                // What is settled may hold the starting size; whatever could change it reads the whole stream first.
                : picture.Baselines.Find(announced => announced.Limb == limb)?.Baseline;
            return new(
                limb,
                baseline,
                known,
                surgeries,
                AtRisk(limb.Site, context).Count > 1,
                [.. picture.Settled?.Segments?.FirstOrDefault(one => one.Limb == limb)?.Segments ?? []]);
        }
    }

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
}
