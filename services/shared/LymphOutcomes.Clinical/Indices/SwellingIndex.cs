using System.Diagnostics.CodeAnalysis;

namespace LymphOutcomes.Clinical;

/// <summary>What was read in one sitting, seen from the limb that is watched.</summary>
/// <param name="Limb">The limb watched.</param>
/// <param name="Other">The contralateral limb; null when it was not measured.</param>
public sealed record Sitting(LimbReading Limb, LimbReading? Other);

/// <summary>Body weights that go with a baseline and a later sitting.</summary>
/// <param name="ThenKg">In kg, within 14 days of the baseline.</param>
/// <param name="NowKg">In kg, within 14 days of the later sitting.</param>
public sealed record Weights(double ThenKg, double NowKg)
{
    /// <summary>A weight goes with a sitting up to so many days away, before or after [choice: domain sheet 1.4].</summary>
    public const int WithinDays = 14;
}

/// <summary>How swollen one limb is, by the best index its readings allow.</summary>
/// <param name="Kind">Which index.</param>
/// <param name="ChangePercent">In percent, unrounded: 10 is 10 % larger than at baseline (of <c>excess</c>: than the
/// other limb).</param>
/// <param name="LimbMl">The limb now, in mL, on the stations that were compared.</param>
/// <param name="OtherMl">The other limb now, in mL, on those stations; null when the index does not use it.</param>
/// <remarks>Source of the order of choice: domain sheet 1.4 and 4.6.</remarks>
public sealed record SwellingIndex(IndexKind Kind, double ChangePercent, double LimbMl, double? OtherMl)
{
    /// <summary>
    /// The change since the baseline: RVC when one limb is at risk and both were read both times, else WAC when
    /// there are weights, else the unadjusted change.
    /// </summary>
    /// <param name="baseline">The starting size.</param>
    /// <param name="now">The sitting to judge, by the same method and protocol.</param>
    /// <param name="bothLimbsAtRisk">Then the other limb is no yardstick and RVC is never chosen.</param>
    /// <param name="weights">Null when one of them is unknown or too far in time.</param>
    /// <param name="index">The index; every volume in it stands on the same stations.</param>
    /// <param name="refusal">
    /// Why the sitting cannot be compared, as <see cref="CommonSupport"/> says. A limb that was read but does not
    /// fit is not passed over for a weaker index: the index would change its kind by the quality of one tape reading.
    /// </param>
    public static bool TryChange(
        Sitting baseline,
        Sitting now,
        bool bothLimbsAtRisk,
        Weights? weights,
        [NotNullWhen(true)] out SwellingIndex? index,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(now);
        index = null;
        if (!bothLimbsAtRisk && baseline.Other is { } otherThen && now.Other is { } otherNow)
        {
            if (CommonSupport.TryVolumesMl([baseline.Limb, otherThen, now.Limb, otherNow], out var four, out refusal))
            {
                double rvc = VolumeIndices.RelativeVolumeChange(four[0], four[1], four[2], four[3]);
                index = new(IndexKind.RelativeVolumeChange, rvc, four[2], four[3]);
            }
        }
        else if (CommonSupport.TryVolumesMl([baseline.Limb, now.Limb], out var two, out refusal))
        {
            index = weights is null
                ? new(IndexKind.Unadjusted, VolumeIndices.UnadjustedChange(two[0], two[1]), two[1], OtherMl: null)
                : new(
                    IndexKind.WeightAdjustedChange,
                    VolumeIndices.WeightAdjustedChange(two[0], weights.ThenKg, two[1], weights.NowKg),
                    two[1],
                    OtherMl: null);
        }

        return index is not null;
    }

    /// <summary>
    /// The excess of one sitting: the limb against the other on the same day. For when there is no baseline.
    /// </summary>
    /// <param name="limb">The limb watched; its span is the measure of <see cref="CommonSupport"/>.</param>
    /// <param name="other">The other limb.</param>
    /// <param name="index">The excess and both volumes, on common stations.</param>
    /// <param name="refusal">Why the two cannot be compared.</param>
    public static bool TryExcess(
        LimbReading limb,
        LimbReading other,
        [NotNullWhen(true)] out SwellingIndex? index,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        index = CommonSupport.TryVolumesMl([limb, other], out var two, out refusal)
            ? new(IndexKind.Excess, VolumeIndices.Excess(two[0], two[1]), two[0], two[1])
            : null;
        return index is not null;
    }
}
