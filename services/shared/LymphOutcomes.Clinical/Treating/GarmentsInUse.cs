namespace LymphOutcomes.Clinical;

/// <summary>Which garment a patient has, and how it is to be worn, on a day.</summary>
/// <remarks>Source: domain sheet 3.7 [choice]: a garment may be in use before it is written down.</remarks>
public static class GarmentsInUse
{
    /// <summary>A garment the patient has had for longer than this is old, days. 183.</summary>
    /// <remarks>
    /// Source: three sets for the day in six months are paid for (CMS text on the Lymphedema Treatment Act); the limit is a choice.
    /// </remarks>
    public const int OldFromDays = 183;

    /// <summary>The version of a garment that counts on a day; null when the patient had not got it yet.</summary>
    /// <typeparam name="T">What is said of a garment.</typeparam>
    /// <param name="versions">Of one garment, the higher version later.</param>
    /// <param name="daysOf">The day from which it is to be worn so, and the day it was handed out; null = that same day.</param>
    /// <param name="day">The day.</param>
    public static T? At<T>(IEnumerable<T> versions, Func<T, (DateOnly Said, DateOnly? HandedOut)> daysOf, DateOnly day)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(daysOf);
        List<T> all = [.. versions];
        if (all.Count == 0)
            return null;
        T version = all.FindLast(said => daysOf(said).Said <= day) ?? all[0];
        (DateOnly from, DateOnly? got) = daysOf(version);
        return (got ?? from) <= day ? version : null;
    }

    /// <summary>The garment a report of a day is about that names none: the one in use; null when none is, or several are.</summary>
    /// <typeparam name="T">What is said of a garment.</typeparam>
    /// <param name="garments">The versions of each garment, the higher version later.</param>
    /// <param name="daysOf">As for <see cref="At"/>.</param>
    /// <param name="day">The day.</param>
    public static T? OnlyAt<T>(
        IEnumerable<IEnumerable<T>> garments, Func<T, (DateOnly Said, DateOnly? HandedOut)> daysOf, DateOnly day)
        where T : class
    {
        T[] inUse = [.. garments.Select(versions => At(versions, daysOf, day)).OfType<T>()];
        return inUse is [var only] ? only : null;
    }
}
