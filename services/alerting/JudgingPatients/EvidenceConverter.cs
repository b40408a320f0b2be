using System.Text.Json;
using System.Text.Json.Serialization;

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
        Severity severity = ReadSeverity(ref reader);
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
        WriteSeverity(writer, value.Severity);
        writer.WriteEndArray();
    }

    /// <summary>A severity as its place in the order.</summary>
    internal static void WriteSeverity(Utf8JsonWriter writer, Severity severity) => writer.WriteNumberValue((int)severity);

    /// <inheritdoc cref="WriteSeverity"/>
    internal static Severity ReadSeverity(ref Utf8JsonReader reader) =>
        (Severity)reader.GetInt32() is var severity && Enum.IsDefined(severity)
            ? severity
            : throw new JsonException("A piece of evidence has an unknown severity.");
}
