using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Tests.Schemas;

namespace LymphOutcomes.Contracts.Tests;

/// <summary>
/// What was released is promised. At a release, <c>LYMPH_RELEASE_SCHEMAS=1</c> writes the schemas of that day over the
/// released ones; a change that breaks a promise is not written.
/// </summary>
public sealed class When_a_released_schema_is_changed
{
    public static TheoryData<string> Names => Promise.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Nobody_who_keeps_to_the_released_one_is_hurt(string name)
    {
        Promise promise = Promise.Of(name);
        JsonObject now = ContractSchema.Of(promise);
        string path = Path.Combine(ContractFiles.Released, promise.File);
        if (File.Exists(path))
            Assert.Empty(IncompatibleChange.Between(ContractFiles.Json(ContractFiles.Released, promise.File), now, promise.Sender));
        if (ContractFiles.IsAsked("LYMPH_RELEASE_SCHEMAS"))
        {
            Directory.CreateDirectory(ContractFiles.Released);
            File.WriteAllText(path, ContractFiles.Text(now));
        }

        Assert.True(File.Exists(path), $"{path} is missing: a new contract is released with LYMPH_RELEASE_SCHEMAS=1.");
    }

    [Fact]
    public void No_released_contract_is_withdrawn() =>
        Assert.Empty(ContractFiles.In(ContractFiles.Released).Except(Promise.All.Select(promise => promise.File)));

    // Each plants one change in the true schema of a promise: a keyword of the object at `at` is set (or, without a value, removed).
    [Theory]
    [InlineData("session-completed.v1", "/properties", "minutes", null, "member minutes removed")]
    [InlineData("session-completed.v1", "/properties/record/properties", "version", null, "member version removed")]
    [InlineData("symptoms-reported.v1", "/properties/symptoms/items/properties", "side", null, "member side removed")]
    [InlineData("weight-measured.v1", "", "required", """["record","value","unit","scale"]""", "member scale made required")]
    [InlineData("session-completed.v1", "", "required", """["record","minutes","givenBy","phase"]""", "member phase made required")]
    [InlineData("session-completed.v1", "/properties/minutes", "type", "\"number\"", "type changed")]
    [InlineData("garment-worn.v1", "/properties/day", "format", "\"date-time\"", "format changed")]
    [InlineData("limb-measured.v1", "/properties/raterId", "pattern", "\"^[a-z]+$\"", "pattern changed")]
    [InlineData("limb-measured.v1", "/properties/site", "enum", """["arm"]""", "word leg removed")]
    [InlineData("session-completed.v1", "/properties/areas/items", "enum", """["neck"]""", "word face removed")]
    [InlineData("patient-details.v1", "/properties/name", "enum", """["A"]""", "only certain words are taken now")]
    [InlineData("session-completed.v1", "/properties/minutes", "minimum", "2", "minimum narrowed")]
    [InlineData("session-completed.v1", "/properties/minutes", "maximum", "479", "maximum narrowed")]
    [InlineData("session-completed.v1", "/properties/minutes", "exclusiveMinimum", "1", "exclusiveMinimum narrowed")]
    [InlineData("session-completed.v1", "/properties/areas", "maxItems", "59", "maxItems narrowed")]
    [InlineData("patient-details.v1", "/properties/name", "maxLength", "199", "maxLength narrowed")]
    [InlineData("alert-raised.v1", "/properties/handling", "enum", """["new","resolved"]""", "word acknowledged removed")]
    [InlineData("alert-raised.v1", "/properties/severity", "enum", null, "any word may be sent now")]
    [InlineData("alert-raised.v1", "", "required", "[]", "member severity may be missing now")]
    [InlineData("alert-raised.v1", "/properties/numbers/additionalProperties", "type", "\"string\"", "type changed")]
    [InlineData("alert-changed.v1", "/properties", "evidence", null, "member evidence removed")]
    [InlineData("intake-facts.v1", "/properties/items/items/properties", "tenant", null, "member tenant removed")]
    [InlineData("intake-facts.v1", "/properties/log", "maxLength", "9", "maxLength narrowed")]
    public void A_broken_promise_is_seen(string name, string at, string keyword, string? value, string seen)
    {
        Promise promise = Promise.Of(name);
        JsonObject released = ContractSchema.Of(promise);

        Assert.Empty(IncompatibleChange.Between(released, ContractSchema.Of(promise), promise.Sender));
        Assert.Contains(
            IncompatibleChange.Between(released, Planted(promise, at, keyword, value), promise.Sender),
            broken => broken.Contains(seen, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("weight-measured.v1", "/properties", "scale", """{ "type": "string", "maxLength": 9 }""")]
    [InlineData("weight-measured.v1", "/properties/value", "maximum", "500000")]
    [InlineData("weight-measured.v1", "/properties/value", "minimum", "10")]
    [InlineData("weight-measured.v1", "/properties/value", "description", "\"said better\"")]
    [InlineData("limb-measured.v1", "/properties/site", "enum", """["arm","leg","hand"]""")]
    [InlineData("limb-measured.v1", "", "required", """["record","site"]""")]
    [InlineData("alert-raised.v1", "/properties/site", "enum", """["arm","leg","belly"]""")]
    [InlineData("alert-raised.v1", "/properties", "more", """{ "type": "integer" }""")]
    public void A_change_that_hurts_nobody_passes(string name, string at, string keyword, string value)
    {
        Promise promise = Promise.Of(name);

        Assert.Empty(IncompatibleChange.Between(ContractSchema.Of(promise), Planted(promise, at, keyword, value), promise.Sender));
    }

    [Fact]
    public void What_we_send_may_not_leave_its_bounds()
    {
        JsonObject released = JsonNode.Parse("""{ "type": "integer", "minimum": 0, "maximum": 9 }""")!.AsObject();
        JsonObject wider = JsonNode.Parse("""{ "type": "integer", "minimum": -1 }""")!.AsObject();

        Assert.Equal(["$: minimum widened", "$: maximum widened"], IncompatibleChange.Between(released, wider, Sender.Us));
        Assert.Equal(["$: minimum widened", "$: maximum widened"], IncompatibleChange.Between(released, wider, Sender.Services));
        Assert.Empty(IncompatibleChange.Between(released, wider, Sender.Hospital));
        Assert.Empty(IncompatibleChange.Between(wider, released, Sender.Us));
    }

    private static JsonObject Planted(Promise promise, string at, string keyword, string? value)
    {
        JsonObject schema = ContractSchema.Of(promise);
        JsonObject place = at.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((JsonNode)schema, (node, step) => node[step]!).AsObject();
        if (value is null)
            Assert.True(place.Remove(keyword));
        else
            place[keyword] = JsonNode.Parse(value);
        return schema;
    }
}
