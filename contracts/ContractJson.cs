using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Contracts;

/// <summary>How contracts are written as JSON: camelCase members, hyphenated words, nothing for null.</summary>
public static class ContractJson
{
    /// <summary>Shared and read-only. Numbers are numbers, unknown members are ignored, a missing required member throws.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>
    /// The same for a fact that travels beside its <c>record</c>, as in <see cref="RecordedFact"/>: the member may be missing, and none
    /// may stand twice.
    /// </summary>
    public static JsonSerializerOptions WithoutRecord { get; } = CreateWithoutRecord();

    private static JsonSerializerOptions CreateWithoutRecord()
    {
        var options = new JsonSerializerOptions(Options)
        {
            AllowDuplicateProperties = false,
            TypeInfoResolver = Options.TypeInfoResolver!.WithAddedModifier(type =>
            {
                foreach (JsonPropertyInfo member in type.Properties.Where(member => member.PropertyType.Equals(typeof(SourceRecord))))
                    member.IsRequired = false;
            }),
        };
        options.MakeReadOnly();
        return options;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // JsonSerializerDefaults.Web reads "12" as 12; a measurement sent as text is a sender's mistake.
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 64,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullBeMissing } },
        };
        options.MakeReadOnly();
        return options;
    }

    // Null is written as nothing (above), so a member that may be null must not be required when it is read:
    // without this, the last page of alerts (no `next`) and a sender without version numbers could not be read back.
    private static void LetNullBeMissing(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo member in type.Properties)
        {
            if (member is { IsRequired: true, AssociatedParameter.IsNullable: true })
                member.IsRequired = false;
        }
    }
}
