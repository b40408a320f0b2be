using System.Text.Json;
using System.Text.Json.Serialization;
using LymphOutcomes.Contracts;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>How a fact is read at the door: as contracts are, but a time without an offset is no time.</summary>
internal static class SentJson
{
    /// <summary>Shared and read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ContractJson.Options) { Converters = { new TimeWithOffset() } };
        options.MakeReadOnly();
        return options;
    }

    // The JSON reader takes a time without offset as our own local time, which says nothing about the sender's.
    private sealed class TimeWithOffset : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.String
                ? throw new JsonException()
                : CloudEventReader.TimeWithOffset(reader.GetString() ?? "") ?? throw new TimeUnreadableException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}

/// <summary>A time inside a fact is no RFC 3339 time with an offset.</summary>
internal sealed class TimeUnreadableException() : JsonException("Not RFC 3339 with seconds and a UTC offset.");
