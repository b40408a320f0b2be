using System.Runtime.InteropServices;

namespace LymphOutcomes.Clinical;

/// <summary>One point of a trend: how large a limb was at a moment.</summary>
/// <param name="At">When it was so.</param>
/// <param name="ChangePercent">Change from the starting size, percent; of one kind of index in one trend.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimedChange(DateTimeOffset At, double ChangePercent)
{
    /// <summary>
    /// The points not more than so many days before the last, which is among them. A day is 86,400 s; both ends are included.
    /// </summary>
    /// <param name="ordered">Oldest first.</param>
    /// <param name="days">Length of the window, days.</param>
    internal static IReadOnlyList<TimedChange> Within(IReadOnlyList<TimedChange> ordered, int days)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        return ordered.Count == 0
            ? []
            : [.. ordered.SkipWhile(point => ordered[^1].At - point.At > TimeSpan.FromDays(days))];
    }

    /// <summary>The median; of an even count the mean of the middle two.</summary>
    /// <param name="values">At least one, in any order; sorted in place.</param>
    /// <remarks>Source: domain sheet 4.5.</remarks>
    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
