using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

[Collection(SystemCollection.Name)]
public sealed class When_rules_are_given_their_facts(PlayedTable table) : IClassFixture<PlayedTable>
{
    public static TheoryData<string> Rows => [.. RuleTable.ByName.Keys];

    [OnSystemTheory, MemberData(nameof(Rows))]
    public void Each_row_comes_to_what_it_says(string name)
    {
        Assert.Contains(RuleTable.ByName[name].Rule, table.InForce);
        PlayedRow played = table.Rows[name];
        Assert.Empty(played.Faults);
        RuleRow row = played.Row;
        Assert.Equal(row.Steps.Count, played.Seen.Count);
        // What ends must have been there, or its end would prove nothing.
        if (row.Kind is RowKind.Clears or RowKind.Stays && played.Seen is [.., var before, _])
            Assert.Equal([(row.Severity!, "active")], before.Select(StateOf));
        (string, string)[] expected = row.Severity is { } severity ? [(severity, row.Condition!)] : [];
        Assert.Equal(expected, played.Seen[^1].Select(StateOf));
    }

    [OnSystemFact]
    public void No_rule_in_force_is_without_rows_that_raise_it_leave_it_silent_and_end_it()
    {
        Assert.NotEmpty(table.InForce);
        Assert.Empty(table.InForce.Order(StringComparer.Ordinal).SelectMany(RuleTable.Missing));
    }

    private static (string Severity, string Condition) StateOf(Alert alert) => (alert.Severity, alert.Condition);
}
