using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Tests.Schemas;

namespace LymphOutcomes.Contracts.Tests;

public sealed class When_a_sample_is_checked_against_its_schema
{
    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Both_samples_keep_to_it(string type)
    {
        Contract contract = Contract.Of(type);
        JsonObject schema = ContractFiles.Json(ContractFiles.Schemas, $"{contract.Name}.json");

        Assert.Empty(SchemaCheck.Errors(DataOf(contract, "full"), schema));
        Assert.Empty(SchemaCheck.Errors(DataOf(contract, "minimal"), schema));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Without_a_required_member_the_schema_refuses_what_the_record_refuses(string type)
    {
        Contract contract = Contract.Of(type);
        JsonObject schema = ContractFiles.Json(ContractFiles.Schemas, $"{contract.Name}.json");

        Assert.All(DataOf(contract, "minimal").Select(member => member.Key), name =>
        {
            JsonObject less = DataOf(contract, "minimal");
            less.Remove(name);
            bool isNeeded = schema["required"]!.AsArray().Any(needed => (string)needed! == name);
            Assert.Equal(isNeeded, SchemaCheck.Errors(less, schema).Any());
        });
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void A_member_of_another_kind_is_refused(string type)
    {
        Contract contract = Contract.Of(type);
        JsonObject schema = ContractFiles.Json(ContractFiles.Schemas, $"{contract.Name}.json");

        Assert.All(DataOf(contract, "full").Select(member => member.Key), name =>
        {
            JsonObject other = DataOf(contract, "full");
            other[name] = new JsonArray(new JsonArray());
            Assert.NotEmpty(SchemaCheck.Errors(other, schema));
        });
    }

    [Theory]
    [InlineData("""{ "type": "string" }""", "3")]
    [InlineData("""{ "type": "integer" }""", "3.5")]
    [InlineData("""{ "type": "boolean" }""", "\"true\"")]
    [InlineData("""{ "type": "object" }""", "null")]
    [InlineData("""{ "required": ["a"] }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": { "type": "string" } } }""", """{ "a": 1 }""")]
    [InlineData("""{ "additionalProperties": { "type": "number" } }""", """{ "a": "x" }""")]
    [InlineData("""{ "items": { "type": "number" } }""", "[1, \"x\"]")]
    [InlineData("""{ "enum": ["a", "b"] }""", "\"A\"")]
    [InlineData("""{ "const": "a" }""", "\"b\"")]
    [InlineData("""{ "allOf": [{ "minimum": 1 }, { "maximum": 2 }] }""", "3")]
    [InlineData("""{ "minimum": 1 }""", "0.9")]
    [InlineData("""{ "exclusiveMinimum": 1 }""", "1")]
    [InlineData("""{ "exclusiveMaximum": 1 }""", "1")]
    [InlineData("""{ "minLength": 1 }""", "\"\"")]
    [InlineData("""{ "maxLength": 1 }""", "\"ab\"")]
    [InlineData("""{ "minItems": 1 }""", "[]")]
    [InlineData("""{ "maxItems": 1 }""", "[1, 2]")]
    [InlineData("""{ "pattern": "^[!-~]{1,64}$" }""", "\"a b\"")]
    [InlineData("""{ "format": "date" }""", "\"2026-02-30\"")]
    [InlineData("""{ "format": "date-time" }""", "\"2026-02-20T10:00:00\"")]
    [InlineData("""{ "format": "uuid" }""", "\"x\"")]
    public void Each_keyword_refuses_something(string schema, string json) =>
        Assert.Single(SchemaCheck.Errors(JsonNode.Parse(json), JsonNode.Parse(schema)!));

    [Fact]
    public void A_keyword_nobody_checks_is_no_free_pass() => Assert.Throws<NotSupportedException>(
        () => SchemaCheck.Errors(JsonNode.Parse("1"), JsonNode.Parse("""{ "multipleOf": 2 }""")!).ToList());

    private static JsonObject DataOf(Contract contract, string kind) =>
        JsonNode.Parse(contract.SampleData(kind).GetRawText())!.AsObject();
}
