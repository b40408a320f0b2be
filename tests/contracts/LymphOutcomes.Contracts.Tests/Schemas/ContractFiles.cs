using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>The committed files that stand beside the records, read and written where they lie in the repository.</summary>
internal static class ContractFiles
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // files for people: quotes and accents as they are
    };

    /// <summary>The folder of <c>LymphOutcomes.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Schemas as they are now.</summary>
    public static string Schemas => Path.Combine(Root, "contracts", "schemas");

    /// <summary>Schemas as they were promised.</summary>
    public static string Released => Path.Combine(Root, "tests", "contracts", "released");

    /// <summary>Says of a switch in the environment whether it is on.</summary>
    public static bool IsAsked(string variable) => Environment.GetEnvironmentVariable(variable) == "1";

    /// <summary>A schema as it is committed.</summary>
    public static string Text(JsonNode schema) => schema.ToJsonString(Readable) + "\n";

    /// <summary>A file as JSON.</summary>
    public static JsonObject Json(string folder, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!.AsObject();

    /// <summary>Names of the files of a folder; none when there is no folder.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)) : [];

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LymphOutcomes.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No LymphOutcomes.sln above the test's assembly.");
    }
}
