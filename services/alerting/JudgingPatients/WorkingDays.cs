namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Monday to Friday without holidays, in the hospital's own time zone. Pure.</summary>
public static class WorkingDays
{
    // Beyond this a list of holidays is a mistake, and an alert must not wait for its end.
    private const int LookAheadDaysMax = 31;

    /// <summary>The end of the first working day after the day of a moment.</summary>
    /// <param name="from">The moment.</param>
    /// <param name="limits">Zone, holidays and the hour at which a day ends.</param>
    /// <returns>In UTC.</returns>
    public static DateTimeOffset EndOfNext(DateTimeOffset from, EscalationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        TimeZoneInfo zone = limits.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? known)
            ? known
            : TimeZoneInfo.Utc;
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(1);
        for (int ahead = 0; ahead < LookAheadDaysMax && !IsWorkingDay(day, limits); ahead++)
            day = day.AddDays(1);
        DateTime local = day.ToDateTime(new TimeOnly(limits.WorkingDayEndsHour, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>True for Monday to Friday, holidays excepted.</summary>
    public static bool IsWorkingDay(DateOnly day, EscalationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !limits.Holidays.Contains(day);
    }
}
