namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>The table of rules: for each rule rows that raise it, that just do not, and that end it.</summary>
internal static class RuleTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<RuleRow> All { get; } = [.. SwellingRows.All, .. SymptomRows.All, .. TreatmentRows.All];

    /// <summary>The rows by what a test calls them; of rows alike the later ones are counted.</summary>
    public static IReadOnlyDictionary<string, RuleRow> ByName { get; } = All
        .GroupBy(row => row.Name)
        .SelectMany(alike => alike.Select((row, index) => (Name: index == 0 ? alike.Key : $"{alike.Key}, {index + 1}", Row: row)))
        .ToDictionary(named => named.Name, named => named.Row);

    /// <summary>Which of the kinds that every rule must have are missing for one.</summary>
    public static IEnumerable<string> Missing(string rule)
    {
        HashSet<RowKind> kinds = [.. All.Where(row => row.Rule == rule).Select(row => row.Kind)];
        if (!kinds.Contains(RowKind.Raises))
            yield return $"{rule} raises";
        if (!kinds.Contains(RowKind.Silent))
            yield return $"{rule} silent";
        if (!kinds.Contains(RowKind.Clears) && !kinds.Contains(RowKind.Stays))
            yield return $"{rule} clears";
    }
}
