using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>What can look wrong about a reading that is possible by itself. A doubt is not a defect: nothing is corrected. Pure.</summary>
/// <remarks>Source: domain sheet 4.6 [choice]; side swap as design section 6, "V30", has it.</remarks>
internal static class Doubts
{
    // A girth next to nothing makes a ratio that JSON cannot hold.
    private const double MeasureMax = 1e6;

    /// <summary>Girths in another unit than the accepted ones before, or neighbours that differ more than a limb can.</summary>
    /// <param name="sitting">The sitting.</param>
    /// <param name="last">The last sitting of the site that was accepted; null when there is none.</param>
    /// <param name="placed">The sitting in its place: where the last one was by another method, the segment's first is beside it.</param>
    public static Hold? OfReading(LimbsMeasured sitting, LimbsMeasured? last, IReadOnlyList<PlacedReading> placed)
    {
        // A volume that a device gives has neither a wrong unit nor neighbours.
        if (sitting.Left is not LimbReading.Girths && sitting.Right is not LimbReading.Girths)
            return null;
        double? ratio = last is null ? null : GirthRatio(last, sitting);
        ratio ??= placed.Select(one => one.Segment is { } segment
                ? UnitMixUp.MedianGirthRatio([(segment.Start.Limb, one.Read.Limb), (segment.Start.Other, one.Read.Other)])
                : null)
            .FirstOrDefault(one => one is not null);
        return (ratio is { } found ? OfUnit(found) : null) ?? OfStations(sitting);
    }

    /// <summary>How wide a sitting is beside an earlier one; null when they share no station.</summary>
    public static double? GirthRatio(LimbsMeasured earlier, LimbsMeasured sitting) =>
        UnitMixUp.MedianGirthRatio([(earlier.Left, sitting.Left), (earlier.Right, sitting.Right)]);

    /// <summary>Volumes that fit the starting sizes only with the sides exchanged.</summary>
    /// <param name="placed">The sitting, seen from each watched limb; the first with both limbs decides for all.</param>
    public static Hold? OfSides(IReadOnlyList<PlacedReading> placed)
    {
        if (placed.FirstOrDefault(one => one is { IsNew: false, Segment.Start.Other: not null, Read.Other: not null })
            is not { NotCompared: null } reading)
        {
            return null;
        }

        Sitting start = reading.Segment!.Start;
        if (!CommonSupport.TryVolumesMl([start.Limb, start.Other!, reading.Read.Limb, reading.Read.Other!], out var ml, out _)
            || !SideSwap.IsSuspected(ml[0], ml[1], ml[2], ml[3]))
        {
            return null;
        }

        double asWritten = SideSwap.Mismatch(ml[0], ml[1], ml[2], ml[3]) * 100;
        double exchanged = SideSwap.Mismatch(ml[1], ml[0], ml[2], ml[3]) * 100;
        return new(
            HoldReason.Side,
            $"Left and right look exchanged: off by {One(asWritten)} % as written, by {One(exchanged)} % the other way round.",
            asWritten);
    }

    /// <summary>A change too large for the days it took.</summary>
    /// <param name="placed">The reading.</param>
    /// <param name="last">The last reading of the limb that counts; null when there is none.</param>
    /// <param name="limits">How large, and how many days.</param>
    public static Hold? OfJump(PlacedReading placed, PlacedReading? last, TrajectoryLimits limits)
    {
        if (placed.Change is not { } change || last is not { Segment: { } segment, IsComparable: true }
            || segment.Chain != placed.Segment!.Chain
            || (last.Change is { } before && before.Kind != change.Kind))
        {
            return null;
        }

        TimeSpan passed = placed.Sitting.Origin.EffectiveTime - last.Sitting.Origin.EffectiveTime;
        double points = change.ChangePercent - (last.Change?.ChangePercent ?? 0);
        return passed <= TimeSpan.FromDays(limits.JumpWithinDays) && Threshold.Above(Math.Abs(points), limits.JumpPoints)
            ? new(
                HoldReason.Jump,
                $"Changed by {One(points)} points in {One(passed.TotalDays)} days; more than {One(limits.JumpPoints)} is not believed.",
                Math.Abs(points))
            : null;
    }

    private static Hold? OfUnit(double ratio) => UnitMixUp.Of(ratio) is { } slip
        ? new(
            HoldReason.Unit,
            $"The girths look like {slip.ToWire()}: the median is {Math.Round(ratio, 2):0.00} times the one before.",
            ratio)
        : null;

    private static Hold? OfStations(LimbsMeasured sitting)
    {
        double? largest = ((double?[])
            [NeighbourStations.LargestDifference(sitting.Left), NeighbourStations.LargestDifference(sitting.Right)]).Max();
        return largest is { } share && Threshold.Above(share, NeighbourStations.DifferMax)
            ? new(
                HoldReason.Stations,
                $"Neighbouring girths differ by {One(share * 100)} %; more than {NeighbourStations.DifferMax * 100:0} % is not believed.",
                Math.Min(share * 100, MeasureMax))
            : null;
    }

    private static string One(double value) =>
        $"{Math.Round(value, 1, MidpointRounding.AwayFromZero):0.0}";
}
