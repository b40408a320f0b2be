using System.Text.Json;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// Cuts a request body into events without reading them, so that one bad event cannot spoil its batch. Pure.
/// </summary>
public static class EventSplitter
{
    // Deeper than one event may be: a too deep event is that event's defect, not the body's.
    private const int DepthMax = 1_000;

    /// <summary>The bytes of each event, in order; null when the body is not one JSON object or an array.</summary>
    /// <param name="body">UTF-8. A batch begins with <c>[</c>, a single event with <c>{</c>, whatever the content
    /// type says.</param>
    /// <param name="eventsMax">A longer batch is refused.</param>
    /// <param name="tooMany">True when that was the reason.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Split(ReadOnlyMemory<byte> body, int eventsMax, out bool tooMany)
    {
        tooMany = false;
        try
        {
            Utf8JsonReader reader = new(body.Span, new JsonReaderOptions { MaxDepth = DepthMax });
            if (!reader.Read())
                return null;
            if (reader.TokenType == JsonTokenType.StartObject)
                return Single(ref reader, body);
            if (reader.TokenType != JsonTokenType.StartArray)
                return null;

            List<ReadOnlyMemory<byte>> events = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                tooMany = events.Count == eventsMax;
                if (tooMany)
                    return null;
                int start = checked((int)reader.TokenStartIndex);
                reader.Skip();
                events.Add(body[start..checked((int)reader.BytesConsumed)]);
            }

            return EndsHere(ref reader) ? events : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>[]? Single(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        reader.Skip();
        return EndsHere(ref reader) ? [body] : null;
    }

    // Reading past the end throws when anything but white space follows.
    private static bool EndsHere(ref Utf8JsonReader reader) => !reader.Read();
}
