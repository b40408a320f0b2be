using System.Reflection;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>
/// The text of an enum member on the wire and in snapshots. It stands beside the member, as
/// <see cref="JsonStringEnumMemberNameAttribute"/>, and nowhere else: JSON and hand-written mapping cannot disagree.
/// </summary>
public static class WireText
{
    /// <summary>The text of one member, for example <c>tape-fixed</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of its enum.</exception>
    public static string ToWire<T>(this T value)
        where T : struct, Enum =>
        Words<T>.OfMember.TryGetValue(value, out string? text)
            ? text
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No member of {typeof(T).Name}.");

    /// <summary>The member with this text; false when there is none. Case counts.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Words<T>.Members.TryGetValue(text, out value);
    }

    /// <summary>Every text of the enum in its order, for a message that lists what would have been right.</summary>
    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum =>
        Words<T>.OfMember.Values;

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly SortedDictionary<T, string> OfMember = new(
            Enum.GetValues<T>().ToDictionary(member => member, TextBeside));

        public static readonly Dictionary<string, T> Members =
            OfMember.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string TextBeside(T member) =>
            typeof(T).GetField(member.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? throw new InvalidOperationException($"{typeof(T).Name}.{member} has no text for the wire.");
    }
}

/// <summary>Writes and reads an enum as its wire text; a bare number is refused.</summary>
/// <typeparam name="T">The enum; each member carries a <see cref="JsonStringEnumMemberNameAttribute"/>.</typeparam>
public sealed class WireTextConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
