using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>
/// LYM-010: the patient says that belly puffiness, joint tightness, arm or leg swelling is worse, or its score rose by 2 or more
/// above the median of the last three reports within 90 days (of fewer, the median of those there are); a first report fires from
/// 4 on. Ends when the score is back to what it was first compared with.
/// </summary>
/// <remarks>
/// Source: the seed page (any worsening of these four means a call to the provider); 2 points: Farrar 2001, SYMPATHY (Adv Radiat
/// Oncol 2022); the first report and the window are choices. An explicit "worse" always fires: the rule must not be more
/// reluctant than the seed page. A report without others within 90 days has nothing to be compared with, and is judged as a
/// first one. After a first report, "back" is a score that would not fire as a first one, or, when its own score was such a one
/// and only the word "worse" fired, one no higher than that. Pure.
/// </remarks>
public static class SymptomWorse
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-010";

    /// <summary>Follows one symptom over reports later than those already followed.</summary>
    /// <param name="series">The symptom and the reports to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the reports before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last report.</returns>
    public static Progress Follow(SymptomSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        SymptomWorseLimits limits = rules.SymptomWorse;
        if (!limits.Symptoms.Contains(series.Code))
            return before;

        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> earlier = before.Earlier;
        foreach (SymptomPoint point in series.Points)
        {
            double? reference = UsualScore.Of(earlier, point.At, limits);
            if (Fires(point, reference, limits))
            {
                Trail trail = Trail.Of(open?.Trail, EvidenceOf(point));
                open = new(
                    trail,
                    MarginPoints: null,
                    Numbers(point, reference, limits),
                    Message(series, point, reference, limits),
                    // The first comparison decides what "back to where it was" means; later ones have the rise in them.
                    Reference: open is null ? reference ?? OwnScore(point, limits) : open.Reference);
            }
            else if (open is not null && IsBack(point, open, limits))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }

            if (point.Score is { } score)
                earlier = UsualScore.Remember(earlier, new(point.At, score), limits);
        }

        return before with { Stretch = open, Earlier = earlier };
    }

    /// <summary>True when the patient says so or the score rose enough; a first report is not known to be worse than before.</summary>
    /// <param name="point">The report.</param>
    /// <param name="reference">What is usual; null without an earlier report.</param>
    /// <param name="limits">How much is enough.</param>
    internal static bool IsWorse(SymptomPoint point, double? reference, SymptomWorseLimits limits) =>
        point.SinceLast == SinceLast.Worse || (reference is { } before && Rose(point, before, limits));

    private static bool Fires(SymptomPoint point, double? reference, SymptomWorseLimits limits) =>
        IsWorse(point, reference, limits) || (reference is null && point.Score >= limits.FirstReportScore);

    private static bool Rose(SymptomPoint point, double before, SymptomWorseLimits limits) =>
        point.Score is { } score && Threshold.AtLeast(score - before, limits.RisePoints);

    private static double? OwnScore(SymptomPoint first, SymptomWorseLimits limits) =>
        first.Score < limits.FirstReportScore ? first.Score : null;

    private static bool IsBack(SymptomPoint point, OpenStretch open, SymptomWorseLimits limits) =>
        open.Reference is { } before
            ? point.Score is { } score && Threshold.AtMost(score, before)
            : point.Score < limits.FirstReportScore;

    private static Evidence EvidenceOf(SymptomPoint point) =>
        new(point.FactId, point.Seq, point.At, point.Score ?? 0, Severity.CallProvider);

    private static Dictionary<string, double> Numbers(SymptomPoint point, double? reference, SymptomWorseLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["riseLimitPoints"] = limits.RisePoints,
            ["firstReportLimitPoints"] = limits.FirstReportScore,
        };
        if (point.Score is { } score)
            numbers["latestScorePoints"] = score;
        if (reference is { } before)
            numbers["referenceScorePoints"] = before;
        return numbers;
    }

    private static string Message(SymptomSeries series, SymptomPoint point, double? reference, SymptomWorseLimits limits)
    {
        string symptom = SymptomName.Of(series);
        string what = (reference, point.Score) switch
        {
            ({ } before, { } score) when Rose(point, before, limits) =>
                $"Patient reports {symptom}: score rose from {before:0.#} to {score} of 10.",
            ({ } before, { } score) => $"Patient says {symptom} is worse (now {score}, usual {before:0.#} of 10).",
            (null, { } score) when point.SinceLast != SinceLast.Worse => $"Patient reports {symptom} ({score} of 10).",
            (_, { } score) => $"Patient says {symptom} is worse (now {score} of 10).",
            _ => $"Patient says {symptom} is worse.",
        };
        return $"{what} Standing advice: they should call their provider. Please confirm they have.";
    }
}
