using System.Text.Json.Nodes;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>Finds in a changed schema what would break somebody who keeps to the released one.</summary>
/// <remarks>
/// Allowed: a new optional member, a new word, a wider range for what hospitals send, other descriptions. Everything
/// else is a new type in the next version. A reader must expect words that are new.
/// </remarks>
internal static class IncompatibleChange
{
    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

    /// <summary>Each broken promise with its place; empty when the change is compatible.</summary>
    public static IEnumerable<string> Between(JsonObject released, JsonObject now, Sender sender, string path = "$") =>
    [
        .. OfShape(released, now, path),
        .. OfMembers(released, now, sender, path),
        .. OfWords(released, now, sender, path),
        .. OfBounds(released, now, sender, path),
        .. Inside(released, now, sender, path),
    ];

    private static IEnumerable<string> OfShape(JsonObject released, JsonObject now, string path) =>
        new[] { "type", "format", "pattern" }
            .Where(keyword => !JsonNode.DeepEquals(released[keyword], now[keyword]))
            .Select(keyword => $"{path}: {keyword} changed from {released[keyword] ?? "none"} to {now[keyword] ?? "none"}");

    private static IEnumerable<string> OfMembers(JsonObject released, JsonObject now, Sender sender, string path)
    {
        IEnumerable<string> removed = Members(released).Except(Members(now)).Select(name => $"{path}: member {name} removed");
        IEnumerable<string> demanded = Words(now, "required").Except(Words(released, "required"))
            .Select(name => $"{path}: member {name} made required");
        IEnumerable<string> noLongerSure = sender == Sender.Hospital
            ? []
            : Words(released, "required").Except(Words(now, "required")).Select(name => $"{path}: member {name} may be missing now");
        return [.. removed, .. demanded, .. noLongerSure];
    }

    private static IEnumerable<string> OfWords(JsonObject released, JsonObject now, Sender sender, string path) =>
        (released["enum"], now["enum"]) switch
        {
            (null, null) => [],
            (null, _) => sender == Sender.Us ? [] : [$"{path}: only certain words are taken now"],
            (_, null) => sender == Sender.Hospital ? [] : [$"{path}: any word may be sent now"],
            _ => Words(released, "enum").Except(Words(now, "enum")).Select(word => $"{path}: word {word} removed"),
        };

    private static IEnumerable<string> OfBounds(JsonObject released, JsonObject now, Sender sender, string path)
    {
        foreach ((string keyword, bool isLower) in Lower.Select(k => (k, true)).Concat(Upper.Select(k => (k, false))))
        {
            // Without a bound, anything goes: the widest there is.
            decimal widest = isLower ? decimal.MinValue : decimal.MaxValue;
            int moved = Bound(now, keyword, widest).CompareTo(Bound(released, keyword, widest)) * (isLower ? 1 : -1);
            if (moved > 0 && sender != Sender.Us)
                yield return $"{path}: {keyword} narrowed";
            if (moved < 0 && sender != Sender.Hospital)
                yield return $"{path}: {keyword} widened";
        }
    }

    private static IEnumerable<string> Inside(JsonObject released, JsonObject now, Sender sender, string path)
    {
        IEnumerable<string> members = Members(released).Intersect(Members(now)).SelectMany(name => Between(
            released["properties"]![name]!.AsObject(), now["properties"]![name]!.AsObject(), sender, $"{path}.{name}"));
        IEnumerable<string> parts = new[] { "items", "additionalProperties" }
            .Where(part => released[part] is JsonObject && now[part] is JsonObject)
            .SelectMany(part => Between(released[part]!.AsObject(), now[part]!.AsObject(), sender, $"{path}.{part}"));
        return [.. members, .. parts];
    }

    private static decimal Bound(JsonObject schema, string keyword, decimal widest) =>
        schema[keyword] is { } bound ? (decimal)bound : widest;

    private static IEnumerable<string> Members(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? []).Select(member => member.Key);

    private static IEnumerable<string> Words(JsonObject schema, string keyword) =>
        (schema[keyword] as JsonArray ?? []).Select(word => (string)word!);
}
