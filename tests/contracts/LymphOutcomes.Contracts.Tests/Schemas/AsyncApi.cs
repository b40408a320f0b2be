using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary><c>contracts/asyncapi.yaml</c> as JSON.</summary>
internal static class AsyncApi
{
    /// <summary>All of it.</summary>
    public static JsonObject Document { get; } = Read();

    /// <summary>What a reference leads to: a place in this document, or a file beside it.</summary>
    public static JsonNode Open(string reference) => reference.StartsWith("#/", StringComparison.Ordinal)
        ? reference[2..].Split('/').Aggregate((JsonNode)Document, (node, step) => node[step]
            ?? throw new KeyNotFoundException($"{reference}: there is no {step}."))
        : ContractFiles.Json(Path.Combine(ContractFiles.Root, "contracts"), reference);

    /// <summary>The messages of a channel, by their names.</summary>
    public static IEnumerable<(string Name, JsonNode Message)> MessagesOf(string channel) =>
        Document["channels"]![channel]!["messages"]!.AsObject().Select(message => (message.Key, Open((string)message.Value!["$ref"]!)));

    /// <summary>Every reference in it.</summary>
    public static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };

    private static JsonObject Read()
    {
        object yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<object>(File.ReadAllText(Path.Combine(ContractFiles.Root, "contracts", "asyncapi.yaml")));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!.AsObject();
    }
}
