using System.Diagnostics;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>A tracked text file.</summary>
/// <param name="Path">From the root of the repository, with forward slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Without line comments and doc comments, so that a word in a sentence is no use of the thing.</summary>
    public string Code => string.Join(
        '\n', Lines.Select(line => line.IndexOf("//", StringComparison.Ordinal) is var at and >= 0 ? line[..at] : line));

    /// <summary>Its lines.</summary>
    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Last part of <see cref="Path"/>.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>The repository, read once.</summary>
internal static class SourceTree
{
    private static readonly string[] TextEndings =
    [
        ".cs", ".razor", ".cshtml", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".sql", ".sh", ".js", ".mjs",
        ".css", ".html", ".txt", ".conf", ".xml", ".config", ".editorconfig", ".gitignore", ".dockerignore",
    ];

    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", ".git", "TestResults"];

    /// <summary>The folder of <c>LymphOutcomes.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file that git tracks or would add.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Paths()
            .Where(path => TextEndings.Contains(Path.GetExtension(path)) || !Path.HasExtension(path))
            .Where(path => File.Exists(Path.Combine(Root, path)))
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    /// <summary>The C# of programs, libraries and tests.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. Files.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal))];

    /// <summary>True when the file is there.</summary>
    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LymphOutcomes.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No LymphOutcomes.sln above the test's assembly.");
    }

    /// <summary>Files not added yet count too: a violation should show before the commit, not after it.</summary>
    private static IEnumerable<string> Paths() =>
        Tool.TryRun("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], Root) is { ExitCode: 0 } listed
            ? listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct()
            : Walk(Root).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')); // a source archive without git

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder)
            .Where(inner => !NotOurs.Contains(Path.GetFileName(inner))
                && !Path.GetFileName(inner).StartsWith(".run", StringComparison.Ordinal))
            .SelectMany(Walk));
}

/// <summary>Programs of this machine.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>True when the program is on the path.</summary>
    public static bool Exists(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs it to its end; null when it is not there.</summary>
    public static (int ExitCode, string Output, string Errors)? TryRun(string name, string[] arguments, string folder)
    {
        if (!Exists(name))
            return null;

        using var process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(Patience), $"{name} did not end within {Patience.TotalSeconds} s.");
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}

/// <summary>A test that needs a program or a file: skipped on a laptop without it, failing in CI (<c>CI=true</c>).</summary>
internal sealed class NeedsFactAttribute : FactAttribute
{
    /// <summary>Names what is needed.</summary>
    /// <param name="tool">A program on the path.</param>
    /// <param name="file">A file of the repository.</param>
    public NeedsFactAttribute(string tool, string file) => Skip = ReasonToSkip(
        Tool.Exists(tool) ? SourceTree.Has(file) ? null : $"{file} is not there." : $"{tool} is not installed.",
        Environment.GetEnvironmentVariable("CI"));

    /// <summary>What is missing, unless this is CI: a green build that ran nothing helps nobody.</summary>
    public static string? ReasonToSkip(string? missing, string? ci) =>
        string.Equals(ci, "true", StringComparison.OrdinalIgnoreCase) ? null : missing;
}

/// <summary>What a test found.</summary>
internal static class Findings
{
    private const int ShownMax = 50;

    /// <summary>Fails with every violation on a line of its own; xunit would cut the list short.</summary>
    public static void None(IEnumerable<string> found)
    {
        List<string> all = [.. found];
        Assert.True(all.Count == 0, $"{all.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, all.Take(ShownMax))}");
    }
}
