using System.Numerics;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>
/// The small questions every fact is asked. Each answers null when all is well, so that they chain with <c>??</c>.
/// </summary>
public static class Expect
{
    /// <summary>How far a sender's clock may be ahead of ours.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    /// <summary>No time or date of a living patient lies before this year [choice].</summary>
    public const int YearMin = 1900;

    /// <summary>
    /// One of the words the contract lists; case counts. Null passes: the JSON reader has asked for required members.
    /// </summary>
    public static Defect? OneOf(string? word, IReadOnlyCollection<string> words, string path) =>
        word is null || words.Contains(word, StringComparer.Ordinal)
            ? null
            : new(Reasons.WordUnknown, path, $"expected one of {string.Join(", ", words)}");

    /// <summary>A condition of one fact only.</summary>
    public static Defect? That(bool holds, string reason, string path, string words) =>
        holds ? null : new(reason, path, words);

    /// <summary>Within bounds, both included; NaN is not.</summary>
    public static Defect? Between<T>(T? value, T least, T greatest, string unit, string path)
        where T : struct, INumber<T> =>
        value is not { } number || (number >= least && number <= greatest)
            ? null
            : new(Reasons.ValueOutOfRange, path, $"{number} is not between {least} and {greatest} {unit}".TrimEnd());

    /// <summary>
    /// A code of the clinic: 1 to 64 visible characters without spaces, so that no name or note comes in this way.
    /// </summary>
    public static Defect? Code(string? code, string path) =>
        code is null || (code.Length is > 0 and <= 64 && code.All(c => c is > ' ' and <= '~'))
            ? null
            : new(Reasons.TextUnusable, path, "expected a code of 1 to 64 visible ASCII characters, no spaces");

    /// <summary>
    /// Words for people, 1 to <paramref name="lengthMax"/> characters, no control characters, not only spaces.
    /// </summary>
    public static Defect? Text(string? text, int lengthMax, string path) =>
        text is null || (!string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax && !text.Any(char.IsControl))
            ? null
            : new(Reasons.TextUnusable, path, $"expected text of 1 to {lengthMax} characters");

    /// <summary>The same for a note of several lines.</summary>
    public static Defect? Lines(string? text, int lengthMax, string path) =>
        Text(text?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\n', ' ').Replace('\t', ' '), lengthMax, path);

    /// <summary>At most so many entries, none of them null.</summary>
    public static Defect? List<T>(IReadOnlyList<T>? list, int least, int most, string path)
    {
        if (list is null)
            return null;
        if (list.Count < least || list.Count > most)
            return new(Reasons.ValueOutOfRange, path, $"{list.Count} entries; expected {least} to {most}");
        // The JSON reader enforces null only on members, not on entries.
        for (int index = 0; index < list.Count; index++)
        {
            if (list[index] is null)
                return new(Reasons.WrongType, $"{path}[{index}]", "null is no entry");
        }

        return null;
    }

    /// <summary>The first defect of the entries.</summary>
    public static Defect? Each<T>(IReadOnlyList<T>? list, string path, Func<T, string, Defect?> check) =>
        (list ?? []).Select((entry, index) => check(entry, $"{path}[{index}]")).FirstOrDefault(defect => defect is not null);

    /// <summary>No two entries with the same key.</summary>
    public static Defect? Distinct<T, TKey>(IReadOnlyList<T>? list, Func<T, TKey> key, string path)
    {
        HashSet<TKey> seen = [];
        return Each(list, path, (entry, place) =>
            seen.Add(key(entry)) ? null : new(Reasons.Contradiction, place, "the same thing twice"));
    }

    /// <summary>A time that has been, of a patient who was born.</summary>
    public static Defect? Happened(DateTimeOffset time, FactContext context, string path)
    {
        if (time > context.Now + AheadMax)
            return new(Reasons.TimeInFuture, path, "more than five minutes ahead");
        return Born(DateOnly.FromDateTime(time.DateTime), context, path);
    }

    /// <summary>A day not before the patient's birth.</summary>
    public static Defect? Born(DateOnly day, FactContext context, string path) =>
        day.Year < YearMin || day < context.BirthDate
            ? new(Reasons.TimeBeforeBirth, path, $"before the patient's birth or before {YearMin}")
            : null;

    /// <summary>A day of a living patient, at most so many days ahead.</summary>
    public static Defect? Day(DateOnly day, FactContext context, int daysAhead, string path) =>
        Born(day, context, path)
        // A day of grace: in the patient's own time zone it may be tomorrow already.
        ?? That(
            day.DayNumber <= DateOnly.FromDateTime(context.Now.UtcDateTime).DayNumber + daysAhead + 1,
            Reasons.TimeInFuture, path, daysAhead == 0 ? "later than today" : $"more than {daysAhead} days ahead");

    /// <summary>A last day that was not over when it was named; null passes.</summary>
    public static Defect? NotOver(DateOnly? until, FactContext context, string path) =>
        That(
            until is not { } day || day >= DateOnly.FromDateTime(context.EffectiveTime.DateTime),
            Reasons.Contradiction, path, "over before its own time");
}
