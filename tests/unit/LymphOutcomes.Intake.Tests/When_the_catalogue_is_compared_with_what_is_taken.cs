using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Intake.ReadingFacts;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

/// <summary>Catalogue, samples and schemas in <c>contracts/</c> tell hospitals what is taken; intake must agree.</summary>
public sealed class When_the_catalogue_is_compared_with_what_is_taken
{
    private static readonly string Contracts = Path.Combine(AppContext.BaseDirectory, "contracts");

    private static IReadOnlyList<(string Type, string InUse)> Facts { get; } =
    [
        .. File.ReadLines(Path.Combine(Contracts, "README.md"))
            .Where(line => line.StartsWith("| `lymph.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[3] == "hospital")
            .Select(cells => (cells[1].Trim('`'), cells[6])),
    ];

    public static TheoryData<string> InUse => [.. Facts.Where(fact => fact.InUse == "yes").Select(fact => fact.Type)];

    [Fact]
    public void What_is_in_use_is_what_intake_takes() =>
        Assert.Equal(FactKinds.Types.Order(), Facts.Where(fact => fact.InUse == "yes").Select(fact => fact.Type).Order());

    [Fact]
    public void What_is_not_yet_in_use_is_kept_for_later() => Assert.All(
        Facts.Where(fact => fact.InUse != "yes"),
        fact => Assert.Equal(Reasons.NotYetSupported, FactKinds.Of(fact.Type).Defect?.Reason));

    [Theory]
    [MemberData(nameof(InUse))]
    public void Its_samples_are_taken(string type)
    {
        Assert.Null(DefectOf(type, DataOf(type, "full")));
        Assert.Null(DefectOf(type, DataOf(type, "minimal")));
    }

    [Theory]
    [MemberData(nameof(InUse))]
    public void A_value_that_its_schema_refuses_is_refused(string type)
    {
        JsonObject schema = Read("schemas", $"{Name(type)}.json");
        List<(string[] Path, JsonNode Value)> wrong = [.. WrongValues(schema, DataOf(type, "full"), [])];

        Assert.NotEmpty(wrong);
        Assert.All(wrong, one =>
        {
            JsonObject data = DataOf(type, "full");
            JsonNode parent = one.Path[..^1].Aggregate((JsonNode)data, Step);
            if (parent is JsonArray list)
                list[0] = one.Value;
            else
                parent[one.Path[^1]] = one.Value;
            Assert.True(DefectOf(type, data) is not null, $"{string.Join('.', one.Path)} = {one.Value.ToJsonString()} was taken");
        });
    }

    // One value beyond each limit of the schema, wherever the sample has the member; of a list, its first entry.
    private static IEnumerable<(string[] Path, JsonNode Value)> WrongValues(JsonObject schema, JsonNode sample, string[] path)
    {
        if (schema["enum"] is not null)
            yield return (path, "no-such-word");
        if (schema["pattern"] is not null)
            yield return (path, "two words");
        if (schema["maxLength"] is { } longest)
            yield return (path, new string('x', (int)longest + 1));
        if (schema["minimum"] is { } least)
            yield return (path, JsonNode.Parse(((decimal)least - 1).ToString())!);
        if (schema["maximum"] is { } most && (decimal)most < int.MaxValue)
            yield return (path, JsonNode.Parse(((decimal)most + 1).ToString())!);
        if (schema["maxItems"] is { } longestList)
            yield return (path, new JsonArray([.. Enumerable.Range(0, (int)longestList + 1).Select(_ => sample[0]!.DeepClone())]));

        IEnumerable<(string Step, JsonNode Schema)> parts = (schema["properties"] as JsonObject ?? [])
            .Select(member => (member.Key, member.Value!))
            .Concat(schema["items"] is { } items ? [("0", items)] : Array.Empty<(string, JsonNode)>());
        foreach ((string step, JsonNode part) in parts.Where(part => sample is JsonArray || sample[part.Step] is not null))
        {
            foreach ((string[], JsonNode) deeper in WrongValues(part.AsObject(), Step(sample, step), [.. path, step]))
                yield return deeper;
        }
    }

    private static JsonNode Step(JsonNode node, string step) => node is JsonArray list ? list[0]! : node[step]!;

    private static Defect? DefectOf(string type, JsonObject data)
    {
        DateTimeOffset time = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero); // after all that the samples tell of
        return FactKinds.Of(type).Kind!.Read(JsonSerializer.SerializeToElement(data), new FactContext(time, time.AddDays(1))).Defect;
    }

    private static JsonObject DataOf(string type, string kind) =>
        Read("samples", $"{Name(type)}.{kind}.json")["data"]!.AsObject();

    private static JsonObject Read(string folder, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Contracts, folder, file)))!.AsObject();

    private static string Name(string type) => type["lymph.".Length..];
}
