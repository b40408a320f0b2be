using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PlanningVisits;

/// <summary>
/// LYM-042: a limb at risk was not measured when it was due, and the days of grace are over. Begins by itself; ends with a
/// measurement.
/// </summary>
/// <remarks>
/// Source: intervals as <see cref="SurveillanceSchedule"/> says; grace is a choice. Only where the care context says that the limb
/// is at risk: a limb that is watched for want of a context is on no schedule. The evidence is the last measurement, dated at the
/// moment its silence became too long: that is what became known late or in time, not the measurement. Pure.
/// </remarks>
public static class VisitOverdue
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-042";

    /// <inheritdoc cref="Follow{TSeries}"/>
    public static Progress Follow(LimbVisits visits, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        if (!visits.IsAtRisk)
            return before with { Stretch = null };

        if (visits.Points.Count == 0)
            return before;
        TrendPoint? last = null;
        foreach (TrendPoint point in visits.Points)
        {
            // What is to be said of a silence is put into words only when there was one.
            if ((last is null ? before.Stretch?.BeginsAt : OverdueAt(last, Next(visits, last, rules))) <= point.At)
            {
                OpenStretch silence = last is null ? before.Stretch! : WaitFor(visits, last, rules);
                ended.Add(silence.ToEpisode(before.Key, new Ending(point.At, point.FactId)));
            }

            last = point;
        }

        return before with { Stretch = WaitFor(visits, last!, rules) };
    }

    /// <summary>When a limb is to be measured again after a measurement.</summary>
    /// <param name="visits">The limb.</param>
    /// <param name="last">The measurement.</param>
    /// <param name="rules">Limits.</param>
    public static NextVisit Next(LimbVisits visits, TrendPoint last, RuleSet rules)
    {
        VisitOverdueLimits limits = rules.VisitOverdue;
        DateOnly visit = DateOnly.FromDateTime(last.At.DateTime);
        DateOnly? surgery = visits.Surgeries.Select(day => (DateOnly?)day).LastOrDefault(day => day <= visit);
        bool early = DaysAfterSurgery.IsEarly(last.DaysAfterSurgery, rules.QuietDaysAfterSurgery);
        double swelling = early ? limits.EarlyRecheckFromPercent : limits.RecheckFromPercent;
        return limits.ToSchedule().After(
            visit,
            surgery ?? DateOnly.FromDateTime((visits.WatchedSince ?? last.At).DateTime),
            recheck: last.Change is { } change && Threshold.AtLeast(change.ChangePercent, swelling));
    }

    // The first day past the grace, on the calendar of the reading's own UTC offset.
    private static DateTimeOffset OverdueAt(TrendPoint last, NextVisit next) =>
        new(next.OverdueFrom.ToDateTime(TimeOnly.MinValue), last.At.Offset);

    private static OpenStretch WaitFor(LimbVisits visits, TrendPoint last, RuleSet rules)
    {
        NextVisit next = Next(visits, last, rules);
        DateTimeOffset overdue = OverdueAt(last, next);
        Dictionary<string, double> numbers = new()
        {
            ["dueAfterDays"] = next.IntervalDays,
            ["graceDays"] = next.GraceDays,
        };
        if (last.Change is { } change)
            numbers["lastChangePercent"] = change.ChangePercent;
        return new(
            Trail.Begin(new(last.FactId, last.Seq, overdue, next.IntervalDays, Severity.Watch)),
            MarginPoints: null,
            numbers,
            $"A measurement of the {SwellingEvidence.LimbOf(visits.Limb)} was due on {next.DueOn:d MMM yyyy}.",
            BeginsAt: overdue,
            IsToldWhenOver: false);
    }
}
