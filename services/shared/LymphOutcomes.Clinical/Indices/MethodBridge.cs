using System.Diagnostics.CodeAnalysis;

namespace LymphOutcomes.Clinical;

/// <summary>
/// Carries a trend over a change of method: how the limb stood to its starting size when both methods were used, as ratios. Readings
/// by the new method are compared with its own first reading, and the two changes multiplied; that is the same as multiplying the new
/// method's volumes by old/new, and needs no stations that both methods share.
/// </summary>
/// <param name="LimbRatio">A2/A1 by the old method at the change, above 0.</param>
/// <param name="PairRatio">(A2*U1)/(U2*A1) then; null when the other limb was not read or is itself at risk.</param>
/// <param name="WeightedRatio">(A2*W1)/(W2*A1) then; null when a weight was not known.</param>
/// <remarks>Source: domain sheet 4.6, method or protocol change [choice].</remarks>
public sealed record MethodBridge(double LimbRatio, double? PairRatio, double? WeightedRatio)
{
    /// <summary>The bridge from a reading by the old method, itself perhaps over an earlier bridge.</summary>
    /// <param name="start">What the old method's readings are compared with.</param>
    /// <param name="before">The bridge the old method's readings are carried by; null when they need none.</param>
    /// <param name="last">The last reading by the old method.</param>
    /// <param name="bothLimbsAtRisk">Then the other limb is no yardstick.</param>
    /// <param name="weights">Weights with the start and the last reading; null when one of them is not known.</param>
    /// <returns>Null when the last reading cannot be compared with the start.</returns>
    /// <remarks>Source: domain sheet 4.6, method or protocol change [choice].</remarks>
    public static MethodBridge? Between(Sitting start, MethodBridge? before, Sitting last, bool bothLimbsAtRisk, Weights? weights)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(last);
        if (!SwellingIndex.TryChange(Alone(start), Alone(last), true, null, out SwellingIndex? limb, out _))
            return null;

        SwellingIndex? pair = null;
        if (!bothLimbsAtRisk && start.Other is not null && last.Other is not null)
            SwellingIndex.TryChange(start, last, false, null, out pair, out _);
        SwellingIndex? weighted = null;
        if (weights is not null)
            SwellingIndex.TryChange(Alone(start), Alone(last), true, weights, out weighted, out _);
        return new(
            Ratio(limb) * (before?.LimbRatio ?? 1),
            pair is null || before is { PairRatio: null } ? null : Ratio(pair) * (before?.PairRatio ?? 1),
            weighted is null || before is { WeightedRatio: null } ? null : Ratio(weighted) * (before?.WeightedRatio ?? 1));
    }

    /// <summary>The change since the starting size of a reading by the new method.</summary>
    /// <param name="sinceChange">Its change since the new method's first reading.</param>
    /// <param name="change">The same kind of index, since the starting size.</param>
    /// <returns>False when that kind was not known at the change of method.</returns>
    /// <remarks>Source: domain sheet 4.6, method or protocol change [choice].</remarks>
    public bool TryCarry(SwellingIndex sinceChange, [NotNullWhen(true)] out SwellingIndex? change)
    {
        ArgumentNullException.ThrowIfNull(sinceChange);
        double? ratio = sinceChange.Kind switch
        {
            IndexKind.RelativeVolumeChange => PairRatio,
            IndexKind.WeightAdjustedChange => WeightedRatio,
            IndexKind.Unadjusted => LimbRatio,
            _ => null,
        };
        change = ratio is { } then
            ? sinceChange with { ChangePercent = ((Ratio(sinceChange) * then) - 1) * 100 }
            : null;
        return change is not null;
    }

    private static Sitting Alone(Sitting sitting) => sitting with { Other = null };

    private static double Ratio(SwellingIndex index) => 1 + (index.ChangePercent / 100);
}
