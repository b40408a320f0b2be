using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LymphOutcomes.EventStore.Postgres.Migrating;

/// <summary>One numbered SQL file embedded in an assembly as <c>Migrations/NNN_what.sql</c>.</summary>
/// <param name="Number">Three digits; below 101 the store's own, from 101 a service's.</param>
/// <param name="Name">File name without its ending.</param>
/// <param name="Sql">Statements; the search path is the schema, so they name none.</param>
internal sealed partial record MigrationFile(int Number, string Name, string Sql)
{
    /// <summary>Tells whether a file was changed after it was applied.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All files of the assemblies, in order.</summary>
    /// <exception cref="InvalidOperationException">Two files have one number.</exception>
    public static IReadOnlyList<MigrationFile> In(IEnumerable<Assembly> assemblies)
    {
        List<MigrationFile> files = [.. assemblies.Distinct().SelectMany(In).OrderBy(f => f.Number)];
        foreach ((MigrationFile one, MigrationFile next) in files.Zip(files.Skip(1)))
        {
            if (one.Number == next.Number)
                throw new InvalidOperationException($"Migrations {one.Name} and {next.Name} have the same number.");
        }

        return files;
    }

    private static IEnumerable<MigrationFile> In(Assembly assembly)
    {
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (ResourceName().Match(resource) is not { Success: true } match)
                continue;
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using StreamReader text = new(stream, Encoding.UTF8);
            int number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            yield return new MigrationFile(number, match.Groups["name"].Value, text.ReadToEnd());
        }
    }

    [GeneratedRegex(@"\.Migrations\.(?<name>(?<number>\d{3})_[a-z0-9_]+)\.sql$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceName();
}
