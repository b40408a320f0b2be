using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>
/// LYM-013: three or more different symptoms with a score of 3 or more within 30 days that were not there in the 90 days before. To be
/// watched. Ends by itself once fewer than three are that new.
/// </summary>
/// <remarks>
/// Source: Fu 2015 (Breast Cancer Targets Ther 7:345): three or more symptoms separate lymphedema from healthy; the windows and the
/// score are choices. Both sides of a symptom are one. Without reports in the 90 days before, everything is new: the first report of a
/// patient counts. Pure.
/// </remarks>
public static class NewSymptoms
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-013";

    // Of each symptom that was there: when the stretch began that may be new, when the one before ended, and when it was there last.
    private const string Began = "began ";
    private const string Before = "before ";
    private const string Last = "last ";

    /// <summary>Follows all reports later than those already followed.</summary>
    /// <param name="series">The reports to follow, in effective-time order.</param>
    /// <param name="before">What is remembered of the reports before.</param>
    /// <param name="rules">Limits.</param>
    /// <param name="ended">Gets the episodes that end on the way, oldest first.</param>
    /// <returns>What to remember after the last report.</returns>
    public static Progress Follow(ReportSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        NewSymptomsLimits limits = rules.NewSymptoms;
        OpenStretch? open = before.Stretch;
        ImmutableList<EarlierValue> known = before.Earlier;
        foreach (ReportPoint point in series.Points)
        {
            if (open?.EndsAt <= point.At)
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(open.EndsAt.Value, By: null)));
                open = null;
            }

            List<string> there =
            [
                .. point.Symptoms.Where(symptom => symptom.Score >= limits.Score).Select(symptom => symptom.Code)
                    .Distinct().Order(StringComparer.Ordinal),
            ];
            known = there.Aggregate(Forget(known, point.At, limits), (all, code) => Remember(all, code, point.At, limits));
            // Those that stay new the longest first.
            List<EarlierValue> @new = [.. known.Where(value => IsNew(known, value, point.At, limits)).OrderByDescending(value => value.At)];
            if (@new.Count < limits.Symptoms)
            {
                if (open is not null)
                    ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
            else if (@new.Exists(value => there.Contains(value.Word![Began.Length..])))
            {
                Trail trail = Trail.Of(open?.Trail, new(point.FactId, point.Seq, point.At, @new.Count, Severity.Watch));
                open = new(
                    trail,
                    MarginPoints: null,
                    Numbers(trail, limits),
                    Message(@new.Select(value => value.Word![Began.Length..])),
                    EndsAt: @new[limits.Symptoms - 1].At.AddDays(limits.NewDays));
            }
        }

        return before with { Stretch = open, Earlier = known };
    }

    private static bool IsNew(ImmutableList<EarlierValue> known, EarlierValue value, DateTimeOffset now, NewSymptomsLimits limits) =>
        value.Word!.StartsWith(Began, StringComparison.Ordinal)
        && now - value.At < TimeSpan.FromDays(limits.NewDays)
        && known.Find(other => other.Word == Before + value.Word[Began.Length..]) is null;

    // What was there longer ago than both windows reach says nothing any more.
    private static ImmutableList<EarlierValue> Forget(ImmutableList<EarlierValue> known, DateTimeOffset now, NewSymptomsLimits limits)
    {
        TimeSpan reach = TimeSpan.FromDays(limits.NewDays + limits.PreviousDays);
        HashSet<string> gone =
        [
            .. known.Where(value => value.Word!.StartsWith(Last, StringComparison.Ordinal) && now - value.At > reach)
                .Select(value => value.Word![Last.Length..]),
        ];
        return known.RemoveAll(value =>
            gone.Contains(CodeOf(value)) || (value.Word!.StartsWith(Before, StringComparison.Ordinal) && now - value.At > reach));
    }

    private static ImmutableList<EarlierValue> Remember(
        ImmutableList<EarlierValue> known, string code, DateTimeOffset now, NewSymptomsLimits limits)
    {
        EarlierValue? last = known.Find(value => value.Word == Last + code);
        // One that was away for no longer than the earlier window cannot be new: it was there in that window, or will have been.
        if (last is not null && now - last.At <= TimeSpan.FromDays(limits.PreviousDays))
            return known.Remove(last).Add(last with { At = now });
        known = known.RemoveAll(value => CodeOf(value) == code).Add(new(now, 0, Word: Began + code)).Add(new(now, 0, Word: Last + code));
        return last is null ? known : known.Add(new(last.At, 0, Word: Before + code));
    }

    private static string CodeOf(EarlierValue value) => value.Word![(value.Word!.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static Dictionary<string, double> Numbers(Trail trail, NewSymptomsLimits limits) => new()
    {
        ["newSymptomsCount"] = trail.Last.Value,
        ["thresholdCount"] = limits.Symptoms,
        ["fromScorePoints"] = limits.Score,
        ["newWithinDays"] = limits.NewDays,
        ["notBeforeDays"] = limits.PreviousDays,
    };

    private static string Message(IEnumerable<string> codes) =>
        $"Several new symptoms together ({string.Join(", ", codes.Order(StringComparer.Ordinal).Select(InWords))}). Arrange a measurement.";

    private static string InWords(string code) => code.Replace('_', ' ').ToLowerInvariant();
}
