using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>The earlier values a rule may still look back at, bounded in time and in number. Pure.</summary>
/// <remarks>
/// A function of the values in effective order alone, one at a time: it comes to the same wherever the older ones were folded away.
/// </remarks>
internal static class Lookback
{
    /// <summary>The values with one more, without those further back than a span, and no more than so many.</summary>
    /// <param name="earlier">Oldest first.</param>
    /// <param name="next">Not earlier than any of them.</param>
    /// <param name="span">How far back from the new one.</param>
    /// <param name="most">
    /// Beyond so many (a choice: it bounds a snapshot) the one nearest to the value before it is left out. Those that stay are
    /// spread over the span, so that a patient measured every day still has an old value.
    /// </param>
    public static ImmutableList<EarlierValue> Add(
        ImmutableList<EarlierValue> earlier, EarlierValue next, TimeSpan span, int most)
    {
        ImmutableList<EarlierValue> kept = earlier.RemoveAll(value => next.At - value.At > span).Add(next);
        // The first stays as the far end of the span, the last as the newest.
        return kept.Count > most
            ? kept.RemoveAt(Enumerable.Range(1, kept.Count - 2).MinBy(i => kept[i].At - kept[i - 1].At))
            : kept;
    }
}
