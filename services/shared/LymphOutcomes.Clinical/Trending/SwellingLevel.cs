namespace LymphOutcomes.Clinical;

/// <summary>Where a limb stands, with less noise than its latest reading: the median of the latest few.</summary>
/// <remarks>Source: domain sheet 4.5 [choice].</remarks>
public static class SwellingLevel
{
    /// <summary>So many of the latest readings at most.</summary>
    public const int Readings = 3;

    /// <summary>None of them further than so many days before the latest.</summary>
    public const int WindowDays = 90;

    /// <summary>The level in percent of the starting size.</summary>
    /// <param name="ordered">Oldest first.</param>
    /// <param name="readings">At most so many; 3 unless the rule set says otherwise.</param>
    /// <param name="windowDays">None further before the latest, days; 90 unless the rule set says otherwise.</param>
    /// <returns>Null without any point.</returns>
    public static double? Percent(IReadOnlyList<TimedChange> ordered, int readings = Readings, int windowDays = WindowDays)
    {
        ReadOnlySpan<TimedChange> window = TimedChange.Within(ordered, windowDays);
        double[] latest = new double[Math.Min(readings, window.Length)];
        for (int i = 0; i < latest.Length; i++)
            latest[i] = window[window.Length - latest.Length + i].ChangePercent;
        return latest.Length == 0 ? null : TimedChange.Median(latest);
    }
}
