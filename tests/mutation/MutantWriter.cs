using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LymphOutcomes.Mutation;

/// <summary>
/// Writes mutants beside what is there: <c>a &lt; b</c> becomes <c>(Mutant.Is(7) ? a &lt;= b : Mutant.Is(8) ? a &gt;= b : a &lt; b)</c>. A
/// comparison is moved by its boundary and turned round; a number is moved to both sides, a whole one by 1, another by 1 %.
/// </summary>
/// <param name="file">From the root of the repository.</param>
/// <param name="constant">Names that must stay constants.</param>
/// <param name="sites">Gets the mutants.</param>
/// <param name="skipped">Gets the places where there can be none.</param>
public sealed class MutantWriter(string file, IReadOnlySet<string> constant, List<Site> sites, List<string> skipped) : CSharpSyntaxRewriter
{
    private const double Move = 0.01;

    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
    };

    // Comparisons with the guard: their boundary, and the opposite.
    private static readonly Dictionary<string, string[]> Guarded = new(StringComparer.Ordinal)
    {
        ["Threshold.AtLeast"] = ["Threshold.Above", "Threshold.Below"],
        ["Threshold.Above"] = ["Threshold.AtLeast", "Threshold.AtMost"],
        ["Threshold.Below"] = ["Threshold.AtMost", "Threshold.AtLeast"],
        ["Threshold.AtMost"] = ["Threshold.Below", "Threshold.Above"],
    };

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var inner = (BinaryExpressionSyntax)base.VisitBinaryExpression(node)!;
        if (!Operators.TryGetValue(node.Kind(), out string[]? others) || IsAboutNull(node))
            return inner;
        return Instead(node, inner, "comparison", others.Select(other => (
            $"{node.Left} {other} {node.Right}",
            $"{inner.Left.WithoutTrivia()} {other} {inner.Right.WithoutTrivia()}")));
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var inner = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return Guarded.TryGetValue(node.Expression.ToString(), out string[]? others)
            ? Instead(node, inner, "comparison", others.Select(other => ($"{other}{node.ArgumentList}", $"{other}{inner.ArgumentList}")))
            : inner;
    }

    public override SyntaxNode? VisitRelationalPattern(RelationalPatternSyntax node)
    {
        Skip(node, "a pattern");
        return node;
    }

    public override SyntaxNode? VisitConstantPattern(ConstantPatternSyntax node) => node;

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => node;

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) => node;

    public override SyntaxNode? VisitParameter(ParameterSyntax node)
    {
        if (node.Default?.Value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression })
            Skip(node, "a default value");
        return node;
    }

    // An index is no threshold.
    public override SyntaxNode? VisitBracketedArgumentList(BracketedArgumentListSyntax node) => node;

    public override SyntaxNode? VisitInterpolationAlignmentClause(InterpolationAlignmentClauseSyntax node) => node;

    public override SyntaxNode? VisitRangeExpression(RangeExpressionSyntax node) => node;

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (!node.Modifiers.Any(SyntaxKind.ConstKeyword) || !IsNumber(node.Declaration.Type))
            return node.Modifiers.Any(SyntaxKind.ConstKeyword) ? node : base.VisitFieldDeclaration(node);
        VariableDeclaratorSyntax name = node.Declaration.Variables.Single();
        if (constant.Contains(name.Identifier.Text))
        {
            Skip(node, "a constant that is needed as one");
            return node;
        }

        // A property is asked each time, so that a mutant counts from where it is switched on.
        var value = (ExpressionSyntax)Visit(name.Initializer!.Value)!;
        string modifiers = string.Join(' ', node.Modifiers.Where(one => !one.IsKind(SyntaxKind.ConstKeyword)).Select(one => one.Text));
        return SyntaxFactory.ParseMemberDeclaration($"{modifiers} static {node.Declaration.Type} {name.Identifier.Text} => {value};")!
            .WithTriviaFrom(node);
    }

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        if (!node.Modifiers.Any(SyntaxKind.ConstKeyword))
            return base.VisitLocalDeclarationStatement(node);
        if (!IsNumber(node.Declaration.Type) || node.Declaration.Variables.Any(one => constant.Contains(one.Identifier.Text)))
            return node;
        var inner = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
        return inner.WithModifiers([]).WithLeadingTrivia(node.GetLeadingTrivia());
    }

    public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (!node.IsKind(SyntaxKind.NumericLiteralExpression))
            return node;
        string[] others = node.Token.Value switch
        {
            int whole when whole > 0 => [$"{whole + 1}", $"{whole - 1}"],
            int => ["1"],
            double fraction => [Text(fraction * (1 + Move)), Text(fraction * (1 - Move))],
            _ => [],
        };
        // -5 is 5 with a sign before it, and moves all the same.
        return Instead(node, node, "number", others.Select(other => (other, other)));
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(char.IsDigit)
        ? $"{text}.0"
        : text;

    private static bool IsNumber(TypeSyntax type) => type.ToString() is "int" or "double" or "long";

    private static bool IsAboutNull(BinaryExpressionSyntax node) =>
        node.Left.IsKind(SyntaxKind.NullLiteralExpression) || node.Right.IsKind(SyntaxKind.NullLiteralExpression);

    private ParenthesizedExpressionSyntax Instead(
        SyntaxNode original, ExpressionSyntax inner, string kind, IEnumerable<(string Shown, string Code)> others)
    {
        string code = "";
        foreach ((string shown, string other) in others)
        {
            sites.Add(new(sites.Count + 1, file, Line(original), kind, Flat(original.ToString()), Flat(shown), IsOfStart(original)));
            code += $"global::LymphOutcomes.Clinical.Mutant.Is({sites.Count}) ? {other} : ";
        }

        return (ParenthesizedExpressionSyntax)SyntaxFactory.ParseExpression($"({code}{inner.WithoutTrivia()})").WithTriviaFrom(original);
    }

    private static bool IsOfStart(SyntaxNode node) => node.Ancestors().Any(above =>
        above is EqualsValueClauseSyntax
        {
            Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }
        });

    private void Skip(SyntaxNode node, string why) => skipped.Add($"{file}:{Line(node)}: {why}: {Flat(node.ToString())}");

    private static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string Flat(string text) =>
        string.Join(' ', text.Split((char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
}
