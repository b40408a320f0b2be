using System.Globalization;
using System.Text.Json;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.ChoosingRules;

/// <summary>The members of a rule set, as people read them.</summary>
public static class RuleWords
{
    private const string Active = "active";

    /// <summary>A member, for example <c>Swelling high: trigger</c> for <c>swellingHigh.triggerPercent</c>.</summary>
    /// <param name="path">Names with dots between them.</param>
    /// <param name="value">A value it has: what is yes or no has no unit, whatever its name ends in.</param>
    public static string Path(string path, JsonElement? value = null) => path == Active
        ? "Rules that raise alerts"
        : string.Join(": ", path.Split('.').Select((name, at) => at == 0 ? Name(name, value) : Lower(Name(name, value))));

    /// <summary>A value with the unit its name ends in.</summary>
    /// <param name="path">Names with dots between them.</param>
    /// <param name="value">Null when it is not there.</param>
    public static string Value(string path, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "none",
        { ValueKind: JsonValueKind.True } => "yes",
        { ValueKind: JsonValueKind.False } => "no",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => Number(path, number),
        { ValueKind: JsonValueKind.Array } list => List(list.EnumerateArray()),
        { } other => other.GetRawText(),
    };

    /// <summary>Both sides of a difference; of two lists only what the other has not.</summary>
    /// <param name="path">Names with dots between them.</param>
    /// <param name="before">Null when it was not there.</param>
    /// <param name="after">Null when it is there no more.</param>
    public static (string Before, string After) Change(string path, JsonElement? before, JsonElement? after)
    {
        if (before is not { ValueKind: JsonValueKind.Array } one || after is not { ValueKind: JsonValueKind.Array } other)
            return (Value(path, before), Value(path, after));
        string[] then = [.. one.EnumerateArray().Select(item => item.ToString())];
        string[] now = [.. other.EnumerateArray().Select(item => item.ToString())];
        return (Only(then, now), Only(now, then));

        static string Only(string[] here, string[] there) =>
            here.Except(there, StringComparer.Ordinal).ToArray() is { Length: > 0 } only ? $"with {string.Join(", ", only)}" : "without";
    }

    /// <summary>The limits of a rule set, one group for each rule or purpose; those that stand alone come last.</summary>
    /// <param name="set">As alerting writes it.</param>
    public static IReadOnlyList<RuleLimits> Limits(JsonElement set)
    {
        List<RuleLimits> groups = [];
        List<(string, string)> alone = [];
        foreach (JsonProperty member in set.EnumerateObject().Where(member => member.Name != Active))
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                groups.Add(new(Path(member.Name), [.. Flat(member.Name, member.Value)]));
            else
                alone.Add((Path(member.Name, member.Value), Value(member.Name, member.Value)));
        }

        return alone.Count == 0 ? groups : [.. groups, new("All rules", alone)];
    }

    /// <summary>Ids of the rules that raise alerts.</summary>
    /// <param name="set">As alerting writes it.</param>
    public static IReadOnlyList<string> RulesOf(JsonElement set) =>
        set.TryGetProperty(Active, out JsonElement rules) && rules.ValueKind == JsonValueKind.Array
            ? [.. rules.EnumerateArray().Select(rule => rule.ToString())]
            : [];

    private static IEnumerable<(string Name, string Value)> Flat(string path, JsonElement group)
    {
        foreach (JsonProperty member in group.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach ((string name, string value) in Flat(member.Name, member.Value))
                    yield return ($"{Words.NumberName(member.Name)}: {Lower(name)}", value);
            }
            else
            {
                yield return (Name(member.Name, member.Value), Value($"{path}.{member.Name}", member.Value));
            }
        }
    }

    private static string Number(string path, JsonElement number)
    {
        // A limit is shown as it is: rounded, two limits could look the same.
        string figure = number.TryGetDecimal(out decimal exact) ? exact.ToString(CultureInfo.InvariantCulture) : number.GetRawText();
        return Words.Unit(path.Split('.')[^1]) is { Sign.Length: > 0 } unit ? $"{figure} {unit.Sign}" : figure;
    }

    private static string List(IEnumerable<JsonElement> items) =>
        items.Select(item => item.ToString()).ToArray() is { Length: > 0 } words ? string.Join(", ", words) : "none";

    private static string Name(string name, JsonElement? value) =>
        value is { ValueKind: JsonValueKind.True or JsonValueKind.False } && Words.Unit(name) is { } unit
            ? $"{Words.NumberName(name)} {unit.Suffix.ToLowerInvariant()}"
            : Words.NumberName(name);

    private static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>Limits that belong together.</summary>
/// <param name="Title">What they are of.</param>
/// <param name="Items">Name and value.</param>
public sealed record RuleLimits(string Title, IReadOnlyList<(string Name, string Value)> Items);
