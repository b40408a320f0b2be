using System.Reflection;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Contracts.Tests;

public sealed class When_contracts_are_listed
{
    [Fact]
    public void Every_published_name_is_tested_here()
    {
        IEnumerable<string> facts = ConstantsOf(typeof(FactTypes)).Select(name => $"lymph.{name}.v1");
        IEnumerable<string> alerts = ConstantsOf(typeof(CloudEventTypes))
            .Where(name => name.StartsWith("lymph.", StringComparison.Ordinal));

        Assert.Equal(facts.Concat(alerts).Order(), Contract.All.Select(c => c.Type).Order());
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Each_has_two_samples_of_its_own_type(string type)
    {
        Assert.Equal(type, Contract.Of(type).Sample("full").GetProperty("type").GetString());
        Assert.Equal(type, Contract.Of(type).Sample("minimal").GetProperty("type").GetString());
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Each_has_one_row_in_the_catalogue_that_leads_to_its_samples(string type)
    {
        string row = CatalogueRow(type);

        Assert.Contains($"({Contract.Of(type).SamplePath("full")})", row, StringComparison.Ordinal);
        Assert.Contains($"({Contract.Of(type).SamplePath("minimal")})", row, StringComparison.Ordinal);
        Assert.Contains($"(schemas/{Contract.Of(type).Name}.json)", row, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Its_row_says_who_sends_it_who_reads_it_since_when_and_whether_it_is_in_use(string type)
    {
        string[] cells = [.. CatalogueRow(type).Split('|', StringSplitOptions.TrimEntries)];

        Assert.Equal(11, cells.Length); // nine columns between the outer bars
        Assert.Equal("1", cells[2]);
        Contract contract = Contract.Of(type);
        Assert.Equal(contract.IsAlert ? "alerting" : contract.IsTreatment ? "sessions" : "hospital", cells[3]);
        Assert.Contains(contract.IsOurs ? "hospital" : "intake", cells[4], StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+$", cells[5]);
        Assert.Contains(cells[6], new[] { "yes", "not yet" });
        Assert.NotEmpty(cells[7]);
    }

    [Fact]
    public void No_row_is_there_without_a_contract() => Assert.Equal(
        Contract.All.Select(contract => contract.Type).Order(),
        Catalogue().Where(line => line.StartsWith("| `lymph.", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Order());

    [Fact]
    public void No_sample_lies_there_without_a_contract()
    {
        IEnumerable<string> found = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"))
            .Select(path => $"samples/{Path.GetFileName(path)}");

        Assert.Equal(
            Contract.All.SelectMany(c => new[] { c.SamplePath("full"), c.SamplePath("minimal") })
                .Concat(When_intake_tells_that_a_fact_waits.Samples).Order(),
            found.Order());
    }

    private static IEnumerable<string> Catalogue() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md"));

    private static string CatalogueRow(string type) =>
        Assert.Single(Catalogue(), line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal));

    private static IEnumerable<string> ConstantsOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!);
}
