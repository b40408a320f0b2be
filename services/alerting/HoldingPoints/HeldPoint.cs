using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>A fact that waits for a person because its readings look wrong beside the others.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="At">Effective time.</param>
/// <param name="Limb">The limb watched; of two the first.</param>
/// <param name="Hold">Why.</param>
public sealed record HeldPoint(Guid Fact, long Seq, DateTimeOffset At, Limb Limb, Hold Hold)
{
    /// <summary>Every fact held among the points of these series, oldest first; what a person called wrong waits no more.</summary>
    public static IReadOnlyList<HeldPoint> Of(IReadOnlyList<SwellingSeries> swelling) =>
    [
        .. swelling
            .SelectMany(series => series.Points
                .Where(point => point.Held is not null and not { Reason: HoldReason.Rejected })
                .Select(point => new HeldPoint(point.FactId, point.Seq, point.At, series.Limb, point.Held!)))
            .DistinctBy(held => held.Fact)
            .OrderBy(held => held.At),
    ];
}

/// <summary>What a person said about a held point.</summary>
/// <param name="Fact">The fact: this version of the record, no later one.</param>
/// <param name="Released">True: it counts. False: it is wrong and stays out.</param>
public sealed record ReviewedPoint(Guid Fact, bool Released);
