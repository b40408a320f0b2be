using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// What later values of a patient are compared with, where values of different kinds (device, posture, edition) are not: the latest on
/// or before the first operation that matters, else the first of its kind.
/// </summary>
/// <remarks>
/// Source: domain sheet 4.4; nobody names a starting value of these. What was not said of a kind speaks against nothing: a sender that
/// begins to name its device would otherwise silently end the patient's watch. Pure.
/// </remarks>
internal static class OwnStart
{
    private const string Mark = "start ";

    /// <summary>A kind in one word. Its parts are codes, which have no spaces; null where nothing was said.</summary>
    public static string KindOf(params IEnumerable<string?> parts) => string.Join(' ', parts.Select(part => part ?? ""));

    /// <summary>True when values of both kinds may be compared: nothing said that differs.</summary>
    public static bool AreComparable(string one, string other) =>
        one.Split(' ').Zip(other.Split(' ')).All(part => part.First == "" || part.Second == "" || part.First == part.Second);

    /// <summary>The start a value is compared with, null when it is a start itself, and what to remember.</summary>
    /// <param name="known">What the rule remembers; starts are marked among it.</param>
    /// <param name="at">Effective time of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="isPreOperative">True on or before the day of the first operation that matters.</param>
    public static (EarlierValue? Start, ImmutableList<EarlierValue> Known) For(
        ImmutableList<EarlierValue> known, DateTimeOffset at, double value, string kind, bool isPreOperative)
    {
        EarlierValue self = new(at, value, Word: Mark + kind);
        int index = known.FindIndex(earlier => earlier.Word is { } word
            && word.StartsWith(Mark, StringComparison.Ordinal) && AreComparable(word[Mark.Length..], kind));
        if (index < 0)
            return (null, known.Add(self));
        return isPreOperative ? (null, known.SetItem(index, self)) : (known[index], known);
    }
}
