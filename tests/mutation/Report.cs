using System.Globalization;
using System.Text;

namespace LymphOutcomes.Mutation;

/// <summary>What is kept of a check.</summary>
public static class Report
{
    /// <summary>Writes <c>mutation.md</c>: the score, and every mutant that no test noticed.</summary>
    public static async Task WriteAsync(string folder, string commit, Rewritten all, IReadOnlyDictionary<int, string> noticed)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Mutation check of {commit}\n\n");
        text.Append("Made by `tests/mutation/run.sh`; what is done and what is not is in its README.\n\n");
        text.Append("| what | mutants | noticed | survived | score |\n| --- | --- | --- | --- | --- |\n");
        foreach (var area in all.Sites.GroupBy(site => $"{AreaOf(site.File)}, {site.Kind}s")
            .OrderBy(area => area.Key, StringComparer.Ordinal))
        {
            Row(area.Key, [.. area]);
        }

        Row("all", all.Sites);
        text.Append(CultureInfo.InvariantCulture, $"\nPlaces that had to stay as they are: {all.Skipped.Count}.\n\n## Survivors\n\n");
        text.Append("| place | as it is | the mutant |\n| --- | --- | --- |\n");
        foreach (Site site in all.Sites.Where(site => !noticed.ContainsKey(site.Number)))
            text.Append(CultureInfo.InvariantCulture, $"| {Short(site.File)}:{site.Line} | {Cell(site.Before)} | {Cell(site.After)} |\n");
        text.Append("\n## Skipped\n\n");
        foreach (string place in all.Skipped)
            text.Append(CultureInfo.InvariantCulture, $"- {Short(place)}\n");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "mutation.md"), text.ToString());

        void Row(string name, IReadOnlyList<Site> sites)
        {
            int found = sites.Count(site => noticed.ContainsKey(site.Number));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {sites.Count} | {found} | {sites.Count - found} | {100.0 * found / sites.Count:0.0} % |\n");
        }
    }

    private static string AreaOf(string file) => file.Contains("LymphOutcomes.Clinical", StringComparison.Ordinal) ? "Clinical"
        : file.EndsWith("Limits.cs", StringComparison.Ordinal) || file.EndsWith("RuleSet.cs", StringComparison.Ordinal) ? "limits"
        : "rules";

    private static string Short(string path) => path
        .Replace("services/shared/LymphOutcomes.", "", StringComparison.Ordinal).Replace("services/", "", StringComparison.Ordinal);

    private static string Cell(string code) =>
        $"`{(code.Length > 90 ? $"{code[..87]}..." : code).Replace("|", "\\|", StringComparison.Ordinal)}`";
}
