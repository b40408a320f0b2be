using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>A reading of one limb, as the response to treatment is judged by it.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Limb">The limb.</param>
/// <param name="IsTwoSided">True when the limbs of both sides are at risk: then the other limb is no yardstick.</param>
/// <param name="Ml">Excess over the other limb, mL; two-sided the volume of the limb. Null when there is nothing to judge by.</param>
/// <param name="Basis">How it was measured; readings are compared only on one basis.</param>
public sealed record LimbPoint(
    Guid FactId, long Seq, DateTimeOffset At, Limb Limb, bool IsTwoSided, double? Ml, string Basis)
    : TreatmentPoint(FactId, Seq, At)
{
    /// <summary>Name of the limb in what a rule remembers.</summary>
    public string LimbName => $"{Limb.Site.ToWire()}-{Limb.Side.ToWire()}";

    /// <summary>The readings of a picture.</summary>
    /// <param name="picture">The patient.</param>
    /// <param name="swelling">The picture's trajectories.</param>
    public static IEnumerable<LimbPoint> Of(PatientPicture picture, IReadOnlyList<SwellingSeries> swelling)
    {
        Dictionary<Guid, LimbsMeasured> sittings = CurrentFacts.Of<LimbsMeasured>(picture).ToDictionary(fact => fact.Origin.Id);
        CareContextKnown? context = CurrentFacts.Of<CareContextKnown>(picture) is [.., var latest] ? latest : null;
        return
            from series in swelling
            let isTwoSided = BothAtRisk(series.Limb.Site, context)
            from point in series.Points
            let sitting = sittings.GetValueOrDefault(point.FactId)
            where sitting is not null
            select new LimbPoint(
                point.FactId,
                point.Seq,
                point.At,
                series.Limb,
                isTwoSided,
                // What is held may be wrong; what is acute is not the lymphedema's own (domain sheet 4.6).
                point.IsAcute || point.Held is not null ? null : MlOf(point, isTwoSided),
                BasisOf(sitting, series.Limb.Side));
    }

    private static double? MlOf(TrendPoint point, bool isTwoSided) => isTwoSided
        ? point.LimbMl
        : point.Excess is { OtherMl: { } otherMl } excess ? excess.LimbMl - otherMl : null;

    private static bool BothAtRisk(LimbSite site, CareContextKnown? context) =>
        (context?.Limbs ?? []).Concat((context?.Surgeries ?? []).Select(surgery => surgery.Limb))
            .Where(limb => limb.Site == site)
            .Select(limb => limb.Side)
            .Distinct()
            .Count() > 1;

    private static string BasisOf(LimbsMeasured sitting, Side side) => MeasuringBasis.Of(
        sitting.Protocol.Method, sitting.Of(side)!, sitting.Protocol.ProtocolId, sitting.Protocol.ZeroLandmark);
}
