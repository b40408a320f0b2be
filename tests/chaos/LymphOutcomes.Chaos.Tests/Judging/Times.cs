namespace LymphOutcomes.Chaos.Tests.Judging;

/// <summary>One step in the life of an alert, from the log.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Type">For example <c>alert-escalated.v1</c>.</param>
/// <param name="At">When it was logged.</param>
public sealed record LoggedStep(Guid Alert, string Type, DateTimeOffset At);

/// <summary>What time must do to an alert that nobody but the test touches.</summary>
/// <param name="EscalatesAfter">Least time from where it begins to wait, and from one passing on to the next.</param>
/// <param name="Escalations">How often it is passed on in the end; null when a person took it up at a moment nobody chose.</param>
/// <param name="WakesAt">Until when it was put aside; null when it was not.</param>
/// <param name="LapsesAt">Not before this nothing more is expected of it; null when it never lapses.</param>
public sealed record DueByTime(
    TimeSpan EscalatesAfter, int? Escalations, DateTimeOffset? WakesAt = null, DateTimeOffset? LapsesAt = null);

/// <summary>Compares what time did to an alert with what it had to. Pure.</summary>
public static class Times
{
    /// <summary>What is wrong with the steps of one alert; empty when nothing is.</summary>
    /// <param name="steps">Of the alert, in the order of the log.</param>
    /// <param name="due">What had to come.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<LoggedStep> steps, DueByTime due)
    {
        DateTimeOffset since = steps[0].At;
        (int escalated, int woken, int lapsed) = (0, 0, 0);
        bool isTakenUp = false;
        bool isAside = false;
        foreach (LoggedStep step in steps)
        {
            switch (step.Type)
            {
                case "alert-acknowledged.v1":
                    isTakenUp = true;
                    break;
                case "alert-snoozed.v1":
                    isAside = true;
                    break;
                case "alert-snooze-ended.v1":
                    woken++;
                    isAside = false;
                    since = step.At;
                    if (step.At < due.WakesAt)
                        yield return $"back at {step.At:O}, before {due.WakesAt:O}";
                    break;
                case "alert-escalated.v1":
                    escalated++;
                    if (isTakenUp)
                        yield return "passed on after somebody had taken it up";
                    if (isAside)
                        yield return "passed on while it was put aside";
                    if (step.At < since + due.EscalatesAfter)
                        yield return $"passed on at {step.At:O}, less than {due.EscalatesAfter} after {since:O}";
                    since = step.At;
                    break;
                case "alert-lapsed.v1":
                    lapsed++;
                    if (step.At < due.LapsesAt)
                        yield return $"lapsed at {step.At:O}, before {due.LapsesAt:O}";
                    break;
            }
        }

        if (due.Escalations is { } wanted && escalated != wanted)
            yield return $"passed on {escalated} times and not {wanted}";
        if (woken != (due.WakesAt is null ? 0 : 1))
            yield return $"back {woken} times";
        if (lapsed != (due.LapsesAt is null ? 0 : 1))
            yield return $"lapsed {lapsed} times";
    }
}
