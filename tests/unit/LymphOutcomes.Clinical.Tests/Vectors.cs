using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

/// <summary>The worked numbers of tests/vectors/clinical.json, read and never retyped.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "clinical.json"))).RootElement;

    public static JsonElement Input(string id) => Vector(id).GetProperty("input");

    public static JsonElement Expected(string id) => Vector(id).GetProperty("expected");

    /// <summary>A worked example by the beginning of its name, for example <c>E3 </c>.</summary>
    public static JsonElement Example(string start) =>
        Root.GetProperty("worked_examples").EnumerateObject()
            .Single(example => example.Name.StartsWith(start, StringComparison.Ordinal)).Value;

    /// <summary>Group figures of a publication, by the beginning of its source.</summary>
    public static JsonElement Published(string start) =>
        Root.GetProperty("published_aggregates").EnumerateArray()
            .Single(group => group.Text("source").StartsWith(start, StringComparison.Ordinal));

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>Pairs of position and girth.</summary>
    public static Station[] Stations(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(pair => new Station(pair[0].GetDouble(), pair[1].GetDouble()))];

    /// <summary>Equal to what the file says, within half of the last digit the file gives.</summary>
    public static void AssertNumber(this JsonElement expected, string name, double actual)
    {
        string text = expected.GetProperty(name).GetRawText();
        int decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        // The file drops trailing zeros of its four decimals: 4.95 means 4.9500.
        double tolerance = 0.5 * Math.Pow(10, -Math.Max(decimals, 4));
        double wanted = double.Parse(text);
        Assert.True(Math.Abs(wanted - actual) <= tolerance + 1e-12, $"{name}: the file says {text}, we say {actual:R}.");
    }

    private static JsonElement Vector(string id) =>
        Root.GetProperty("vectors").EnumerateArray().Single(vector => vector.Text("id") == id);
}
