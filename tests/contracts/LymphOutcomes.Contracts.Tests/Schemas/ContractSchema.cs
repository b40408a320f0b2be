using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>Makes a JSON Schema (draft 2020-12) of a contract record: its shape, its doc comments and its attributes.</summary>
internal static class ContractSchema
{
    private const int DepthMax = 16; // no contract is deeper; a record that held itself would end here

    private static readonly JsonSchemaExporterOptions Exporting =
        new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described };

    /// <summary>The schema of a promise.</summary>
    public static JsonObject Of(Promise promise)
    {
        JsonObject exported = ContractJson.Options.GetJsonSchemaAsNode(promise.Record, Exporting).AsObject();
        JsonObject plain = Plain(exported, exported, 0).AsObject();
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:lymph:schema:{promise.Name}",
            ["title"] = promise.Name,
            ["description"] = DocComments.OfRecord(promise.Record),
        };
        foreach ((string keyword, JsonNode? value) in plain)
            schema[keyword] = value?.DeepClone();
        // Read back from text, so that a number is a number, whatever type of number made it.
        return JsonNode.Parse(schema.ToJsonString())!.AsObject();
    }

    private static JsonObject Described(JsonSchemaExporterContext context, JsonNode node)
    {
        // `true` stands for any JSON; as an object it can carry a description.
        JsonObject schema = node as JsonObject ?? [];
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && schema.ContainsKey("properties"))
            Require(schema, context.TypeInfo);
        if (context.PropertyInfo is not { AssociatedParameter: { AttributeProvider: { } attributes } parameter } member)
            return schema;

        foreach (ValidationAttribute attribute in attributes.GetCustomAttributes(inherit: true).OfType<ValidationAttribute>())
            Bind(schema, attribute);
        schema["description"] = DocComments.OfMember(member.DeclaringType, parameter.Name);
        return schema;
    }

    // What the reader demands, not what the constructor lists: a member that may be null may be missing (ContractJson).
    private static void Require(JsonObject schema, JsonTypeInfo type)
    {
        JsonArray required = [.. type.Properties.Where(member => member.IsRequired).Select(member => (JsonNode?)member.Name)];
        schema.Remove("required");
        if (required.Count > 0)
            schema["required"] = required;
    }

    private static void Bind(JsonObject schema, ValidationAttribute attribute)
    {
        switch (attribute)
        {
            case AllowedValuesAttribute words:
                (schema["items"]?.AsObject() ?? schema)["enum"] = new JsonArray([.. words.Values.Select(word => (JsonNode?)(string?)word)]);
                break;
            case RangeAttribute range:
                schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Convert.ToDecimal(range.Minimum);
                schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Convert.ToDecimal(range.Maximum);
                break;
            case StringLengthAttribute length:
                schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case LengthAttribute length:
                schema["minItems"] = length.MinimumLength;
                schema["maxItems"] = length.MaximumLength;
                break;
            case RegularExpressionAttribute expression:
                schema["pattern"] = expression.Pattern;
                break;
            default:
                throw new NotSupportedException($"{attribute.GetType().Name} has no keyword here.");
        }
    }

    // References opened, so that each schema can be read from top to bottom; null taken out, because what is not known
    // is left out on this wire, never sent as null.
    private static JsonNode Plain(JsonNode node, JsonObject root, int depth)
    {
        Assert.True(depth <= DepthMax, "deeper than any contract");
        if (node is not JsonObject schema)
            return node.DeepClone();

        JsonObject source = schema["$ref"] is { } reference ? Opened(schema, (string)reference!, root) : schema;
        JsonObject plain = [];
        foreach ((string keyword, JsonNode? value) in source.OrderBy(member => member.Key == "description" ? 0 : 1))
        {
            if (keyword == "type" && value is JsonArray types)
                plain["type"] = (string)types.Single(type => (string)type! != "null")!;
            else if (keyword == "properties")
                plain["properties"] = new JsonObject(
                    value!.AsObject().Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Plain(member.Value!, root, depth + 1))));
            else if (value is not null)
                plain[keyword] = Plain(value, root, depth + 1);
        }

        return plain;
    }

    private static JsonObject Opened(JsonObject reference, string pointer, JsonObject root)
    {
        JsonObject opened = pointer.TrimStart('#', '/').Split('/')
            .Aggregate((JsonNode)root, (node, step) => node[step]!).DeepClone().AsObject();
        foreach ((string keyword, JsonNode? value) in reference.Where(member => member.Key != "$ref"))
            opened[keyword] = value?.DeepClone();
        return opened;
    }
}
