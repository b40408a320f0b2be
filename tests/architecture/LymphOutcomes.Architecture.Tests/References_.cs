using System.Xml.Linq;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>Who may refer to whom. A new project gets a row here, on purpose.</summary>
public sealed class References_
{
    private static readonly string[] Service = ["Contracts", "Clinical", "EventStore", "EventStore.Postgres", "ServiceDefaults"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Clinical"] = [],
        ["EventStore"] = [],
        ["EventStore.Postgres"] = ["EventStore"],
        ["ServiceDefaults"] = ["EventStore"],
        ["Intake"] = Service,
        ["Sessions"] = Service,
        ["Alerting"] = Service,
        ["Dashboard"] = ["Contracts", "ServiceDefaults"],
        ["Cli"] = ["Contracts", "ServiceDefaults"],
    };

    private static readonly string[] Services = ["Intake", "Sessions", "Alerting", "Dashboard", "Cli"];

    /// <summary>These are read, versioned and tested alone, so they take no package either.</summary>
    private static readonly string[] BaseLibraryOnly = ["Contracts", "Clinical", "EventStore"];

    private static IEnumerable<SourceFile> ProductProjects => SourceTree.Files.Where(file =>
        file.Name.EndsWith(".csproj", StringComparison.Ordinal) && !file.Path.StartsWith("tests/", StringComparison.Ordinal));

    private static IEnumerable<SourceFile> TestProjects => SourceTree.Files.Where(file =>
        file.Name.EndsWith(".csproj", StringComparison.Ordinal) && file.Path.StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void No_project_refers_beyond_the_table()
    {
        Assert.NotEmpty(ProductProjects);
        Findings.None(ProductProjects.SelectMany(project => Violations(NameOf(project.Path), project.Text)));
    }

    [Theory]
    [InlineData("Clinical", "<ProjectReference Include='../LymphOutcomes.EventStore/LymphOutcomes.EventStore.csproj' />", true)]
    [InlineData("Alerting", "<ProjectReference Include='../intake/LymphOutcomes.Intake.csproj' />", true)]
    [InlineData("Contracts", "<PackageReference Include='Npgsql' />", true)]
    [InlineData("Dashboard", "<PackageReference Include='Npgsql' />", true)]
    [InlineData("Dashboard", "<ProjectReference Include='..\\shared\\LymphOutcomes.EventStore\\LymphOutcomes.EventStore.csproj' />", true)]
    [InlineData("Unheard", "", true)]
    [InlineData("Alerting", "<ProjectReference Include='../shared/LymphOutcomes.Clinical/LymphOutcomes.Clinical.csproj' />", false)]
    public void A_reference_beyond_the_table_is_seen(string project, string line, bool seen) =>
        Assert.Equal(seen, Violations(project, $"<Project><ItemGroup>{line}</ItemGroup></Project>").Any());

    [Fact]
    public void A_unit_test_project_knows_one_service_at_most() =>
        Assert.All(
            TestProjects.Where(project => project.Path.StartsWith("tests/unit/", StringComparison.Ordinal)),
            project => Assert.True(
                References(project.Text, "ProjectReference").Select(NameOf).Intersect(Services).Count() <= 1, project.Path));

    [Fact]
    public void Only_the_start_of_a_service_sees_the_postgres_provider()
    {
        List<SourceFile> sources = [.. SourceTree.CSharp.Where(file => IsOfAService(file.Path))];

        Assert.NotEmpty(sources);
        Findings.None(sources.Where(NamesProvider).Select(file => file.Path));
    }

    [Fact]
    public void A_file_that_names_the_provider_is_seen()
    {
        const string line = "using LymphOutcomes.EventStore.Postgres;";

        Assert.True(NamesProvider(new SourceFile("services/intake/ReceivingFacts/Door.cs", line)));
        Assert.False(NamesProvider(new SourceFile("services/intake/Program.cs", line)));
        Assert.False(NamesProvider(new SourceFile("services/intake/Door.cs", "// see LymphOutcomes.EventStore.Postgres")));
    }

    [Fact]
    public void The_dashboard_names_neither_a_log_nor_a_database() =>
        Findings.None(SourceTree.Files
            .Where(file => file.Path.StartsWith("services/dashboard/", StringComparison.Ordinal)
                && (file.Name.EndsWith(".cs", StringComparison.Ordinal) || file.Name.EndsWith(".razor", StringComparison.Ordinal)))
            .Where(file => file.Code.Contains("LymphOutcomes.EventStore", StringComparison.Ordinal)
                || file.Code.Contains("Npgsql", StringComparison.Ordinal))
            .Select(file => file.Path));

    private static IEnumerable<string> Violations(string project, string xml)
    {
        if (!Allowed.TryGetValue(project, out string[]? allowed))
        {
            yield return $"{project} has no row in the table.";
            yield break;
        }

        foreach (string reference in References(xml, "ProjectReference").Select(NameOf).Except(allowed))
            yield return $"{project} -> {reference}";
        foreach (string package in References(xml, "PackageReference"))
        {
            if (BaseLibraryOnly.Contains(project) || (project == "Dashboard" && package == "Npgsql"))
                yield return $"{project} -> package {package}";
        }
    }

    private static IEnumerable<string> References(string xml, string element) =>
        XDocument.Parse(xml).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static string NameOf(string path) =>
        path.Replace('\\', '/').Split('/')[^1]["LymphOutcomes.".Length..^".csproj".Length];

    private static bool IsOfAService(string path) =>
        path.StartsWith("services/", StringComparison.Ordinal) && !path.StartsWith("services/shared/", StringComparison.Ordinal);

    private static bool NamesProvider(SourceFile file) =>
        file.Name != "Program.cs" && file.Code.Contains("LymphOutcomes.EventStore.Postgres", StringComparison.Ordinal);
}
