using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-003: a limb is 3 % or more above this patient's own starting size within 90 days after surgery on that side. Ends with a
/// point below 3 %, or by itself on day 91, from when on the other rules judge what is measured.
/// </summary>
/// <remarks>
/// Source: swelling within three months of surgery is not counted as lymphedema (McDuff 2019, IJROBP 103:62), yet 3 % then predicts
/// later progression, p = 0.007 (Specht 2013, doi:10.1007/s10549-013-2655-2): watch, do not discard. Pure.
/// </remarks>
public static class EarlySwelling
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-003";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        EarlySwellingLimits limits = rules.EarlySwelling;
        OpenStretch? open = before.Stretch;
        foreach (TrendPoint point in series.Points)
        {
            if (open?.EndsAt <= point.At)
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(open.EndsAt.Value, By: null)));
                open = null;
            }

            if (point.Change is not { ChangePercent: var percent }
                || !DaysAfterSurgery.IsEarly(point.DaysAfterSurgery, rules.QuietDaysAfterSurgery))
            {
                continue;
            }

            if (Threshold.AtLeast(percent, limits.TriggerPercent))
            {
                Trail trail = Trail.Of(open?.Trail, SwellingEvidence.Of(point, Severity.Watch));
                Dictionary<string, double> numbers = new()
                {
                    ["thresholdPercent"] = limits.TriggerPercent,
                    ["afterSurgeryDays"] = point.DaysAfterSurgery!.Value,
                };
                SwellingEvidence.AddTo(numbers, series, trail, point);
                open = new(
                    trail,
                    MarginPoints: null,
                    numbers,
                    Message(series, point),
                    EndsAt: EndOfEarlyTime(series, point, rules.QuietDaysAfterSurgery));
            }
            else if (open is not null)
            {
                ended.Add(open.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
                open = null;
            }
        }

        return before with { Stretch = open };
    }

    // The first day past the early time, on the calendar of the reading's own UTC offset, as days after surgery are counted.
    private static DateTimeOffset EndOfEarlyTime(SwellingSeries series, TrendPoint point, int quietDays)
    {
        DateOnly day = DateOnly.FromDateTime(point.At.DateTime);
        DateOnly end = day.AddDays(quietDays + 1 - point.DaysAfterSurgery!.Value);
        foreach (DateOnly surgery in series.Surgeries.Where(surgery => surgery > day))
        {
            // One more operation before the end starts the count anew.
            if (surgery <= end)
                end = surgery.AddDays(quietDays + 1);
        }

        return new(end.ToDateTime(TimeOnly.MinValue), point.At.Offset);
    }

    private static string Message(SwellingSeries series, TrendPoint latest) =>
        $"The {SwellingEvidence.LimbOf(series)} is {SwellingEvidence.PercentOf(latest)} larger, within three months of surgery. "
        + "Common, but plan a recheck in 30 days.";
}
