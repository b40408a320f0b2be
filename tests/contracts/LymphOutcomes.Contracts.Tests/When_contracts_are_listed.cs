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
        string row = Assert.Single(
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md")),
            line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal));

        Assert.Contains($"({Contract.Of(type).SamplePath("full")})", row, StringComparison.Ordinal);
        Assert.Contains($"({Contract.Of(type).SamplePath("minimal")})", row, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sample_lies_there_without_a_contract()
    {
        IEnumerable<string> found = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"))
            .Select(path => $"samples/{Path.GetFileName(path)}");

        Assert.Equal(Contract.All.SelectMany(c => new[] { c.SamplePath("full"), c.SamplePath("minimal") }).Order(), found.Order());
    }

    private static IEnumerable<string> ConstantsOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!);
}
