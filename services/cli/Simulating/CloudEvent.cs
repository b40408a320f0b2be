using System.Text.Json;
using System.Text.Json.Serialization;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>A CloudEvents 1.0 envelope in structured JSON, as a hospital system writes it.</summary>
/// <param name="Id">Delivery id, unique within the source.</param>
/// <param name="Source">The sending system.</param>
/// <param name="Type">Name and version of the fact.</param>
/// <param name="Subject">The patient, <c>system|value</c>.</param>
/// <param name="Time">When it was so, at the hospital's own UTC offset.</param>
/// <param name="Data">The fact.</param>
public sealed record CloudEvent(
    string Id, string Source, string Type, string Subject, DateTimeOffset Time, JsonElement Data)
{
    /// <summary>Version of the envelope.</summary>
    [JsonPropertyName("specversion"), JsonPropertyOrder(-1)]
    public string SpecVersion => "1.0";

    /// <summary>Media type of <see cref="Data"/>.</summary>
    [JsonPropertyName("datacontenttype"), JsonPropertyOrder(-1)]
    public string DataContentType => "application/json";

    /// <summary>Wraps a fact of the contracts.</summary>
    public static CloudEvent Of<TFact>(
        string id, string source, string factType, string subject, DateTimeOffset time, TFact fact) =>
        new(id, source, $"lymph.{factType}.v1", subject, time, JsonSerializer.SerializeToElement(fact, ContractJson.Options));
}
