using System.Text.Json;
using System.Text.Json.Nodes;

namespace LymphOutcomes.Contracts.Tests;

public sealed class When_a_minimal_sample_is_read
{
    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void It_is_written_again_without_loss(string type)
    {
        Contract contract = Contract.Of(type);
        JsonElement sent = contract.SampleData("minimal");

        Assert.True(JsonElement.DeepEquals(
            sent, JsonSerializer.SerializeToElement(contract.Read(sent), contract.Data, ContractJson.Options)));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void It_has_the_required_members_and_no_other(string type)
    {
        Contract contract = Contract.Of(type);
        IEnumerable<string> required = RequiredPaths(contract.SampleData("minimal"), contract.Data, "");

        Assert.Equal(
            required.Concat(contract.NeedsOneOf).Order(), Paths(contract.SampleData("minimal"), contract.Data, "").Order());
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void It_cannot_be_read_without_any_one_of_its_required_members(string type)
    {
        Contract contract = Contract.Of(type);
        List<string> required = [.. RequiredPaths(contract.SampleData("minimal"), contract.Data, "")];

        Assert.NotEmpty(required);
        Assert.All(required, path => Assert.Throws<JsonException>(() => contract.Read(Without(contract.SampleData("minimal"), path))));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Its_envelope_has_what_every_event_needs_and_no_more(string type) =>
        Assert.Equal(
            ["data", "id", "source", "specversion", "subject", "time", "type"],
            Contract.Of(type).Sample("minimal").EnumerateObject().Select(member => member.Name).Order());

    [Fact]
    public void A_number_sent_as_text_is_refused()
    {
        Contract contract = Contract.Of("lymph.session-completed.v1");
        JsonNode data = JsonNode.Parse(contract.SampleData("minimal").GetRawText())!;
        data["minutes"] = "40";

        Assert.Throws<JsonException>(() => contract.Read(JsonSerializer.SerializeToElement(data)));
    }

    /// <summary>Paths of the members that are there, records opened.</summary>
    private static IEnumerable<string> Paths(JsonElement json, Type record, string prefix) => Contract.MembersOf(record)
        .Where(member => json.TryGetProperty(member.Name, out _))
        .SelectMany(member => Contract.RecordIn(member.Parameter.ParameterType) is { } inner
            && json.GetProperty(member.Name) is { ValueKind: JsonValueKind.Object } value
                ? Paths(value, inner, $"{prefix}{member.Name}.").Prepend(prefix + member.Name)
                : [prefix + member.Name]);

    private static IEnumerable<string> RequiredPaths(JsonElement json, Type record, string prefix) => Contract.MembersOf(record)
        .Where(member => Contract.IsRequired(member.Parameter))
        .SelectMany(member => Contract.RecordIn(member.Parameter.ParameterType) is { } inner
            && json.TryGetProperty(member.Name, out JsonElement value) && value.ValueKind == JsonValueKind.Object
                ? RequiredPaths(value, inner, $"{prefix}{member.Name}.").Prepend(prefix + member.Name)
                : [prefix + member.Name]);

    private static JsonElement Without(JsonElement data, string path)
    {
        JsonObject root = JsonNode.Parse(data.GetRawText())!.AsObject();
        string[] steps = path.Split('.');
        JsonObject parent = steps[..^1].Aggregate(root, (node, step) => node[step]!.AsObject());
        Assert.True(parent.Remove(steps[^1]));
        return JsonSerializer.SerializeToElement(root);
    }
}
