using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.PlanningVisits;

/// <summary>
/// Every time one limb was measured, by whatever method, held readings too: the patient was there, and a doubt has its own alert.
/// </summary>
/// <param name="Limb">The limb.</param>
/// <param name="IsAtRisk">True when the care context says that it is at risk.</param>
/// <param name="Surgeries">Days of surgery on that side, oldest first.</param>
/// <param name="WatchedSince">When it had its starting size; null while it has none.</param>
/// <param name="Points">Oldest first.</param>
public sealed record LimbVisits(
    Limb Limb,
    bool IsAtRisk,
    IReadOnlyList<DateOnly> Surgeries,
    DateTimeOffset? WatchedSince,
    IReadOnlyList<TrendPoint> Points)
{
    /// <summary>The visits of each limb. Pure.</summary>
    /// <param name="swelling">All series of a patient, or of one limb.</param>
    public static IReadOnlyList<LimbVisits> Of(IReadOnlyList<SwellingSeries> swelling) =>
    [
        .. swelling.GroupBy(series => series.Limb).Select(ofLimb => new LimbVisits(
            ofLimb.Key,
            ofLimb.First().IsAtRisk,
            ofLimb.First().Surgeries,
            ofLimb.First().Baseline?.At,
            // The sort keeps the order of those of one series.
            [.. ofLimb.SelectMany(series => series.Points).OrderBy(point => point.At)])),
    ];
}
