using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>How much more a leg exceeds the other one than it did at the patient's own start. Pure.</summary>
/// <remarks>
/// A sitting whose girths or sides look wrong says nothing here until a person releases it: sides exchanged would look like a clot. One
/// that is held for no more than how much it changed does speak: a leg that grows within days is what a clot looks like (domain sheet
/// 4.6: red flags are not affected).
/// Where position 0 is, the sitting says, or else the start it is compared with; what counts when neither does: <see cref="LowerLeg"/>.
/// </remarks>
internal static class CalfRise
{
    /// <summary>The rise, cm; null where the sitting has no girths of both legs that can be compared with the start.</summary>
    /// <param name="sitting">A sitting of the legs.</param>
    /// <param name="side">The leg.</param>
    /// <param name="swelling">The trajectories, which know the starting sizes.</param>
    /// <param name="limits">How high a calf reaches.</param>
    public static double? Cm(LimbsMeasured sitting, Side side, IReadOnlyList<SwellingSeries> swelling, ClotSignsLimits limits)
    {
        if (swelling.SelectMany(one => one.Points)
            .Any(point => point.FactId == sitting.Origin.Id && point.Held is { Reason: not HoldReason.Jump }))
        {
            return null;
        }

        // A leg that nobody watches has the start of the other, seen from its own side.
        SwellingSeries? series = swelling
            .Where(one => one.Limb.Site == LimbSite.Leg
                && one.Baseline is { } start
                && sitting.Origin.EffectiveTime >= start.At
                && sitting.Protocol.IsComparableWith(start.Protocol))
            .OrderBy(one => one.Limb.Side == side ? 0 : 1).ThenBy(one => one.Chain).FirstOrDefault();
        if (series?.Baseline is not { } baseline
            || sitting.Origin.Id == baseline.Fact
            || sitting.Of(side) is not { } limb
            || baseline.Sitting.Other is not { } other)
        {
            return null;
        }

        Sitting then = series.Limb.Side == side ? baseline.Sitting : new(other, baseline.Sitting.Limb);
        double upToCm = LowerLeg.EndsAtCm(sitting.Protocol.ZeroLandmark ?? series.Baseline.Protocol.ZeroLandmark, limits.CalfUpToCm);
        return InterlimbGirth.TryRiseCm(then, new(limb, sitting.Of(side.Opposite())), upToCm, out double riseCm) ? riseCm : null;
    }
}
