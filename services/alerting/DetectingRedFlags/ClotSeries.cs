using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>One limb in one timeline: what was said of it, how its girths compare with the other's, and what clinicians said.</summary>
/// <param name="Limb">The limb.</param>
/// <param name="Points">In effective-time order; of one instant signs come before what clinicians said of them.</param>
public sealed record ClotSeries(Limb Limb, IReadOnlyList<ClotPoint> Points)
{
    private static readonly Limb[] Limbs =
    [
        new(LimbSite.Arm, Side.Left), new(LimbSite.Arm, Side.Right), new(LimbSite.Leg, Side.Left), new(LimbSite.Leg, Side.Right),
    ];

    /// <summary>All four limbs; none while there is nothing to follow.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="swelling">The trajectories of that picture: they know the starting sizes.</param>
    /// <param name="limits">How high a calf reaches.</param>
    public static IReadOnlyList<ClotSeries> Of(
        PatientPicture picture, IReadOnlyList<SwellingSeries> swelling, ClotSignsLimits limits)
    {
        if (!picture.Facts.Exists(accepted => accepted.Fact is SymptomsTold or ConditionOver or LimbsMeasured { Site: LimbSite.Leg }))
            return [];

        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);

        IReadOnlyList<SymptomsTold> reports = CurrentFacts.Of<SymptomsTold>(picture);
        IReadOnlyList<LimbsMeasured> sittings =
            [.. CurrentFacts.Of<LimbsMeasured>(picture).Where(sitting => sitting.Site == LimbSite.Leg)];
        IReadOnlyList<ConditionOver> over = CurrentFacts.Of<ConditionOver>(picture);
        return [.. Limbs.Select(OfLimb)];

        ClotSeries OfLimb(Limb limb)
        {
            IEnumerable<ClotPoint> points =
            [
                .. reports.Select(report => Point(report, new(ClotSigns.IsNewSwelling(report, limb), ClotSigns.IsPain(report, limb))))
                    .Where(point => point.Swelling || point.Pain),
                .. sittings.Where(_ => limb.Site == LimbSite.Leg)
                    .Select(sitting => Point(sitting, new(CalfRiseCm: CalfRise.Cm(sitting, limb.Side, swelling, limits))))
                    .Where(point => point.CalfRiseCm is not null),
                .. over.Select(said => Point(said, new(Said: ConditionWord.Of(said, picture)))),
            ];
            return new(limb, [.. points.OrderBy(point => point.At)]);
        }

        ClotPoint Point(PatientFact fact, ClotPoint signs) => signs with
        {
            FactId = fact.Origin.Id, Seq = acceptedAt[fact.Origin.Id], At = fact.Origin.EffectiveTime,
        };
    }

    /// <summary>What an alert of a rule on this limb is about.</summary>
    public AlertKey KeyFor(string rule) => new(rule, Limb);
}

/// <summary>One report, sitting, or word of a clinician.</summary>
/// <param name="Swelling">Swelling of this limb alone that came suddenly.</param>
/// <param name="Pain">Pain or tenderness of this limb, or of no named side.</param>
/// <param name="CalfRiseCm">How much more the limb exceeds the other one than it did at the start, cm; null when not measured.</param>
/// <param name="Said">What a clinician said of a condition; null when this is something else.</param>
public sealed record ClotPoint(bool Swelling = false, bool Pain = false, double? CalfRiseCm = null, ConditionWord? Said = null)
{
    /// <summary>The fact.</summary>
    public Guid FactId { get; init; }

    /// <summary>Number of the fact in alerting's log.</summary>
    public long Seq { get; init; }

    /// <summary>Effective time.</summary>
    public DateTimeOffset At { get; init; }
}
