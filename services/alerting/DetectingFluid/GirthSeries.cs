using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>One girth that makes no volume, over time; for the belly with what the patient said of it.</summary>
/// <param name="Site"><c>belly</c>, <c>neck</c>, <c>hand</c> or <c>foot</c>.</param>
/// <param name="Side">The side of a hand or foot; null for belly and neck.</param>
/// <param name="Surgeries">For hand and foot, days of surgery on that side of arm or leg, oldest first.</param>
/// <param name="Points">In effective-time order; of one instant what was said comes first.</param>
public sealed record GirthSeries(string Site, Side? Side, IReadOnlyList<DateOnly> Surgeries, IReadOnlyList<GirthPoint> Points)
{
    /// <summary>At the navel.</summary>
    public const string Belly = "belly";

    /// <summary>The neck.</summary>
    public const string Neck = "neck";

    /// <summary>The girths that were ever taken, as far as the picture holds facts.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="symptoms">The symptoms of that picture.</param>
    public static IReadOnlyList<GirthSeries> Of(PatientPicture picture, IReadOnlyList<SymptomSeries> symptoms)
    {
        IReadOnlyList<GirthTaken> taken = CurrentFacts.Of<GirthTaken>(picture);
        IReadOnlyDictionary<Guid, long> acceptedAt = CurrentFacts.AcceptedAt(picture);
        IEnumerable<(string Site, Side? Side, GirthPoint Point)> told =
            from series in symptoms
            where series.Code == SymptomCodes.BellyPuffiness
            from point in series.Points
            select (Belly, (Side?)null, new GirthPoint(point.FactId, point.Seq, point.At, Cm: null, Kind: "", point));
        IEnumerable<(string Site, Side? Side, GirthPoint Point)> read = taken.Select(girth => (
            girth.Site,
            girth.Side,
            new GirthPoint(
                girth.Origin.Id,
                acceptedAt[girth.Origin.Id],
                girth.Origin.EffectiveTime,
                girth.Cm,
                OwnStart.KindOf(girth.Posture, girth.ProtocolId),
                Told: null)));
        return
        [
            .. from one in told.Concat(read)
               group one.Point by (one.Site, one.Side) into site
               orderby site.Key.Site, site.Key.Side
               // The sort keeps what is of one instant as it was: what was said, then what was measured.
               select new GirthSeries(
                   site.Key.Site, site.Key.Side, SurgeriesOf(picture, site.Key.Site, site.Key.Side), [.. site.OrderBy(point => point.At)]),
        ];
    }

    /// <summary>What an alert of a rule on this girth is about.</summary>
    public AlertKey KeyFor(string rule) => new(rule, Limb: null, Site, Side);

    private static IReadOnlyList<DateOnly> SurgeriesOf(PatientPicture picture, string site, Side? side) =>
        (site, side) switch
        {
            ("hand", { } own) => Surgery.DaysOn(picture, new(LimbSite.Arm, own)),
            ("foot", { } own) => Surgery.DaysOn(picture, new(LimbSite.Leg, own)),
            _ => [],
        };
}

/// <summary>One girth, or one thing said about the belly.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Number of the fact in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Cm">The girth, cm; null when this is something said.</param>
/// <param name="Kind">Posture and protocol; girths of different ones are not compared.</param>
/// <param name="Told">What was said; null when this is a girth.</param>
public sealed record GirthPoint(Guid FactId, long Seq, DateTimeOffset At, double? Cm, string Kind, SymptomPoint? Told);
