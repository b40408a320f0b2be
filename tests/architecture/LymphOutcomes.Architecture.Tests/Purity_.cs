using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>State, command, rules and time go in, events come out: nothing else is in reach of code that decides.</summary>
public sealed partial class Purity_
{
    private static readonly string[] Forbidden =
    [
        @"\bNpgsql", @"\bMassTransit\b", @"\bMicrosoft\.AspNetCore\b", @"\bSystem\.IO\b", @"\bFile\.", @"\bTimeProvider\b", @"\bRandom\b",
        @"\basync\s",
    ];

    [Fact]
    public void Code_that_decides_reaches_for_nothing()
    {
        List<SourceFile> pure = [.. SourceTree.CSharp.Where(MustBePure)];

        Assert.NotEmpty(pure);
        Findings.None(pure.SelectMany(file => Found(file).Select(what => $"{file.Path} names {what}")));
    }

    [Theory]
    [InlineData("services/alerting/Picture.cs", "public sealed record Picture : IFold<Picture>")]
    [InlineData("services/alerting/AlertRow.cs", "public sealed record Row(string Id) : IRowFold<Row>")]
    [InlineData("services/intake/Deciding.cs", "    public static Decision Record(State state)")]
    [InlineData("services/intake/Deciding.cs", "    public static async Task<Decision> RecordAsync(State state)")]
    [InlineData("services/alerting/Rule.cs", "    private static IEnumerable<Episode> Episodes(Picture picture)")]
    [InlineData("services/alerting/Rule.cs", "    public static Progress Follow(Series series, Progress before)")]
    [InlineData("services/shared/LymphOutcomes.Clinical/Anything.cs", "public static class Anything;")]
    public void Such_code_is_recognized(string path, string line) => Assert.True(MustBePure(new SourceFile(path, line)));

    [Theory]
    [InlineData("services/intake/Store.cs", "public sealed class Store<TState>\n    where TState : class, IFold<TState>")]
    [InlineData("services/intake/Unit.cs", "public sealed record Unit(Func<State, Decision> Decide);")]
    [InlineData("services/intake/Store.cs", "    Decision decision = unit.Decide(state);")]
    public void Other_code_may_do_what_it_must(string path, string line) => Assert.False(MustBePure(new SourceFile(path, line)));

    [Theory]
    [InlineData("using Npgsql;")]
    [InlineData("using NpgsqlTypes;")]
    [InlineData("private readonly TimeProvider time;")]
    [InlineData("var random = new Random(1);")]
    [InlineData("public async Task Do()")]
    [InlineData("using System.IO;")]
    [InlineData("string text = File.ReadAllText(path);")]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    [InlineData("using MassTransit;")]
    public void Each_reach_is_seen(string line) => Assert.NotEmpty(Found(new SourceFile("x.cs", line)));

    [Fact]
    public void A_word_in_a_comment_is_no_reach() =>
        Assert.Empty(Found(new SourceFile("x.cs", "/// <summary>No TimeProvider here.</summary>")));

    private static bool MustBePure(SourceFile file) =>
        file.Path.StartsWith("services/shared/LymphOutcomes.Clinical/", StringComparison.Ordinal)
        || (file.Path.StartsWith("services/", StringComparison.Ordinal)
            && (DeclaresFold(file.Code) || Decides().IsMatch(file.Code)));

    private static IEnumerable<string> Found(SourceFile file) =>
        Forbidden.Select(pattern => Regex.Match(file.Code, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            .Where(match => match.Success)
            .Select(match => match.Value.Trim());

    /// <summary>The declaration's own base list, not a constraint on a type parameter.</summary>
    private static bool DeclaresFold(string code) => Declaration().Matches(code).Any(declared =>
        Constraint().Split(declared.Value)[0] is var bases
        && (bases.Contains("IFold<", StringComparison.Ordinal) || bases.Contains("IRowFold<", StringComparison.Ordinal)));

    [GeneratedRegex(@"\b(?:record|class|struct)\s[^;{]*", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\swhere\s", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Constraint();

    [GeneratedRegex(
        @"^[ \t]*(?:(?:public|internal|private|protected|static|async)\s+)+"
        + @"(?:\w+<)*(?:Decision|Episode|Progress)>*\??(?:\[\])?\s+\w+\s*(?:<[^>]*>)?\s*\(",
        RegexOptions.CultureInvariant | RegexOptions.Multiline,
        5_000)]
    private static partial Regex Decides();
}
