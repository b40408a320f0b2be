namespace LymphOutcomes.Clinical;

/// <summary>How long ago a side was operated on, and whether swelling then is still part of healing.</summary>
/// <remarks>
/// Source: swelling within three months of surgery is not counted as lymphedema (McDuff 2019, Int J Radiat Oncol
/// Biol Phys 103:62), though it predicts later progression (Specht 2013). Counting of days: design, section 6, "4.5".
/// </remarks>
public static class DaysAfterSurgery
{
    /// <summary>Last day of the early time after surgery.</summary>
    public const int QuietDays = 90;

    /// <summary>
    /// Calendar days from the latest surgery on or before the reading to the reading: both are dates on the wall of the
    /// clinic, so the reading's own UTC offset decides which day it was.
    /// </summary>
    /// <param name="surgeriesOnThatSide">In any order; later ones than the reading do not count.</param>
    /// <param name="readAt">Effective time of the reading.</param>
    /// <returns>0 on the day of surgery; null when there was none yet, which is to be judged as long ago.</returns>
    public static int? At(IEnumerable<DateOnly> surgeriesOnThatSide, DateTimeOffset readAt)
    {
        int day = DateOnly.FromDateTime(readAt.DateTime).DayNumber;
        int? fewest = null;
        foreach (DateOnly surgery in surgeriesOnThatSide)
        {
            int days = day - surgery.DayNumber;
            if (days >= 0 && (fewest is null || days < fewest))
                fewest = days;
        }

        return fewest;
    }

    /// <summary>Is this within the early time after surgery? Its last day is; no surgery is not.</summary>
    /// <param name="days">As <see cref="At"/> says.</param>
    /// <param name="quietDays">Last day of the early time; 90 unless the rule set says otherwise.</param>
    public static bool IsEarly(int? days, int quietDays = QuietDays) => days <= quietDays;
}
