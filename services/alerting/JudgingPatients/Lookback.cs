namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>The earlier values a rule may still look back at, bounded in time and in number. Pure.</summary>
/// <remarks>
/// A function of the values in effective order alone, one at a time: it comes to the same wherever the older ones were folded away.
/// </remarks>
internal static class Lookback
{
    /// <summary>Takes one more value in, and lets go of those further back than a span and of what is beyond so many.</summary>
    /// <param name="earlier">Oldest first.</param>
    /// <param name="next">Not earlier than any of them.</param>
    /// <param name="span">How far back from the new one.</param>
    /// <param name="most">
    /// Beyond so many (a choice: it bounds a snapshot) the one nearest to the value before it is left out. Those that stay are
    /// spread over the span, so that a patient measured every day still has an old value.
    /// </param>
    public static void Add(List<EarlierValue> earlier, EarlierValue next, TimeSpan span, int most)
    {
        earlier.RemoveAll(value => next.At - value.At > span);
        earlier.Add(next);
        if (earlier.Count <= most)
            return;
        // The first stays as the far end of the span, the last as the newest.
        int nearest = 1;
        for (int i = 2; i < earlier.Count - 1; i++)
        {
            if (earlier[i].At - earlier[i - 1].At < earlier[nearest].At - earlier[nearest - 1].At)
                nearest = i;
        }

        earlier.RemoveAt(nearest);
    }
}
