using System.Text.Json;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Testing.Driving;

/// <summary>One CloudEvent of the hospital.</summary>
/// <param name="Id">Delivery id; the same one again is a repeat.</param>
/// <param name="Type">For example <c>lymph.limb-measured.v1</c>.</param>
/// <param name="Subject">The patient, <c>system|value</c>.</param>
/// <param name="Time">When it was so.</param>
/// <param name="Data">A contract, or anything to be refused.</param>
public sealed record Delivery(string Id, string Type, string Subject, DateTimeOffset Time, object Data)
{
    /// <summary>CloudEvents <c>source</c> of every delivery.</summary>
    public const string Source = "urn:example:acceptance";

    /// <summary>As it goes over the wire: structured mode.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(
        new
        {
            specversion = "1.0",
            Id,
            source = Source,
            Type,
            Subject,
            Time,
            datacontenttype = "application/json",
            Data,
        },
        ContractJson.Options);
}
