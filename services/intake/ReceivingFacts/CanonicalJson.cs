using System.Buffers;
using System.Text.Json;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// One spelling for equal JSON: members sorted, no spaces, text escaped one way, numbers as they were written. Pure.
/// </summary>
public static class CanonicalJson
{
    /// <summary>
    /// UTF-8 of the parts as one canonical array, in the order given; an undefined part is written as null.
    /// </summary>
    public static byte[] Of(params ReadOnlySpan<JsonElement> parts)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (JsonElement part in parts)
            {
                if (part.ValueKind == JsonValueKind.Undefined)
                    writer.WriteNullValue();
                else
                    Write(writer, part);
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
