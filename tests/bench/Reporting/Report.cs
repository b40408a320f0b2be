using System.Globalization;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Bench.Rows;

namespace LymphOutcomes.Bench.Reporting;

/// <summary>The table for people and the one JSON object for programs.</summary>
/// <param name="figures">As measured.</param>
/// <param name="surroundings">What else there was.</param>
internal sealed class Report(IReadOnlyList<Figure> figures, IReadOnlyList<(string Name, string Value)> surroundings)
{
    private static readonly string[] Keys =
    [
        "u", "r", "amqp_stored", "http_stored", "judged", "sse_p50_ms", "sse_p99_ms", "fact_ms_100", "fact_ms_1000", "fact_ms_5000",
        "rebuild", "append16", "append1",
    ];

    private Dictionary<string, double?> Values => Keys.ToDictionary(
        key => key, key => figures.FirstOrDefault(figure => figure.Key == key)?.Value);

    /// <summary>One line; null where there is no figure.</summary>
    public string Json => JsonSerializer.Serialize(Values.ToDictionary(
        pair => pair.Key, pair => pair.Value is { } value ? Math.Round(value, value < 1_000 ? 1 : 0) : (double?)null));

    /// <summary>The table and what stands below it.</summary>
    /// <param name="title">First line.</param>
    public string Markdown(string title)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {title}").AppendLine();
        text.AppendLine("| row | figure | rounds | to reach | what is measured |").AppendLine("| --- | ---: | --- | --- | --- |");
        foreach (string key in Keys)
        {
            if (figures.FirstOrDefault(figure => figure.Key == key) is { } figure)
                text.AppendLine(LineOf(figure));
        }

        text.AppendLine().AppendLine("| what else | |").AppendLine("| --- | --- |");
        foreach ((string name, string value) in surroundings)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        return text.ToString();
    }

    private string LineOf(Figure figure)
    {
        string value = figure.Value is { } number ? $"{Text(number)} {figure.Unit}" : "–";
        if (figure.Failure is { } failure)
            value = failure == "not there yet" ? failure : $"FAILED: {failure}";
        string rounds = string.Join(", ", figure.Rounds.Select(Text));
        return $"| `{figure.Key}` | {value} | {rounds} | {Target.Of(figure.Key, Values)} | {figure.Words} |";
    }

    private static string Text(double value) =>
        value.ToString(value < 1_000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
