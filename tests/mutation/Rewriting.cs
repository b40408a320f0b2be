using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LymphOutcomes.Mutation;

/// <summary>Writes all mutants into the sources of a scratch copy.</summary>
public static class Rewriting
{
    private const string Clinical = "services/shared/LymphOutcomes.Clinical";
    private const string Alerting = "services/alerting";

    /// <summary>Where the list of mutants lies.</summary>
    public static string ListOf(string scratch) => Path.Combine(scratch, "mutants.json");

    /// <summary>Rewrites, and writes the list.</summary>
    public static int Run(string scratch)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        Dictionary<string, SyntaxTree> trees = Directory
            .EnumerateFiles(scratch, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(scratch, file).Replace('\\', '/'))
            .Where(file => file.StartsWith("services/", StringComparison.Ordinal)
                || file.StartsWith("tests/unit/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => file, file => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(scratch, file)), options));
        HashSet<string> constant = [.. trees.SelectMany(one => ConstantNames(one.Value.GetRoot(), IsTarget(one.Key, one.Value)))];
        List<Site> sites = [];
        List<string> skipped = [];
        foreach ((string file, SyntaxTree tree) in trees.Where(one => IsTarget(one.Key, one.Value)))
        {
            MutantWriter writer = new(file, constant, sites, skipped);
            File.WriteAllText(Path.Combine(scratch, file), writer.Visit(tree.GetRoot()).ToFullString());
        }

        File.WriteAllText(ListOf(scratch), JsonSerializer.Serialize(new Rewritten(sites, skipped)));
        Console.WriteLine($"{sites.Count} mutants, {skipped.Count} places skipped");
        return 0;
    }

    // The arithmetic, the rules and their limits.
    private static bool IsTarget(string file, SyntaxTree tree) =>
        file.StartsWith(Clinical, StringComparison.Ordinal)
        || (file.StartsWith(Alerting, StringComparison.Ordinal)
            && (file.EndsWith("Limits.cs", StringComparison.Ordinal)
                || file.EndsWith("/RuleSet.cs", StringComparison.Ordinal)
                || tree.ToString().Contains("public const string Id = \"LYM-", StringComparison.Ordinal)));

    // Names that the language, somewhere, wants to be constants. Constants made of others are rewritten where those are.
    private static IEnumerable<string> ConstantNames(SyntaxNode root, bool isTarget) => root.DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Where(name => name.Ancestors().Any(above => above switch
        {
            AttributeArgumentSyntax or ConstantPatternSyntax or RelationalPatternSyntax or CaseSwitchLabelSyntax => true,
            EqualsValueClauseSyntax { Parent: ParameterSyntax } => true,
            FieldDeclarationSyntax field => !isTarget && field.Modifiers.Any(SyntaxKind.ConstKeyword),
            LocalDeclarationStatementSyntax local => !isTarget && local.Modifiers.Any(SyntaxKind.ConstKeyword),
            _ => false,
        }))
        .Select(name => name.Identifier.Text);
}
