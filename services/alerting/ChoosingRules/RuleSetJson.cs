using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>A rule set as JSON: the active rules, and the limits of each rule under its name. The version stands beside it.</summary>
public static class RuleSetJson
{
    private const string VersionMember = "version";

    /// <summary>As stored. Lenient when read: of a limit that an older program did not know, today's figure counts, unless it would
    /// change what the others say (<see cref="AsMeant"/>).</summary>
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new SortedWords() },
    };

    /// <summary>As a person sends it: a name that is not known is a mistake, and so is one that stands twice.</summary>
    private static readonly JsonSerializerOptions Sent = new(Stored)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The rule set without its version. The same rules and limits always give the same text.</summary>
    public static JsonObject Write(RuleSet rules)
    {
        JsonObject json = JsonSerializer.SerializeToNode(rules, Stored)!.AsObject();
        json.Remove(VersionMember);
        return json;
    }

    /// <summary>Reads what is stored.</summary>
    /// <param name="stored">Without its version.</param>
    /// <param name="version">Its version.</param>
    public static RuleSet Read(JsonElement stored, int version) => Read(AsMeant(JsonObject.Create(stored)!), version, Stored);

    /// <summary>Reads what a person sent.</summary>
    /// <param name="sent">Without a version. What it leaves out has the figures of the domain sheet.</param>
    /// <param name="version">The version it is to have.</param>
    /// <exception cref="JsonException">It is not a rule set; its path says where.</exception>
    public static RuleSet ReadSent(JsonObject sent, int version)
    {
        // What the service gives would be passed over in silence.
        string[] given = [VersionMember, "activation"];
        if (Array.Find(given, sent.ContainsKey) is { } name)
            throw new JsonException("This is given by the service.", $"$.{name}", lineNumber: null, bytePositionInLine: null);
        return Read(sent, version, Sent);
    }

    /// <summary>A copy with the members of a patch in it (JSON merge patch, RFC 7396; null = the figure of the domain sheet).</summary>
    public static JsonObject Patched(JsonObject set, JsonObject patch)
    {
        JsonObject result = set.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in patch)
        {
            switch (value)
            {
                case null:
                    result.Remove(name);
                    break;
                case JsonObject inner:
                    result[name] = Patched(result[name] as JsonObject ?? [], inner);
                    break;
                default:
                    result[name] = value.DeepClone();
                    break;
            }
        }

        return result;
    }

    /// <summary>A stored rule set with what went without saying when it was proposed.</summary>
    private static JsonObject AsMeant(JsonObject stored)
    {
        JsonObject whole = stored.DeepClone().AsObject();
        string clotSigns = JsonNamingPolicy.CamelCase.ConvertName(nameof(RuleSet.ClotSigns));
        if (whole[clotSigns] is not JsonObject limits)
            whole[clotSigns] = limits = [];

        // Every station counted.
        limits.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(nameof(ClotSignsLimits.CalfUpToCm)), LimbReading.ReachCm);
        return whole;
    }

    private static RuleSet Read(JsonObject json, int version, JsonSerializerOptions options)
    {
        JsonObject whole = json.DeepClone().AsObject();
        whole[VersionMember] = version;
        return whole.Deserialize<RuleSet>(options) ?? throw new JsonException("A rule set is an object.");
    }

    /// <summary>A set has no order; written, it has one, so that the same set is the same text.</summary>
    private sealed class SortedWords : JsonConverter<ImmutableHashSet<string>>
    {
        public override ImmutableHashSet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<string?[]>(ref reader, options) is { } words && !words.Contains(null)
                ? [.. words!]
                : throw new JsonException("A list of words is expected.");

        public override void Write(Utf8JsonWriter writer, ImmutableHashSet<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(StringComparer.Ordinal).ToArray(), options);
    }
}
