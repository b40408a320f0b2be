using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>
/// LYM-011: a symptom has a score of 7 or more, and more than is usual for this patient. Ends with two scores in a row below 7.
/// </summary>
/// <remarks>
/// Source: oncology alert systems notify from 3 on the 0-4 PRO-CTCAE scale (SYMPATHY, Adv Radiat Oncol 2022); 7 of 10 for it is a
/// choice. Usual is what LYM-010 compares with; without an earlier report any score is more. The unspecific signs of congestion
/// (fatigue, headache and so on) never alert singly (domain sheet 2.3): LYM-013 counts them. A report without a number says nothing
/// here. Pure.
/// </remarks>
public static class SevereSymptom
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-011";

    /// <inheritdoc cref="SymptomWorse.Follow"/>
    public static Progress Follow(SymptomSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        SevereSymptomLimits limits = rules.SevereSymptom;
        if (!limits.Symptoms.Contains(series.Code))
            return before;

        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> earlier = before.Earlier;
        foreach (SymptomPoint point in series.Points)
        {
            if (point.Score is not { } score)
                continue;
            double? usual = UsualScore.Of(earlier, point.At, rules.SymptomWorse);
            earlier = UsualScore.Remember(earlier, new(point.At, score), rules.SymptomWorse);
            if (score < limits.Score)
            {
                if (open is null)
                    continue;
                open = open with { Low = open.Low + 1 };
                if (open.Low == limits.ClearReports)
                {
                    ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                    open = null;
                }
            }
            else if (usual is null || Threshold.Above(score, usual.Value))
            {
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, score, Severity.CallProvider));
                open = new(trail, MarginPoints: null, Numbers(score, usual, limits), $"Severe {SymptomName.Of(series)}: {score} of 10.");
            }
            else if (open is not null)
            {
                // Still severe, though usual by now: no news, and no step towards the end.
                open = open with { Low = 0 };
            }
        }

        return before with { Stretch = open, Earlier = earlier };
    }

    private static Dictionary<string, double> Numbers(int score, double? usual, SevereSymptomLimits limits)
    {
        Dictionary<string, double> numbers = new()
        {
            ["thresholdPoints"] = limits.Score,
            ["latestScorePoints"] = score,
        };
        if (usual is { } before)
            numbers["referenceScorePoints"] = before;
        return numbers;
    }
}
