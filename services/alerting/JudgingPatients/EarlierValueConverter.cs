using System.Text.Json;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>
/// Writes an earlier value as an array without names, those at its end left out that say nothing: a snapshot holds many of them, and
/// must stay small. They are in no stored event. A new member of <see cref="EarlierValue"/> has its place here too.
/// </summary>
public sealed class EarlierValueConverter : JsonConverter<EarlierValue>
{
    /// <inheritdoc/>
    public override EarlierValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        DateTimeOffset at = reader.GetDateTimeOffset();
        reader.Read();
        EarlierValue value = new(at, reader.GetDouble());
        for (int place = 2; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            value = place switch
            {
                2 => value with { Confirms = reader.GetBoolean() },
                3 => value with { Word = reader.GetString() },
                4 => value with { Reading = JsonSerializer.Deserialize<EarlierReading>(ref reader, options) },
                _ => throw new JsonException("An earlier value has at most five members."),
            };
        }

        return value;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EarlierValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        writer.WriteStringValue(value.At);
        writer.WriteNumberValue(value.Value);
        if (!value.Confirms || value.Word is not null || value.Reading is not null)
            writer.WriteBooleanValue(value.Confirms);
        if (value.Word is not null || value.Reading is not null)
            writer.WriteStringValue(value.Word);
        if (value.Reading is not null)
            JsonSerializer.Serialize(writer, value.Reading, options);
        writer.WriteEndArray();
    }
}
