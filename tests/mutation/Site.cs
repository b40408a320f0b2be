namespace LymphOutcomes.Mutation;

/// <summary>One change of one place.</summary>
/// <param name="Number">From 1; what <c>Mutant.Is</c> is asked with.</param>
/// <param name="File">From the root of the repository.</param>
/// <param name="Line">From 1.</param>
/// <param name="Kind"><c>comparison</c> or <c>number</c>.</param>
/// <param name="Before">The text as it is.</param>
/// <param name="After">The text of the mutant.</param>
/// <param name="IsOfStart">Whether it may be read once only, when the program begins: it must be on from the start.</param>
public sealed record Site(int Number, string File, int Line, string Kind, string Before, string After, bool IsOfStart);

/// <summary>Everything the rewriting did.</summary>
/// <param name="Sites">The mutants.</param>
/// <param name="Skipped">Places that had to stay: the language wants a constant there.</param>
public sealed record Rewritten(IReadOnlyList<Site> Sites, IReadOnlyList<string> Skipped);
