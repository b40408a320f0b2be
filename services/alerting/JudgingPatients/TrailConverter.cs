using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Writes a trail as an array without names: the latest pieces, the first and the peak (a number where they are among the latest:
/// their place there), the count and the severity. A snapshot holds dozens, and must stay small; they are in no stored event.
/// </summary>
public sealed class TrailConverter : JsonConverter<Trail>
{
    /// <inheritdoc/>
    public override Trail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        ImmutableList<Evidence> latest = JsonSerializer.Deserialize<ImmutableList<Evidence>>(ref reader, options)!;
        Evidence first = ReadPiece(ref reader, latest, options);
        Evidence peak = ReadPiece(ref reader, latest, options);
        reader.Read();
        int count = reader.GetInt32();
        reader.Read();
        Severity severity = EvidenceConverter.ReadSeverity(ref reader);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray
            ? new(first, peak, latest, count, severity)
            : throw new JsonException("A trail has five members.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Trail value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Latest, options);
        WritePiece(writer, value.First, value.Latest, options);
        WritePiece(writer, value.Peak, value.Latest, options);
        writer.WriteNumberValue(value.Count);
        EvidenceConverter.WriteSeverity(writer, value.Severity);
        writer.WriteEndArray();
    }

    private static Evidence ReadPiece(ref Utf8JsonReader reader, ImmutableList<Evidence> latest, JsonSerializerOptions options)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number
            ? latest[reader.GetInt32()]
            : JsonSerializer.Deserialize<Evidence>(ref reader, options)!;
    }

    private static void WritePiece(
        Utf8JsonWriter writer, Evidence piece, ImmutableList<Evidence> latest, JsonSerializerOptions options)
    {
        int place = latest.IndexOf(piece);
        if (place >= 0)
            writer.WriteNumberValue(place);
        else
            JsonSerializer.Serialize(writer, piece, options);
    }
}
