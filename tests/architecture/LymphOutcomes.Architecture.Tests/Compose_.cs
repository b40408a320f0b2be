namespace LymphOutcomes.Architecture.Tests;

/// <summary>The containers' description is readable, and the dashboard in it has no way to a database.</summary>
public sealed class Compose_
{
    private const string ComposeFile = "docker-compose.yml";

    [NeedsFact("docker-compose", ComposeFile)]
    public void It_is_readable()
    {
        Assert.True(SourceTree.Has(ComposeFile), $"{ComposeFile} is not there.");
        (int ExitCode, string Output, string Errors)? run = Compose("config", "-q");

        Assert.NotNull(run);
        Assert.True(run.Value.ExitCode == 0, run.Value.Errors);
    }

    [NeedsFact("docker-compose", ComposeFile)]
    public void The_dashboard_has_no_way_to_a_database_once_aliases_are_resolved()
    {
        (int ExitCode, string Output, string Errors)? run = Compose("config");

        Assert.NotNull(run);
        Assert.Empty(DatabaseLinesOf("dashboard", run.Value.Output));
        Assert.NotEmpty(DatabaseLinesOf("intake", run.Value.Output));
    }

    [NeedsFact("sh", ComposeFile)]
    public void The_dashboard_has_no_way_to_a_database_as_written()
    {
        Assert.True(SourceTree.Has(ComposeFile), $"{ComposeFile} is not there.");
        string text = File.ReadAllText(Path.Combine(SourceTree.Root, ComposeFile));

        Assert.Empty(DatabaseLinesOf("dashboard", text));
        Assert.NotEmpty(DatabaseLinesOf("intake", text)); // the same look finds one where there is one
    }

    [Fact]
    public void A_way_to_a_database_is_seen()
    {
        const string file = """
            services:
              dashboard:
                environment:
                  ConnectionStrings__Log: Host=postgres;Database=lymph
              other:
                image: x
            """;

        Assert.Single(DatabaseLinesOf("dashboard", file));
        Assert.Empty(DatabaseLinesOf("other", file));
        Assert.Throws<InvalidOperationException>(() => DatabaseLinesOf("missing", file));
    }

    [Fact]
    public void Something_missing_skips_on_a_laptop_and_fails_in_ci()
    {
        Assert.Equal("x is not installed.", NeedsFactAttribute.ReasonToSkip("x is not installed.", null));
        Assert.Null(NeedsFactAttribute.ReasonToSkip("x is not installed.", "true"));
        Assert.Null(NeedsFactAttribute.ReasonToSkip(null, null));
    }

    private static (int ExitCode, string Output, string Errors)? Compose(params string[] arguments) =>
        Tool.TryRun("docker-compose", ["-f", ComposeFile, .. arguments], SourceTree.Root);

    /// <summary>Lines of one service's block that could lead to PostgreSQL; an env_file could hide one, so it counts.</summary>
    private static List<string> DatabaseLinesOf(string service, string compose)
    {
        string[] lines = compose.ReplaceLineEndings("\n").Split('\n');
        int services = Array.FindIndex(lines, line => line.TrimEnd() == "services:");
        int start = Array.FindIndex(lines, Math.Max(services, 0), line => line.TrimEnd() == $"  {service}:");
        if (services < 0 || start < 0)
            throw new InvalidOperationException($"The compose file has no service {service}.");

        return
        [
            .. lines.Skip(start + 1)
                .TakeWhile(line => line.Length == 0 || line.StartsWith("   ", StringComparison.Ordinal))
                .Where(line => new[] { "ConnectionStrings__Log", "Host=", "5432", "POSTGRES", "postgres", "env_file" }
                    .Any(word => line.Contains(word, StringComparison.Ordinal))),
        ];
    }
}
