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
    internal static ReadOnlySpan<TimedChange> Within(IReadOnlyList<TimedChange> ordered, int days)
    {
        ArgumentNullException.ThrowIfNull(ordered);
        ReadOnlySpan<TimedChange> all = ordered switch
        {
            TimedChange[] array => array,
            List<TimedChange> list => CollectionsMarshal.AsSpan(list),
            _ => ordered.ToArray(),
        };
        int first = 0;
        while (first < all.Length && all[^1].At - all[first].At > TimeSpan.FromDays(days))
            first++;
        return all[first..];
    }

    /// <summary>The median; of an even count the mean of the middle two.</summary>
    /// <param name="values">At least one, in any order; put into another order.</param>
    /// <remarks>Source: domain sheet 4.5.</remarks>
    internal static double Median(Span<double> values)
    {
        int upper = values.Length / 2;
        Select(values, upper);
        if (values.Length % 2 == 1)
            return values[upper];
        double lower = double.NegativeInfinity;
        foreach (double value in values[..upper])
            lower = Math.Max(lower, value);
        return (lower + values[upper]) / 2;
    }

    // Hoare's selection: afterwards nothing before the place is greater, nothing behind it smaller. Of all pairs of half a year's
    // readings a sort would take most of the time a judgement takes.
    private static void Select(Span<double> values, int place)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            double pivot = values[low + ((high - low) / 2)];
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                    left++;
                while (values[right] > pivot)
                    right--;
                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (place <= right)
                high = right;
            else if (place >= left)
                low = left;
            else
                return;
        }
    }
}
