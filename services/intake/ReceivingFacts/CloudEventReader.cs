using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LymphOutcomes.Intake.ReadingFacts;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>Reads the structured mode of CloudEvents 1.0. Pure; whatever comes in, a value comes out.</summary>
public static partial class CloudEventReader
{
    /// <summary>Longest <c>id</c> and <c>source</c>, in characters.</summary>
    public const int AttributeLengthMax = 256;

    /// <summary>The extension that says of an event that it is history being loaded.</summary>
    private const string Backfill = "backfill";

    private static readonly string AttributeWords = $"expected text of 1 to {AttributeLengthMax} characters";

    /// <summary>
    /// The envelope and its first defect among what every type needs. It holds whatever could be read, so that quarantine can
    /// name it. Ask <see cref="DefectOfFact"/> for the rest once the type is known to be ours.
    /// </summary>
    /// <param name="raw">The event's bytes; must live as long as the result is used.</param>
    public static (CloudEvent Event, Defect? Defect) Read(ReadOnlyMemory<byte> raw)
    {
        if (raw.Length > Delivery.BytesMax)
            return (new(), new(Reasons.EventTooLarge, "$", $"{raw.Length} bytes; at most {Delivery.BytesMax}"));

        // Not disposed: undisposed it holds plain arrays, and its elements live on in the result.
        if (JsonGate.Parse(raw, out Defect? unreadable) is not { } document)
            return (new(), unreadable);

        JsonElement whole = document.RootElement;
        return whole.ValueKind == JsonValueKind.Object
            ? Read(whole)
            : (new(), new(Reasons.MalformedJson, "$", "an event is a JSON object"));
    }

    private static (CloudEvent Event, Defect? Defect) Read(JsonElement whole)
    {
        string? timeText = Text(whole, "time");
        CloudEvent read = new(
            Id: Attribute(whole, "id"),
            Source: Attribute(whole, "source"),
            Type: Attribute(whole, "type"),
            Subject: Subject.From(Text(whole, "subject")),
            Time: timeText is not null ? TimeWithOffset(timeText) : null,
            Traceparent: Text(whole, "traceparent") is { } trace && IsTraceparent(trace) ? trace : null,
            Data: whole.TryGetProperty("data", out JsonElement data) ? data : default,
            IsBackfill: whole.TryGetProperty(Backfill, out JsonElement backfill) && backfill.ValueKind == JsonValueKind.True,
            Whole: whole);
        return (read, DefectOfEnvelope(read));
    }

    /// <summary>
    /// What every fact needs beyond an envelope: subject, time, data as a JSON object. Null when all is there.
    /// </summary>
    public static Defect? DefectOfFact(CloudEvent read)
    {
        JsonElement whole = read.Whole;
        return Missing(whole, "subject")
            ?? Expect.That(read.Subject is not null, Reasons.SubjectUnreadable, "$.subject", "expected identifier-system|value")
            ?? Missing(whole, "time")
            ?? Expect.That(read.Time is not null, Reasons.TimeUnreadable, "$.time", "expected RFC 3339 with seconds and UTC offset")
            ?? ContentDefect(whole)
            ?? Missing(whole, "data")
            ?? Expect.That(read.Data.ValueKind == JsonValueKind.Object, Reasons.WrongType, "$.data", "expected an object");
    }

    /// <summary>True for a W3C trace context; anything else is no defect, it is not kept.</summary>
    public static bool IsTraceparent(string? text) => text is not null && WellFormedTraceparent().IsMatch(text);

    private static Defect? DefectOfEnvelope(CloudEvent read)
    {
        JsonElement whole = read.Whole;
        return Missing(whole, "specversion") ?? Missing(whole, "id") ?? Missing(whole, "source") ?? Missing(whole, "type")
            ?? Readable(Text(whole, "specversion") == "1.0", "specversion", "only 1.0 is understood")
            ?? Readable(read.Id is not null, "id", AttributeWords)
            ?? Readable(read.Source is not null, "source", AttributeWords)
            ?? Readable(read.Type is not null, "type", AttributeWords)
            // What is loaded must not page anybody because it was said in other words.
            ?? Readable(IsNoneOrTruth(whole, Backfill), Backfill, "expected true or false");
    }

    private static Defect? ContentDefect(JsonElement whole)
    {
        bool isStated = whole.TryGetProperty("datacontenttype", out JsonElement stated) && stated.ValueKind != JsonValueKind.Null;
        string media = Text(whole, "datacontenttype")?.Split(';')[0].Trim() ?? "";
        bool isJson = media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        return Readable(!whole.TryGetProperty("data_base64", out _), "data_base64", "data must be JSON, in the member data")
            ?? Readable(!isStated || isJson, "datacontenttype", "only JSON is understood");
    }

    private static Defect? Missing(JsonElement whole, string name) =>
        whole.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? null
            : new(Reasons.MissingAttribute, $"$.{name}", "is required");

    private static Defect? Readable(bool isReadable, string name, string words) =>
        Expect.That(isReadable, Reasons.AttributeUnreadable, $"$.{name}", words);

    private static bool IsNoneOrTruth(JsonElement whole, string name) =>
        !whole.TryGetProperty(name, out JsonElement value)
        || value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;

    private static string? Text(JsonElement whole, string name) =>
        whole.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Attribute(JsonElement whole, string name) =>
        Text(whole, name) is { Length: > 0 and <= AttributeLengthMax } text && !text.Any(char.IsControl) ? text : null;

    /// <summary>
    /// An RFC 3339 time; null without an offset, because a hospital's wall clock says nothing elsewhere.
    /// </summary>
    public static DateTimeOffset? TimeWithOffset(string text)
    {
        if (!Rfc3339().IsMatch(text))
            return null;
        // More than seven digits of a second cannot be held; they are cut, as in every .NET reader.
        string cut = MoreThanSevenDigits().Replace(text, "${kept}");
        return DateTimeOffset.TryParse(cut, null, DateTimeStyles.None, out DateTimeOffset time) ? time : null;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,18})?([Zz]|[+-]\d{2}:\d{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"(?<kept>\.\d{7})\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MoreThanSevenDigits();

    [GeneratedRegex(@"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WellFormedTraceparent();
}
