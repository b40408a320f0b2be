using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>What a new score is compared with: the median of the last three reports within 90 days (domain sheet 5). Pure.</summary>
internal static class UsualScore
{
    /// <summary>The median, of an even count the mean of the middle two (domain sheet 4.5); null without a report in reach.</summary>
    /// <param name="earlier">Scores remembered by <see cref="Remember"/>.</param>
    /// <param name="at">When the new report was.</param>
    /// <param name="limits">How many reports, and how old.</param>
    public static double? Of(ImmutableList<EarlierValue> earlier, DateTimeOffset at, SymptomWorseLimits limits)
    {
        double[] scores =
        [
            .. earlier.Where(value => at - value.At <= TimeSpan.FromDays(limits.ReferenceDays))
                .Select(value => value.Value)
                .Order(),
        ];
        return scores.Length == 0 ? null : (scores[(scores.Length - 1) / 2] + scores[scores.Length / 2]) / 2;
    }

    /// <summary>The scores a later report will be compared with.</summary>
    public static ImmutableList<EarlierValue> Remember(
        ImmutableList<EarlierValue> earlier, EarlierValue next, SymptomWorseLimits limits) =>
        (earlier.Count < limits.ReferenceReports ? earlier : earlier.RemoveAt(0)).Add(next);
}
