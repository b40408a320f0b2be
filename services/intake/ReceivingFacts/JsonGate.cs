using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// Lets through only JSON that PostgreSQL's jsonb and every reader after us can hold: UTF-8, at most 64 deep, no member
/// twice, no NUL, no half surrogate pairs, finite bounded numbers. Pure.
/// </summary>
public static class JsonGate
{
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int DepthMax = 64;

    /// <summary>Largest magnitude of a number.</summary>
    public const double NumberMax = 1e15;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>The parsed event, or what is wrong with it; exactly one of the two is null.</summary>
    /// <param name="utf8">The event's bytes; must live as long as the document.</param>
    /// <param name="defect">Null when the document is fine.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, out Defect? defect)
    {
        // The parser checks text only when it is read, so bad UTF-8 would come out as an exception much later.
        if (!Utf8.IsValid(utf8.Span))
        {
            defect = new(Reasons.MalformedJson, "$", "the bytes are not UTF-8");
            return null;
        }

        // Before parsing: the parser's own search for double members throws on half a surrogate pair in a name.
        defect = BadEscape(utf8.Span);
        if (defect is not null)
            return null;

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException unreadable)
        {
            string place = $"line {unreadable.LineNumber + 1}, byte {unreadable.BytePositionInLine + 1}";
            string words = $"not readable as JSON at {place} (or deeper than {DepthMax}, or a member twice)";
            defect = new(Reasons.MalformedJson, "$", words);
            return null;
        }

        defect = BadNumber(document.RootElement, "$");
        if (defect is null)
            return document;
        document.Dispose();
        return null;
    }

    /// <summary>
    /// Looks for <c>\u0000</c> and unpaired surrogates. In valid JSON a backslash stands only inside text.
    /// </summary>
    private static Defect? BadEscape(ReadOnlySpan<byte> utf8)
    {
        int at = 0;
        for (int next = utf8.IndexOf((byte)'\\'); next >= 0; next = utf8[at..].IndexOf((byte)'\\'))
        {
            at += next;
            int unit = CodeUnit(utf8[at..]);
            bool isPair = char.IsHighSurrogate((char)unit) && char.IsLowSurrogate((char)CodeUnit(utf8[(at + 6)..]));
            if (unit == 0 || (!isPair && char.IsSurrogate((char)unit)))
                return new(Reasons.UnstorableText, "$", $"a NUL or half a surrogate pair at byte {at + 1}");
            at = Math.Min(at + (isPair ? 12 : 2), utf8.Length);
        }

        return null;
    }

    /// <summary>The code unit of <c>\uXXXX</c> at the start of the text; 1 when there is none.</summary>
    private static int CodeUnit(ReadOnlySpan<byte> utf8) =>
        utf8 is [(byte)'\\', (byte)'u', _, _, _, _, ..]
        && Utf8Parser.TryParse(utf8[2..6], out ushort unit, out int read, 'x') && read == 4
            ? unit
            : 1;

    private static Defect? BadNumber(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number when !(element.TryGetDouble(out double number) && Math.Abs(number) <= NumberMax):
                return new(Reasons.NumberOutOfBounds, path, $"not a number between -{NumberMax:0e0} and {NumberMax:0e0}");
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    // The path is built only on the way out of a defect: most events have none.
                    if (BadNumber(member.Value, "") is { } inside)
                        return inside with { JsonPath = $"{path}.{member.Name}{inside.JsonPath}" };
                }

                return null;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (BadNumber(item, "") is { } inside)
                        return inside with { JsonPath = $"{path}[{index}]{inside.JsonPath}" };
                    index++;
                }

                return null;
            default:
                return null;
        }
    }
}
