using System.Globalization;
using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>Every log message has a number of its own, from the block of its program: an operator can look it up.</summary>
public sealed partial class Messages_
{
    private static readonly (string Folder, int First)[] Blocks =
    [
        ("services/intake/", 1000),
        ("services/sessions/", 2000),
        ("services/alerting/", 3000),
        ("services/dashboard/", 4000),
        ("services/shared/LymphOutcomes.ServiceDefaults/", 5000),
        ("services/shared/LymphOutcomes.EventStore.Postgres/", 6000),
    ];

    private static IEnumerable<SourceFile> Product =>
        SourceTree.CSharp.Where(file => file.Path.StartsWith("services/", StringComparison.Ordinal));

    [Fact]
    public void Every_message_has_its_own_number_in_its_block()
    {
        Assert.NotEmpty(Product.SelectMany(Numbers));
        Findings.None(Violations(Product));
    }

    [Theory]
    [InlineData("services/intake/A.cs", "[LoggerMessage(1001, LogLevel.Information, \"x\")]", false)]
    [InlineData("services/intake/A.cs", "[LoggerMessage(EventId = 1999, Level = LogLevel.Information, Message = \"x\")]", false)]
    [InlineData("services/intake/A.cs", "[LoggerMessage(2000, LogLevel.Information, \"x\")]", true)]
    [InlineData("services/intake/A.cs", "[LoggerMessage(LogLevel.Information, \"x\")]", true)]
    [InlineData("services/cli/A.cs", "[LoggerMessage(1001, LogLevel.Information, \"x\")]", true)]
    [InlineData("services/intake/A.cs", "[LoggerMessage(1001, L, \"x\")]\n[LoggerMessage(1001, L, \"y\")]", true)]
    public void A_wrong_number_is_seen(string path, string text, bool seen) =>
        Assert.Equal(seen, Violations([new SourceFile(path, text)]).Any());

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> files)
    {
        List<(SourceFile File, int? Number)> all = [.. files.SelectMany(file => Numbers(file).Select(number => (file, number)))];
        IEnumerable<string> outside = all
            .Where(one => !Blocks.Any(block => one.File.Path.StartsWith(block.Folder, StringComparison.Ordinal)
                && one.Number >= block.First && one.Number <= block.First + 999))
            .Select(one => $"{one.File.Path}: {one.Number?.ToString(CultureInfo.InvariantCulture) ?? "no number"} is outside its block");
        IEnumerable<string> twice = all
            .GroupBy(one => one.Number)
            .Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => $"{group.Key} is used in {string.Join(" and ", group.Select(one => one.File.Path))}");
        return outside.Concat(twice);
    }

    private static IEnumerable<int?> Numbers(SourceFile file) => Attribute().Matches(file.Code).Select(match =>
        match.Groups["id"].Success ? int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture) : (int?)null);

    [GeneratedRegex(
        @"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Attribute();
}
