using System.Text.Json;
using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Writes a piece of evidence as an array without names. A snapshot holds hundreds of them, and must stay small; they are in no
/// stored event.
/// </summary>
public sealed class EvidenceConverter : JsonConverter<Evidence>
{
    /// <inheritdoc/>
    public override Evidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        Guid fact = reader.GetGuid();
        reader.Read();
        long seq = reader.GetInt64();
        reader.Read();
        DateTimeOffset at = reader.GetDateTimeOffset();
        reader.Read();
        double value = reader.GetDouble();
        reader.Read();
        Severity severity = WireText.TryParse(reader.GetString()!, out Severity known)
            ? known
            : throw new JsonException("A piece of evidence has an unknown severity.");
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray
            ? new(fact, seq, at, value, severity)
            : throw new JsonException("A piece of evidence has five members.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Evidence value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        writer.WriteStringValue(value.Fact);
        writer.WriteNumberValue(value.Seq);
        writer.WriteStringValue(value.At);
        writer.WriteNumberValue(value.Value);
        writer.WriteStringValue(value.Severity.ToWire());
        writer.WriteEndArray();
    }
}
