using System.Globalization;

namespace LymphOutcomes.Bench.Reporting;

/// <summary>What a figure should reach, and whether it did.</summary>
internal static class Target
{
    /// <summary>The target in words with how far the figure came; empty when the row is a limit itself.</summary>
    public static string Of(string key, IReadOnlyDictionary<string, double?> figures) => key switch
    {
        "amqp_stored" => Share(key, "r", 0.5, figures),
        "http_stored" => Share(key, "u", 0.25, figures),
        "judged" => Share(key, "r", 0.35, figures),
        "append16" => Share(key, "append1", 3, figures),
        "sse_p50_ms" => AtMost(key, 50, figures),
        "sse_p99_ms" => AtMost(key, 250, figures),
        "fact_ms_1000" or "fact_ms_5000" => WithinOf(key, "fact_ms_100", 1.5, figures),
        "rebuild" => "30,000 events/s",
        _ => "",
    };

    private static string Share(string key, string of, double share, IReadOnlyDictionary<string, double?> figures) =>
        Words($">= {share} {of}", Ratio(key, of, figures), ratio => ratio >= share);

    private static string WithinOf(string key, string of, double times, IReadOnlyDictionary<string, double?> figures) =>
        Words($"<= {times} {of}", Ratio(key, of, figures), ratio => ratio <= times);

    private static string AtMost(string key, double most, IReadOnlyDictionary<string, double?> figures) =>
        figures.GetValueOrDefault(key) is { } value ? $"< {most} ms: {(value < most ? "yes" : "NO")}" : $"< {most} ms";

    private static string Words(string target, double? ratio, Func<double, bool> reached) => ratio is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{target}: {value:0.00} {(reached(value) ? "yes" : "NO")}")
        : target;

    private static double? Ratio(string key, string of, IReadOnlyDictionary<string, double?> figures) =>
        figures.GetValueOrDefault(key) / figures.GetValueOrDefault(of);
}
