using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>
/// LYM-012: the score of a questionnaire is worse by what matters: LLIS 7.27 (12.74 and the provider is to be called), Lymph-ICF 9,
/// PROMIS fatigue 5, PROMIS pain interference 6. Ends when it is back within half of that.
/// </summary>
/// <remarks>
/// Source: Weiss and Daniel 2018 (LLIS: MCID 7.27, MDC95 12.74), the responsiveness study of Lymph-ICF-UL (used for -LL too [choice]),
/// Yost 2011 (PROMIS in cancer). Compared with the lower of the patient's first and previous total of the same edition [choice: what
/// treatment had improved may be lost again]; while it lasts, with what it was first compared with. Instruments without a published
/// change that matters have no alert. Pure.
/// </remarks>
public static class QuestionnaireWorse
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-012";

    private const string Previous = "previous ";

    /// <summary>Follows one instrument over scores later than those already followed.</summary>
    /// <param name="series">The instrument and the scores to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the scores before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last score.</returns>
    public static Progress Follow(QuestionnaireSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        QuestionnaireWorseLimits limits = rules.QuestionnaireWorse;
        if (limits.WatchPoints(series.Instrument) is not { } watch)
            return before;

        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> known = before.Earlier;
        foreach (QuestionnairePoint point in series.Points)
        {
            (EarlierValue? first, known) = OwnStart.For(known, point.At, point.Score, point.Kind, isPreOperative: false);
            double? previous = known.Find(value => IsPrevious(value, point.Kind))?.Value;
            known = known.RemoveAll(value => IsPrevious(value, point.Kind)).Add(new(point.At, point.Score, Word: Previous + point.Kind));
            if (first is null)
                continue;

            double reference = open?.Reference ?? Math.Min(first.Value, previous ?? first.Value);
            double change = point.Score - reference;
            if (Threshold.AtLeast(change, watch))
            {
                bool calls = limits.CallPoints(series.Instrument) is { } call && Threshold.AtLeast(change, call);
                Severity severity = calls ? Severity.CallProvider : Severity.Watch;
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, change, severity));
                open = new(
                    trail, MarginPoints: null, Numbers(trail, point, reference, watch), Message(series, trail), Reference: reference);
            }
            else if (open is not null && Threshold.AtMost(change, watch / 2))
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open, Earlier = known };
    }

    private static bool IsPrevious(EarlierValue value, string kind) => value.Word is { } word
        && word.StartsWith(Previous, StringComparison.Ordinal) && OwnStart.AreComparable(word[Previous.Length..], kind);

    private static Dictionary<string, double> Numbers(Trail trail, QuestionnairePoint latest, double reference, double watch) => new()
    {
        ["thresholdPoints"] = watch,
        ["clearWithinPoints"] = watch / 2,
        ["peakChangePoints"] = trail.Peak.Value,
        ["latestChangePoints"] = trail.Last.Value,
        ["latestScorePoints"] = latest.Score,
        ["referenceScorePoints"] = reference,
    };

    private static string Message(QuestionnaireSeries series, Trail trail)
    {
        string what = $"Questionnaire score ({series.Instrument}) worsened by {ShownNumber.OneDecimal(trail.Last.Value)}.";
        return trail.Severity == Severity.CallProvider
            ? $"{what} Ask them to contact their provider."
            : $"{what} It can be noise: ask how they are.";
    }
}
