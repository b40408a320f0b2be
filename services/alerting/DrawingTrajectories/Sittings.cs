using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DrawingTrajectories;

/// <summary>The sittings of one site in effective order: which are one, which count, which wait for a person. Pure.</summary>
internal static class Sittings
{
    /// <summary>The sittings without those that say what the last one kept said shortly before.</summary>
    /// <remarks>Source: domain sheet 4.3 [choice], compared with the last kept (design section 6).</remarks>
    public static IReadOnlyList<LimbsMeasured> WithoutNearDuplicates(IReadOnlyList<LimbsMeasured> ordered, TrajectoryLimits limits)
    {
        if (limits.NearDuplicateMinutes <= 0)
            return ordered;
        List<LimbsMeasured> kept = [];
        foreach (LimbsMeasured sitting in ordered)
        {
            if (kept is not [.., var last]
                || sitting.Origin.EffectiveTime - last.Origin.EffectiveTime > TimeSpan.FromMinutes(limits.NearDuplicateMinutes)
                || !last.Protocol.IsComparableWith(sitting.Protocol)
                || !NearDuplicate.SaysTheSame(last.Left, sitting.Left)
                || !NearDuplicate.SaysTheSame(last.Right, sitting.Right))
            {
                kept.Add(sitting);
            }
        }

        return kept;
    }

    /// <summary>
    /// Those that do not look wrong by themselves or beside the one before. Starting sizes are chosen among them; what looks wrong
    /// beside a starting size can only be seen then, and the starting size itself is not held to itself.
    /// </summary>
    public static IReadOnlyList<LimbsMeasured> ThatMayBeStartingSizes(IReadOnlyList<LimbsMeasured> kept, ReviewedPoints reviewed)
    {
        if (!reviewed.HoldsPoints)
            return kept;
        List<LimbsMeasured> counting = [];
        foreach (LimbsMeasured sitting in kept)
        {
            bool hasGirths = sitting.Left is LimbReading.Girths || sitting.Right is LimbReading.Girths;
            LimbsMeasured? last = hasGirths ? counting.FindLast(one => Doubts.GirthRatio(one, sitting) is not null) : null;
            if (reviewed.Settle(sitting, () => Doubts.OfReading(sitting, last, [])) is null)
                counting.Add(sitting);
        }

        return counting;
    }

    /// <summary>Draws every limb of the site, sitting by sitting.</summary>
    /// <param name="kept">In effective order.</param>
    /// <param name="limbs">The watched limbs.</param>
    /// <param name="reviewed">What people said.</param>
    /// <param name="limits">What is held.</param>
    /// <param name="countingUntil">
    /// Sittings up to this moment are known to count: what they were compared with is folded away. Null = none is.
    /// </param>
    public static void Draw(
        IReadOnlyList<LimbsMeasured> kept,
        List<LimbDrawing> limbs,
        ReviewedPoints reviewed,
        TrajectoryLimits limits,
        DateTimeOffset? countingUntil)
    {
        LimbsMeasured? last = null;
        foreach (LimbsMeasured sitting in KnownMethodsFirst(kept, limbs))
        {
            List<PlacedReading> placed = new(limbs.Count);
            List<LimbDrawing> of = new(limbs.Count);
            foreach (LimbDrawing limb in limbs)
            {
                if (limb.Place(sitting) is not { } reading)
                    continue;
                placed.Add(reading);
                of.Add(limb);
            }

            bool isBaseline = placed.Exists(one => one is { IsStart: true, Segment.Number: 1 });
            Hold? hold = !reviewed.HoldsPoints || isBaseline || sitting.Origin.EffectiveTime <= countingUntil
                ? null
                : reviewed.Settle(sitting, () => Doubts.OfReading(sitting, last, placed)
                    ?? Doubts.OfSides(placed)
                    ?? placed.Zip(of, (one, limb) => Doubts.OfJump(one, limb.Last, limits)).FirstOrDefault(jump => jump is not null));
            for (int i = 0; i < of.Count; i++)
                of[i].Add(placed[i], hold);
            if (hold is null)
                last = sitting;
        }
    }

    // Two methods in one visit often carry one time. The one there is comes first, so that the new one can be bridged to it.
    private static IEnumerable<LimbsMeasured> KnownMethodsFirst(IReadOnlyList<LimbsMeasured> kept, List<LimbDrawing> limbs)
    {
        for (int i = 0; i < kept.Count;)
        {
            int end = i + 1;
            while (end < kept.Count && kept[end].Origin.EffectiveTime == kept[i].Origin.EffectiveTime)
                end++;
            if (end == i + 1)
            {
                yield return kept[i];
            }
            else
            {
                List<LimbsMeasured> ofOneTime = [.. kept.Skip(i).Take(end - i)];
                foreach (LimbsMeasured sitting in ofOneTime.OrderBy(sitting => limbs.Exists(limb => limb.Knows(sitting)) ? 0 : 1))
                    yield return sitting;
            }

            i = end;
        }
    }
}
