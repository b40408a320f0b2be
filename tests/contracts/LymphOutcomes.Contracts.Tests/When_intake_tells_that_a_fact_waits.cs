using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Tests.Schemas;

namespace LymphOutcomes.Contracts.Tests;

/// <summary>The items that travel between services only: no event at a door, and yet with samples, schema and row.</summary>
public sealed class When_intake_tells_that_a_fact_waits
{
    private static readonly Dictionary<string, Type> Records = new(StringComparer.Ordinal)
    {
        [ParkingTypes.FactParked] = typeof(FactParked),
        [ParkingTypes.FactUnparked] = typeof(FactUnparked),
        [IdentityTypes.IdentityChanged] = typeof(IdentityChanged),
    };

    public static TheoryData<string> Types => [.. Records.Keys];

    /// <summary>Their samples.</summary>
    public static IEnumerable<string> Samples =>
        Records.Keys.SelectMany(type => new[] { $"samples/{type}.v1.full.json", $"samples/{type}.v1.minimal.json" });

    [Theory]
    [MemberData(nameof(Types))]
    public void Both_samples_are_items_of_that_type_whose_data_keep_to_the_schema(string type)
    {
        JsonObject schema = ContractFiles.Json(ContractFiles.Schemas, $"{type}.v1.json");
        foreach (string kind in new[] { "full", "minimal" })
        {
            BusItem item = Sample(type, kind);
            Assert.Equal((type, 1), (item.Type, item.Version));
            Assert.Empty(SchemaCheck.Errors(JsonNode.Parse(item.Data.GetRawText())!.AsObject(), schema));
            Assert.Equal(item.Patient, item.Data.GetProperty("patient").GetGuid());
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_full_sample_shows_every_member_and_reads_back(string type)
    {
        JsonElement data = Sample(type, "full").Data;
        object read = data.Deserialize(Records[type], ContractJson.Options)!;

        Assert.Equal(
            Contract.MembersOf(Records[type]).Select(member => member.Name).Order(),
            data.EnumerateObject().Select(member => member.Name).Order());
        Assert.True(JsonElement.DeepEquals(data, JsonSerializer.SerializeToElement(read, Records[type], ContractJson.Options)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_minimal_sample_shows_only_what_must_be_there(string type) => Assert.Equal(
        Contract.MembersOf(Records[type]).Where(member => Contract.IsRequired(member.Parameter)).Select(member => member.Name).Order(),
        Sample(type, "minimal").Data.EnumerateObject().Select(member => member.Name).Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void Its_row_leads_to_samples_and_schema(string type)
    {
        string row = Assert.Single(
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md")),
            line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal));

        Assert.Contains($"(samples/{type}.v1.full.json)", row, StringComparison.Ordinal);
        Assert.Contains($"(samples/{type}.v1.minimal.json)", row, StringComparison.Ordinal);
        Assert.Contains($"(schemas/{type}.v1.json)", row, StringComparison.Ordinal);
    }

    private static BusItem Sample(string type, string kind) => JsonSerializer.Deserialize<BusItem>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{type}.v1.{kind}.json")), ContractJson.Options)!;
}
