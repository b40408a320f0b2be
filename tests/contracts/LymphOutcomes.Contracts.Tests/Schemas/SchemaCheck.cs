using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>Checks JSON against the part of JSON Schema 2020-12 that our schemas use.</summary>
/// <remarks>
/// Small on purpose: no validator under a free licence restores where this is built. A keyword that is not known here
/// throws, so that nothing a schema says can pass unasked.
/// </remarks>
internal static class SchemaCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong, each with its place; empty when nothing is.</summary>
    /// <param name="json">The instance.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="open">Opens a <c>$ref</c>; null when the schema has none.</param>
    /// <param name="path">Place of the instance.</param>
    public static IEnumerable<string> Errors(JsonNode? json, JsonNode schema, Func<string, JsonNode>? open = null, string path = "$") =>
        schema is JsonValue always && always.GetValueKind() == JsonValueKind.True
            ? []
            : schema.AsObject().SelectMany(keyword => Errors(json, keyword.Key, keyword.Value!, schema.AsObject(), open, path));

    private static IEnumerable<string> Errors(
        JsonNode? json, string keyword, JsonNode value, JsonObject schema, Func<string, JsonNode>? open, string path) => keyword switch
        {
            "$schema" or "$id" or "title" or "description" or "examples" => [],
            "type" => Unless(IsOfType(json, (string)value!), path, $"is no {value}"),
            "required" => value.AsArray().Where(name => json is JsonObject o && !o.ContainsKey((string)name!))
                .Select(name => $"{path}: {name} is missing"),
            "properties" => value.AsObject().Where(member => json is JsonObject o && o.ContainsKey(member.Key))
                .SelectMany(member => Errors(json![member.Key], member.Value!, open, $"{path}.{member.Key}")),
            "additionalProperties" => (json as JsonObject ?? [])
                .Where(member => schema["properties"]?[member.Key] is null)
                .SelectMany(member => Errors(member.Value, value, open, $"{path}.{member.Key}")),
            "items" => (json as JsonArray ?? []).SelectMany((item, index) => Errors(item, value, open, $"{path}[{index}]")),
            "allOf" => value.AsArray().SelectMany(part => Errors(json, part!, open, path)),
            "$ref" => Errors(json, (open ?? throw new NotSupportedException("no references here"))((string)value!), open, path),
            "enum" => Unless(value.AsArray().Any(word => JsonNode.DeepEquals(word, json)), path, "is none of the words"),
            "const" => Unless(JsonNode.DeepEquals(value, json), path, $"is not {value}"),
            "minimum" => Unless(Number(json) is not { } n || n >= (decimal)value, path, $"is below {value}"),
            "maximum" => Unless(Number(json) is not { } n || n <= (decimal)value, path, $"is above {value}"),
            "exclusiveMinimum" => Unless(Number(json) is not { } n || n > (decimal)value, path, $"is not above {value}"),
            "exclusiveMaximum" => Unless(Number(json) is not { } n || n < (decimal)value, path, $"is not below {value}"),
            "minLength" => Unless(Text(json) is not { } t || Length(t) >= (int)value, path, $"is shorter than {value}"),
            "maxLength" => Unless(Text(json) is not { } t || Length(t) <= (int)value, path, $"is longer than {value}"),
            "minItems" => Unless(json is not JsonArray a || a.Count >= (int)value, path, $"has fewer than {value} entries"),
            "maxItems" => Unless(json is not JsonArray a || a.Count <= (int)value, path, $"has more than {value} entries"),
            "pattern" => Unless(
                Text(json) is not { } t || Regex.IsMatch(t, (string)value!, RegexOptions.ECMAScript, Patience),
                path,
                $"does not match {value}"),
            "format" => Unless(Text(json) is not { } t || IsOfFormat(t, (string)value!), path, $"is no {value}"),
            _ => throw new NotSupportedException($"{path}: {keyword} is not checked here."),
        };

    private static IEnumerable<string> Unless(bool holds, string path, string words) => holds ? [] : [$"{path} {words}"];

    private static bool IsOfType(JsonNode? json, string type) => (type, json?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(Number(json)!.Value),
        ("object" or "array" or "string" or "number" or "boolean" or "integer", _) => false,
        _ => throw new NotSupportedException($"{type} is no type of our schemas."),
    };

    private static bool IsOfFormat(string text, string format) => format switch
    {
        "date-time" => text.Contains('T', StringComparison.Ordinal)
            && Regex.IsMatch(text, @"(Z|[+-]\d\d:\d\d)$", RegexOptions.ECMAScript, Patience)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        _ => throw new NotSupportedException($"{format} is no format of our schemas."),
    };

    private static decimal? Number(JsonNode? json) =>
        json?.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(json.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    private static string? Text(JsonNode? json) => json?.GetValueKind() == JsonValueKind.String ? (string)json! : null;

    // JSON Schema counts characters, not UTF-16 units.
    private static int Length(string text) => text.EnumerateRunes().Count();
}
