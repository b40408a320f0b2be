using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>
/// When each sign was last there: all that a window needs that ends at the point judged, however often a sign was told.
/// </summary>
internal static class RecentSigns
{
    /// <summary>One more sign, later than all before.</summary>
    public static ImmutableList<EarlierValue> With(
        this ImmutableList<EarlierValue> recent, DateTimeOffset at, string word, double value = 0) =>
        recent.RemoveAll(sign => sign.Word == word).Add(new(at, value, Word: word));

    /// <summary>What is not older than that; the beginning of the window belongs to it.</summary>
    public static ImmutableList<EarlierValue> Since(
        this ImmutableList<EarlierValue> recent, DateTimeOffset moment, params IEnumerable<string> always) =>
        recent.RemoveAll(sign => sign.At < moment && !always.Contains(sign.Word));

    /// <summary>When what is followed began: the first that fired, else the earliest sign there is, else the moment asked about.</summary>
    public static DateTimeOffset Beginning(
        this ImmutableList<EarlierValue> recent, OpenStretch? open, DateTimeOffset at, params IEnumerable<string> noSigns) =>
        open?.Trail.First.At
        ?? recent.Where(sign => !noSigns.Contains(sign.Word)).Select(sign => sign.At).DefaultIfEmpty(at).Min();

    /// <summary>True when the sign is among them.</summary>
    public static bool Has(this ImmutableList<EarlierValue> recent, string word) => recent.Exists(sign => sign.Word == word);
}
