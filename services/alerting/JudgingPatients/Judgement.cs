using LymphOutcomes.Alerting.DrawingTrajectories;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>What the rules found.</summary>
/// <param name="Ended">Episodes that are over, those of one key oldest first.</param>
/// <param name="Open">Stretches that go on, at most one a key.</param>
public sealed record Judgement(IReadOnlyList<Episode> Ended, IReadOnlyList<OpenStretch> Open)
{
    /// <summary>Before the first fact.</summary>
    public static Judgement Nothing { get; } = new([], []);
}

/// <summary>
/// A stretch in which a rule holds and has not ended: all a rule must remember to go on from here without the points before.
/// </summary>
/// <param name="Key">What it is about.</param>
/// <param name="Trail">The facts that fired.</param>
/// <param name="Latest">The point that fired last.</param>
/// <param name="Low">Points in a row, since then, that speak for the end.</param>
public sealed record OpenStretch(AlertKey Key, Trail Trail, TrendPoint Latest, int Low);
