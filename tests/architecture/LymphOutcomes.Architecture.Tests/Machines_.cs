using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>Nothing in the tree knows the machine it was written on, nor where that machine takes its packages from.</summary>
public sealed partial class Machines_
{
    [Fact]
    public void No_file_names_a_build_machine() => Findings.None(SourceTree.Files.SelectMany(Traces));

    [Fact]
    public void A_trace_is_seen()
    {
        // In parts, so that this file leaves no trace itself.
        string[] traces =
        [
            "cd /wor" + "k/main", "/hom" + "e/anna/src", "/User" + "s/anna/src", @"C:\User" + @"s\anna",
            "https:/" + "/registry.npmjs.org/x", "https:/" + "/api.nuget.org/v3/index.json", "http:/" + "/nexus.clinic.local:8081/repo",
            "\"resolved\": \"https:/" + "/x.test/a.tgz\"",
        ];

        Assert.All(traces, trace => Assert.NotEmpty(Traces(new SourceFile("x", trace))));
    }

    [Theory]
    [InlineData("see https://www.nuget.org/packages/Npgsql")]
    [InlineData("image: mcr.microsoft.com/dotnet/aspnet:10.0")]
    [InlineData("https://github.com/npgsql/npgsql")]
    [InlineData("/run/lymph/development-issuer.key")]
    public void A_page_for_people_is_no_trace(string line) => Assert.Empty(Traces(new SourceFile("x", line)));

    private static IEnumerable<string> Traces(SourceFile file) => file.Lines
        .Select((line, index) => (Match: Trace().Match(line), Number: index + 1))
        .Where(found => found.Match.Success)
        .Select(found => $"{file.Path}:{found.Number}: {found.Match.Value}");

    [GeneratedRegex(
        @"(?<![\w.)}-])/wor[k]/\w|(?<![\w.)}-])/hom[e]/(?!app\b)\w+|/User[s]/\w+|[A-Za-z]:\\User[s]\\"
        + @"|https?://(?!www\.)[^/\s""']*(?:registry|nuget|nexus|artifactory|pypi|npmjs)[^/\s""']*"
        + @"|""resolved"":\s*""https?:",
        RegexOptions.CultureInvariant,
        5_000)]
    private static partial Regex Trace();
}
