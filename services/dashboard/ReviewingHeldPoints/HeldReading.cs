using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.ReviewingHeldPoints;

/// <summary>A reading of the trajectory, with the limb it is of.</summary>
/// <param name="Limb">The limb.</param>
/// <param name="Point">The reading.</param>
public sealed record HeldReading(LimbTrajectory Limb, TrajectoryPoint Point)
{
    private static readonly string[] Rules = ["LYM-050", "LYM-051"];

    /// <summary>True for an alert about a reading that looks wrong.</summary>
    /// <param name="alert">The alert.</param>
    public static bool IsTopicOf(Alert alert) => Rules.Contains(alert.Rule, StringComparer.Ordinal);

    /// <summary>The reading of a fact: of two limbs the one in which it is held; null when it is in none.</summary>
    /// <param name="trajectory">How the limbs changed.</param>
    /// <param name="fact">The fact.</param>
    public static HeldReading? Of(PatientTrajectory? trajectory, Guid fact) =>
        (trajectory?.Series ?? [])
        .SelectMany(limb => limb.Points.Where(point => point.Fact == fact).Select(point => new HeldReading(limb, point)))
        .OrderByDescending(reading => reading.Point.Held is not null)
        .FirstOrDefault();

    /// <summary>Readings an alert is about, oldest first.</summary>
    /// <param name="trajectory">How the limbs changed.</param>
    /// <param name="alert">The alert.</param>
    public static IReadOnlyList<HeldReading> Of(PatientTrajectory? trajectory, Alert alert) =>
        [.. alert.Evidence.Select(fact => Of(trajectory, fact)).OfType<HeldReading>().OrderBy(reading => reading.Point.At)];
}
