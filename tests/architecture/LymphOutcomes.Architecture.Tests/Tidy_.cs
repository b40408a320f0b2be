using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>Small habits, kept by a test so that no review has to speak of them.</summary>
public sealed partial class Tidy_
{
    private const int ColumnsMax = 140;
    private const int LinesMax = 500;

    // Written in two parts, so that this file does not break its own rule.
    private const string Later = "TO" + "DO";
    private const string Fold = "#reg" + "ion";

    [Fact]
    public void No_source_file_breaks_a_habit()
    {
        Assert.NotEmpty(SourceTree.CSharp);
        Findings.None(SourceTree.CSharp.SelectMany(Untidy));
    }

    [Fact]
    public void Each_broken_habit_is_seen()
    {
        Assert.NotEmpty(Untidy(new SourceFile("x.cs", new string('x', ColumnsMax + 1))));
        Assert.Empty(Untidy(new SourceFile("x.cs", new string('x', ColumnsMax))));
        Assert.NotEmpty(Untidy(new SourceFile("x.cs", string.Join('\n', Enumerable.Repeat("x", LinesMax + 1)))));
        Assert.Empty(Untidy(new SourceFile("x.cs", string.Join('\n', Enumerable.Repeat("x", LinesMax)) + "\n")));
        Assert.NotEmpty(Untidy(new SourceFile("x.cs", $"    {Fold} Fields")));
        Assert.NotEmpty(Untidy(new SourceFile("x.cs", $"// {Later} later")));
        Assert.Empty(Untidy(new SourceFile("x.cs", $"// {Later} (#42): later")));
    }

    [Theory]
    [InlineData("public sealed class AlertManager", true)]
    [InlineData("internal static class Utils", true)]
    [InlineData("public record struct VolumeHelper(int X);", true)]
    [InlineData("public abstract class ServiceBase", true)]
    [InlineData("public interface IAlertManager", true)]
    [InlineData("public sealed class Database", false)]
    [InlineData("public sealed record OpenAlert(Guid Id);", false)]
    public void A_name_that_says_nothing_is_seen(string line, bool seen) =>
        Assert.Equal(seen, Untidy(new SourceFile("x.cs", line)).Any());

    [Fact]
    public void The_banned_symbols_are_in_use()
    {
        string build = SourceTree.Files.Single(file => file.Path == "Directory.Build.props").Text;
        string banned = SourceTree.Files.Single(file => file.Path == "BannedSymbols.txt").Text;

        Assert.Contains("<PackageReference Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", build, StringComparison.Ordinal);
        Assert.Contains("<AdditionalFiles Include=\"$(MSBuildThisFileDirectory)BannedSymbols.txt\"", build, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", build, StringComparison.Ordinal);
        Assert.Contains("P:System.DateTime.UtcNow;", banned, StringComparison.Ordinal);
        Assert.Contains("M:System.Guid.NewGuid;", banned, StringComparison.Ordinal);
        Assert.DoesNotContain(
            SourceTree.Files.Where(file => !file.Path.StartsWith("tests/architecture/", StringComparison.Ordinal)),
            file => file.Text.Contains("RS0030", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_sourced_formula_has_a_row_among_the_sources()
    {
        if (SourceTree.Files.SingleOrDefault(file => file.Path == "services/shared/LymphOutcomes.Clinical/SOURCES.md") is not { } sources)
            return; // Clinical without formulas needs no list; its own tests hold the list itself.

        List<string> formulas =
        [
            .. SourceTree.CSharp
                .Where(file => file.Path.StartsWith("services/shared/LymphOutcomes.Clinical/", StringComparison.Ordinal))
                .SelectMany(SourcedFormulas),
        ];
        Assert.NotEmpty(formulas);
        Assert.All(formulas, member => Assert.Contains($"| {member} |", sources.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sourced_formula_is_recognized()
    {
        const string file = """
            public static class VolumeIndices
            {
                /// <summary>Excess.</summary>
                /// <remarks>
                /// Source: somebody 2011.
                /// </remarks>
                public static double Excess(double limbMl, double otherMl) => 0;

                /// <summary>No claim.</summary>
                public static double Plain(double x) => x;
            }
            """;

        Assert.Equal(["VolumeIndices.Excess"], SourcedFormulas(new SourceFile("x.cs", file)));
    }

    private static IEnumerable<string> Untidy(SourceFile file)
    {
        string[] lines = file.Lines;
        if (lines.Length > LinesMax)
            yield return $"{file.Path}: {lines.Length} lines, at most {LinesMax}";
        for (int i = 0; i < lines.Length; i++)
        {
            string place = $"{file.Path}:{i + 1}";
            if (lines[i].Length > ColumnsMax)
                yield return $"{place}: {lines[i].Length} columns, at most {ColumnsMax}";
            if (lines[i].TrimStart().StartsWith(Fold, StringComparison.Ordinal))
                yield return $"{place}: a region hides what should be a file";
            if (LaterWithoutIssue().IsMatch(lines[i]))
                yield return $"{place}: something put off without an issue number";
        }

        foreach (Match name in EmptyName().Matches(StringLiteral().Replace(file.Code, "")))
            yield return $"{file.Path}: {name.Groups["name"].Value} does not say what it is";
    }

    private static IEnumerable<string> SourcedFormulas(SourceFile file)
    {
        string type = "";
        bool isSourced = false;
        foreach (string line in file.Lines.Select(line => line.Trim()))
        {
            if (line.StartsWith("///", StringComparison.Ordinal))
                isSourced |= line.Contains("Source:", StringComparison.Ordinal);
            else if (TypeName().Match(line) is { Success: true } declared)
                (type, isSourced) = (declared.Groups["name"].Value, false);
            else if (PublicMethod().Match(line) is { Success: true } method)
            {
                if (isSourced)
                    yield return $"{type}.{method.Groups["name"].Value}";
                isSourced = false;
            }
            else if (line.Length == 0 || line.EndsWith(';'))
                isSourced = false;
        }
    }

    [GeneratedRegex(@"\bTODO\b(?!.*#\d+)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex LaterWithoutIssue();

    [GeneratedRegex(
        @"\b(?:class|record|struct|interface|enum)\s+(?:class\s+|struct\s+)?(?<name>\w*(?:Manager|Helper|Utils?|Base))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex EmptyName();

    [GeneratedRegex("\"[^\"\\n]*\"", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex StringLiteral();

    [GeneratedRegex(
        @"^(?:public|internal)\s[\w\s]*\b(?:class|record|struct|interface|enum)\s+(?:struct\s+)?(?<name>\w+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(
        @"^public\s+static\s+[\w<>?,\[\]\s()]+?\s(?<name>\w+)\s*\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex PublicMethod();
}
