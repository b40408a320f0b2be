using LymphOutcomes.Alerting.DetectingSwelling;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>The limits a patient is judged by. Every alert keeps the version that judged it.</summary>
/// <param name="Version">From 1.</param>
/// <param name="SwellingHigh">LYM-001.</param>
/// <param name="HistoricalAfterDays">Evidence older than this when it becomes known opens an alert as information only [choice].</param>
/// <param name="CountedAfterResolutionDays">How long a resolution keeps evidence of the same size quiet, days [choice].</param>
public sealed record RuleSet(
    int Version, SwellingHighLimits SwellingHigh, int HistoricalAfterDays = 90, int CountedAfterResolutionDays = 91)
{
    /// <summary>The figures of the domain sheet.</summary>
    public static RuleSet Standard { get; } = new(1, new SwellingHighLimits());
}
