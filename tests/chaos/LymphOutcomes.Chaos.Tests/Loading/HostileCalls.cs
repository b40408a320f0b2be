using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>Bodies and tokens nobody honest sends, by seed.</summary>
/// <param name="random">The seed.</param>
/// <param name="token">A good token of a system, to be forged.</param>
public sealed class HostileCalls(Random random, string token)
{
    private const int BytesMuch = 34 * 1024 * 1024;

    private static readonly string[] Strange =
    [
        "NaN", "Infinity", "-1e400", "1e309", "123456789012345678901234567890", "true", "null", "[]", "{}", "\"\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\u202e\"", "\"<script>alert(1)</script>\"", "\"'; drop table mt_events; --\"", "-0", "1e-400",
        "\"2026-13-45T99:99:99Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "{\"$type\":\"System.Object\"}",
    ];

    /// <summary>A good event with one to three places spoilt, as text; often no JSON any more.</summary>
    public string Event(PlannedFact good)
    {
        string text = good.Delivery.ToJson().GetRawText();
        for (int times = random.Next(1, 4); times > 0; times--)
            text = Spoil(text);
        return text;
    }

    /// <summary>A call at the HTTP door.</summary>
    public HttpRequestMessage Call(PlannedFact good) => random.Next(12) switch
    {
        0 => WithToken(Forged(), Event(good)),
        1 => Raw(Zipped(Encoding.UTF8.GetBytes(Event(good))), "gzip"),
        2 => Raw([0x1f, 0x8b, .. Bytes(200)], random.Next(2) == 0 ? "gzip" : "deflate"),
        3 => Raw(Zipped(new byte[BytesMuch]), "gzip"),
        4 => Raw(Bytes(random.Next(1, 5_000))),
        5 => Raw(Encoding.Unicode.GetBytes(Event(good))),
        6 => Raw(Encoding.UTF8.GetBytes(Event(good)), "br"),
        7 => Raw(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, random.Next(1, 20)).Select(_ => Event(good)))}]")),
        8 => Raw(Encoding.UTF8.GetBytes(new string('[', random.Next(1, 100_000)))),
        _ => Raw(Encoding.UTF8.GetBytes(Event(good))),
    };

    /// <summary>A call of more than a body may hold.</summary>
    public static HttpRequestMessage TooMuch() => Raw(Encoding.UTF8.GetBytes($"[\"{new string('x', BytesMuch)}\"]"));

    private string Spoil(string text) => random.Next(8) switch
    {
        0 => Replaced(text),
        1 => Replaced(text),
        2 => text.Insert(random.Next(text.Length), Encoding.Latin1.GetString(Bytes(random.Next(1, 8)))),
        3 => text[..random.Next(text.Length)],
        4 => text.Replace("\"data\":", $"\"data\":{Deep("{\"a\":", "}", random.Next(1, 3_000))},\"data2\":", StringComparison.Ordinal),
        5 => text.Replace("lymph.", random.Next(2) == 0 ? "lymph" : "", StringComparison.Ordinal),
        6 => text.Replace("\"subject\":\"", $"\"subject\":\"{new string('\u00e4', random.Next(1, 200_000))}", StringComparison.Ordinal),
        _ => text.Replace("mrn|", "", StringComparison.Ordinal),
    };

    /// <summary>One value anywhere in the event becomes something strange.</summary>
    private string Replaced(string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or InvalidOperationException)
        {
            return text + Strange[random.Next(Strange.Length)];
        }

        List<JsonObject> objects = [];
        void Collect(JsonNode? node)
        {
            if (node is JsonObject inside)
                objects.Add(inside);
            foreach (JsonNode? child in node switch
            {
                JsonObject o => o.Select(member => member.Value),
                JsonArray a => a,
                _ => [],
            })
            {
                Collect(child);
            }
        }

        try
        {
            Collect(root);
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException)
        {
            // Spoilt before in a way that only shows when it is looked into: a member twice, half a surrogate pair.
            return text;
        }

        if (objects.Where(one => one.Count > 0).ToArray() is not { Length: > 0 } filled)
            return text;
        JsonObject chosen = filled[random.Next(filled.Length)];
        const string mark = "@here@";
        chosen[chosen.ElementAt(random.Next(chosen.Count)).Key] = mark;
        // As text: most of these are no JSON values a writer would write.
        string strange = Strange[random.Next(Strange.Length)];
        try
        {
            return root!.ToJsonString().Replace($"\"{mark}\"", strange, StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return text + strange;
        }
    }

    private string Forged()
    {
        string[] parts = token.Split('.');
        string none = Base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        string expired = Base64Url(
            "{\"sub\":\"x\",\"tenant\":\"demo\",\"role\":\"system\",\"iss\":\"lymph-development\",\"aud\":\"lymph-outcomes\",\"exp\":1}");
        return random.Next(6) switch
        {
            0 => $"{none}.{parts[1]}.",
            1 => $"{none}.{parts[1]}.{parts[2]}",
            2 => $"{parts[0]}.{expired}.{parts[2]}",
            3 => $"{parts[0]}.{parts[1]}.{Base64Url("not the signature")}",
            4 => new string('a', 20_000),
            _ => "..",
        };
    }

    private static string Base64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Deep(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

    private static HttpRequestMessage WithToken(string forged, string body)
    {
        HttpRequestMessage request = Raw(Encoding.UTF8.GetBytes(body));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {forged}");
        return request;
    }

    private static HttpRequestMessage Raw(byte[] body, string? encoding = null)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventTypes.BatchMediaType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return new(HttpMethod.Post, new Uri("v1/events", UriKind.Relative)) { Content = content };
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using MemoryStream to = new();
        using (GZipStream zip = new(to, CompressionLevel.Fastest))
            zip.Write(bytes);
        return to.ToArray();
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
