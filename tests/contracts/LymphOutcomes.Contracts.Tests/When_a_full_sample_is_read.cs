using System.Text.Json;

namespace LymphOutcomes.Contracts.Tests;

public sealed class When_a_full_sample_is_read
{
    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void It_is_written_again_without_loss(string type)
    {
        Contract contract = Contract.Of(type);
        JsonElement sent = contract.SampleData("full");
        JsonElement again = JsonSerializer.SerializeToElement(contract.Read(sent), contract.Data, ContractJson.Options);

        Assert.True(JsonElement.DeepEquals(sent, again), $"sent {sent}{Environment.NewLine}again {again}");
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void It_shows_every_member_at_every_depth(string type)
    {
        Contract contract = Contract.Of(type);
        List<string> missing = [.. MissingFrom(contract.SampleData("full"), contract.Data, "data")];

        Assert.Empty(missing);
    }

    [Fact]
    public void A_member_it_cannot_show_is_shown_by_the_minimal_one()
    {
        Assert.True(Contract.Of("lymph.baseline-set.v1").SampleData("minimal").TryGetProperty("ofRecord", out _));
        Assert.True(Contract.Of("lymph.limb-measured.v1").SampleData("minimal").GetProperty("left").TryGetProperty("volumeMl", out _));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Members_nobody_knows_are_ignored(string type)
    {
        Contract contract = Contract.Of(type);
        JsonElement data = contract.SampleData("full");
        var more = data.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        more["addedNextYear"] = JsonSerializer.SerializeToElement(new { deep = new[] { 1 } });

        JsonElement again = JsonSerializer.SerializeToElement(
            contract.Read(JsonSerializer.SerializeToElement(more)), contract.Data, ContractJson.Options);

        Assert.True(JsonElement.DeepEquals(data, again));
    }

    private static IEnumerable<string> MissingFrom(JsonElement json, Type record, string path)
    {
        foreach ((string name, System.Reflection.ParameterInfo parameter) in Contract.MembersOf(record))
        {
            if (Contract.Alternatives.Contains((record, name)))
                continue;

            if (!json.TryGetProperty(name, out JsonElement value))
                yield return $"{path}.{name}";
            else if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0)
                yield return $"{path}.{name}[] is empty";
            else if (Contract.RecordIn(parameter.ParameterType) is { } inner)
            {
                IEnumerable<JsonElement> parts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
                foreach (string deeper in parts.SelectMany(part => MissingFrom(part, inner, $"{path}.{name}")))
                    yield return deeper;
            }
        }
    }
}
