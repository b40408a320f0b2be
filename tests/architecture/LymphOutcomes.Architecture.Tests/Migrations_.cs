using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>A service's schema is made by the store's migrations and its own, in the order of one sequence of numbers.</summary>
public sealed partial class Migrations_
{
    private const string Shared = "services/shared/LymphOutcomes.EventStore.Postgres/Migrations/";

    [Fact]
    public void They_are_numbered_and_no_number_is_used_twice()
    {
        List<string> all =
        [
            .. SourceTree.Files.Select(file => file.Path).Where(path =>
                path.EndsWith(".sql", StringComparison.Ordinal) && path.Contains("/Migrations/", StringComparison.Ordinal)),
        ];

        Findings.None(Violations(all));
    }

    [Theory]
    [InlineData("services/intake/Migrations/101_directory.sql", "services/intake/Migrations/101_quarantine.sql")]
    [InlineData("services/intake/Migrations/directory.sql", "services/intake/Migrations/102_quarantine.sql")]
    [InlineData(Shared + "001_log.sql", "services/intake/Migrations/001_directory.sql")]
    public void A_missing_or_doubled_number_is_seen(string one, string other) => Assert.Single(Violations([one, other]));

    [Fact]
    public void Two_services_may_use_the_same_number() =>
        Assert.Empty(Violations(
            [Shared + "001_log.sql", "services/intake/Migrations/101_a.sql", "services/alerting/Migrations/101_b.sql"]));

    private static IEnumerable<string> Violations(IReadOnlyList<string> paths)
    {
        List<string> shared = [.. paths.Where(path => path.StartsWith(Shared, StringComparison.Ordinal))];
        foreach (string path in paths.Where(path => !Numbered().IsMatch(path)))
            yield return $"{path} is not named 001_what-it-does.sql";

        // What one schema sees: the store's own, and those of one service.
        foreach (IGrouping<string, string> folder in paths.Where(path => Numbered().IsMatch(path)).GroupBy(Path.GetDirectoryName)!)
        {
            IEnumerable<string> seen = folder.Union(shared);
            IEnumerable<IGrouping<string, string>> numbers = seen.GroupBy(path => Numbered().Match(path).Groups["number"].Value);
            foreach (IGrouping<string, string> twice in numbers.Where(number => number.Count() > 1))
                yield return $"{twice.Key} is used by {string.Join(" and ", twice)}";
        }
    }

    [GeneratedRegex(@"/(?<number>\d{3,4})_[a-z0-9_-]+\.sql$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Numbered();
}
