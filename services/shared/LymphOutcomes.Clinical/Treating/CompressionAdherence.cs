namespace LymphOutcomes.Clinical;

/// <summary>One day on which it was told how long a garment was worn.</summary>
/// <param name="Day">The calendar day.</param>
/// <param name="WornHours">Hours worn, 0 to 24.</param>
/// <param name="AdvisedHours">Hours it was to be worn that day, above 0.</param>
public sealed record WornDay(DateOnly Day, double WornHours, double AdvisedHours);

/// <summary>How long a garment was worn within a window.</summary>
/// <param name="WindowDays">Its length, calendar days.</param>
/// <param name="ToldDays">How many of them were told of.</param>
/// <param name="WornHours">On those days.</param>
/// <param name="AdvisedHours">On those days.</param>
public sealed record WornTime(int WindowDays, int ToldDays, double WornHours, double AdvisedHours)
{
    /// <summary>Worn of advised time on the days told of, percent; null when none was told of.</summary>
    public double? Percent => ToldDays == 0 ? null : WornHours / AdvisedHours * 100;
}

/// <summary>Whether compression is worn as advised. A day that was not told of is not a day of zero hours.</summary>
/// <remarks>
/// Source: stopping the sleeve or bandage went with regain (RR 1.61 and 1.55, Vignes 2007); 12 hours a day: trial NCT02167659
/// (Ridner 2022); the 7 and 3 days and the limits: choice, domain sheet 5, LYM-040.
/// </remarks>
public static class CompressionAdherence
{
    /// <summary>Length of the window, calendar days, each of them told of.</summary>
    public const int WindowDays = 7;

    /// <summary>So many days in a row at zero are a lapse whatever the window says.</summary>
    public const int ZeroDays = 3;

    /// <summary>Below this share over the window it is a lapse, percent.</summary>
    public const double LapsesBelowPercent = 50;

    /// <summary>From this share over the window on a lapse is over, percent.</summary>
    public const double OverFromPercent = 70;

    /// <summary>Worn of advised time over the last 7 days, percent: the sums, not the mean of the days' shares.</summary>
    /// <param name="days">Days told of, each once, oldest first.</param>
    /// <param name="windowDays">7 unless the rule set says otherwise.</param>
    /// <returns>Null when the last days told of are not so many days in a row.</returns>
    public static double? Percent(IReadOnlyList<WornDay> days, int windowDays = WindowDays) =>
        LastInARow(days, windowDays) is { } window
            ? window.Sum(day => day.WornHours) / window.Sum(day => day.AdvisedHours) * 100
            : null;

    /// <summary>True when the garment was not worn at all on each of the last 3 days, all of them told of.</summary>
    /// <param name="days">Days told of, each once, oldest first.</param>
    /// <param name="zeroDays">3 unless the rule set says otherwise.</param>
    public static bool IsAtZero(IReadOnlyList<WornDay> days, int zeroDays = ZeroDays) =>
        LastInARow(days, zeroDays)?.All(day => Threshold.AtMost(day.WornHours, 0)) == true;

    /// <summary>The days told of within a window.</summary>
    /// <param name="days">Days told of, each once, oldest first.</param>
    /// <param name="windowDays">Length of the window, calendar days.</param>
    /// <param name="lastDay">Its last day.</param>
    public static WornTime Over(IReadOnlyList<WornDay> days, int windowDays, DateOnly lastDay)
    {
        ArgumentNullException.ThrowIfNull(days);
        List<WornDay> told = [.. days.Where(day => day.Day <= lastDay && day.Day > lastDay.AddDays(-windowDays))];
        return new(windowDays, told.Count, told.Sum(day => day.WornHours), told.Sum(day => day.AdvisedHours));
    }

    /// <summary>Since which day a garment is not worn as it should be; null while it is, or while that cannot be said.</summary>
    /// <param name="days">Days told of, each once, oldest first.</param>
    public static DateOnly? LapsedSince(IReadOnlyList<WornDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        DateOnly? since = null;
        for (int told = 1; told <= days.Count; told++)
        {
            // No window reaches further back.
            List<WornDay> window = [.. days.Take(told).Skip(told - Math.Max(WindowDays, ZeroDays))];
            double? percent = Percent(window);
            if (IsAtZero(window) || (percent is { } low && Threshold.Below(low, LapsesBelowPercent)))
                since ??= window[^1].Day;
            else if (percent is { } now && Threshold.AtLeast(now, OverFromPercent))
                since = null;
        }

        return since;
    }

    private static List<WornDay>? LastInARow(IReadOnlyList<WornDay> days, int count)
    {
        ArgumentNullException.ThrowIfNull(days);
        List<WornDay> last = [.. days.Skip(days.Count - count)];
        return last.Count == count && last[^1].Day.DayNumber - last[0].Day.DayNumber == count - 1 ? last : null;
    }
}
