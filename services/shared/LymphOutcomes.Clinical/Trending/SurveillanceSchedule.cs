namespace LymphOutcomes.Clinical;

/// <summary>When a limb at risk is to be measured again.</summary>
/// <remarks>
/// Source: three-monthly visits (Stout Gergich 2008, Cancer 112:2809), three- to six-monthly in general, for at least three years;
/// the intervals, months and days of grace are choices (domain sheet 4.1).
/// </remarks>
public sealed record SurveillanceSchedule
{
    /// <summary>Days between visits at first. 91.</summary>
    public int FirstIntervalDays { get; init; } = 91;

    /// <summary>Until so many months. 36.</summary>
    public int FirstUntilMonth { get; init; } = 36;

    /// <summary>Days between visits then. 182.</summary>
    public int SecondIntervalDays { get; init; } = 182;

    /// <summary>Until so many months. 60.</summary>
    public int SecondUntilMonth { get; init; } = 60;

    /// <summary>Days between visits later. 365.</summary>
    public int LaterIntervalDays { get; init; } = 365;

    /// <summary>Days to the next visit after one that found swelling. 30.</summary>
    public int RecheckDays { get; init; } = 30;

    /// <summary>Days of grace after the due date. 30.</summary>
    public int GraceDays { get; init; } = 30;

    /// <summary>Days of grace after the due date of a recheck. 14.</summary>
    public int RecheckGraceDays { get; init; } = 14;

    /// <summary>The visit after one.</summary>
    /// <param name="visit">Day of the last measurement, on the calendar of its own UTC offset.</param>
    /// <param name="countedFrom">
    /// Day from which months are counted: the latest surgery on that side before the visit, or where there was none the first day
    /// of watching.
    /// </param>
    /// <param name="recheck">True when that visit found swelling to be looked at again soon.</param>
    public NextVisit After(DateOnly visit, DateOnly countedFrom, bool recheck)
    {
        int days = (recheck, visit) switch
        {
            (true, _) => RecheckDays,
            _ when visit <= countedFrom.AddMonths(FirstUntilMonth) => FirstIntervalDays,
            _ when visit <= countedFrom.AddMonths(SecondUntilMonth) => SecondIntervalDays,
            _ => LaterIntervalDays,
        };
        int grace = recheck ? RecheckGraceDays : GraceDays;
        DateOnly due = visit.AddDays(days);
        return new(due, due.AddDays(grace + 1), days, grace);
    }
}

/// <summary>When a limb is to be measured next.</summary>
/// <param name="DueOn">The day.</param>
/// <param name="OverdueFrom">First day on which it is overdue: the days of grace are over.</param>
/// <param name="IntervalDays">Days from the last visit to the due date.</param>
/// <param name="GraceDays">Days of grace.</param>
public sealed record NextVisit(DateOnly DueOn, DateOnly OverdueFrom, int IntervalDays, int GraceDays);
