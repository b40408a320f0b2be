using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Tests.Schemas;

namespace LymphOutcomes.Contracts.Tests;

/// <summary>Schemas are made from the records. To write them: <c>LYMPH_WRITE_SCHEMAS=1</c> and run these tests.</summary>
public sealed class When_schemas_are_made
{
    public static TheoryData<string> Names => Promise.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_committed_file_is_the_one_the_record_makes(string name)
    {
        Promise promise = Promise.Of(name);
        string made = ContractFiles.Text(ContractSchema.Of(promise));
        string path = Path.Combine(ContractFiles.Schemas, promise.File);
        if (ContractFiles.IsAsked("LYMPH_WRITE_SCHEMAS"))
        {
            Directory.CreateDirectory(ContractFiles.Schemas);
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run with LYMPH_WRITE_SCHEMAS=1.");
        Assert.Equal(made, File.ReadAllText(path));
    }

    [Fact]
    public void No_schema_lies_there_without_a_record() =>
        Assert.Equal(Promise.All.Select(promise => promise.File).Order(), ContractFiles.In(ContractFiles.Schemas).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_says_what_it_means(string name) => Assert.All(
        Parts(ContractSchema.Of(Promise.Of(name)), "$").Where(part => part.IsMember),
        part => Assert.False(string.IsNullOrWhiteSpace((string?)part.Schema["description"]), part.Path));

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void A_member_that_a_hospital_sends_has_bounds(string type)
    {
        Promise promise = Promise.Of(Contract.Of(type).Name);
        if (promise.Sender == Sender.Hospital)
            Assert.Empty(Unbounded(ContractSchema.Of(promise)));
    }

    [Fact]
    public void A_member_without_bounds_is_seen()
    {
        JsonObject schema = JsonNode.Parse("""
            { "type": "object", "properties": {
                "text": { "type": "string" }, "number": { "type": "number", "minimum": 0 }, "list": { "type": "array", "maxItems": 3,
                "items": { "type": "integer", "minimum": 0, "maximum": 3 } }, "word": { "type": "string", "enum": ["a"] } } }
            """)!.AsObject();

        Assert.Equal(["$.text", "$.number"], Unbounded(schema));
    }

    [Fact]
    public void Every_word_a_member_allows_is_named_in_its_comment()
    {
        List<(Type Record, string Parameter, string Word)> words =
        [
            .. typeof(ContractJson).Assembly.GetExportedTypes()
                .SelectMany(
                    record => record.GetConstructors().SelectMany(constructor => constructor.GetParameters()), (record, p) => (record, p))
                .SelectMany(
                    at => at.p.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false).Cast<AllowedValuesAttribute>()
                        .Where(attribute => attribute.GetType() == typeof(AllowedValuesAttribute)) // areas, codes: their own list
                        .SelectMany(attribute => attribute.Values),
                    (at, word) => (at.record, at.p.Name!, (string)word!)),
        ];

        Assert.NotEmpty(words);
        Assert.All(
            words, at => Assert.Contains($"`{at.Word}`", DocComments.OfMember(at.Record, at.Parameter), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unbounded(JsonObject schema) => Parts(schema, "$")
        .Where(part => (string?)part.Schema["type"] switch
        {
            "string" => !new[] { "enum", "pattern", "maxLength", "format" }.Any(part.Schema.ContainsKey),
            "number" or "integer" => !part.Schema.ContainsKey("maximum")
                || !(part.Schema.ContainsKey("minimum") || part.Schema.ContainsKey("exclusiveMinimum")),
            "array" => !part.Schema.ContainsKey("maxItems"),
            _ => false,
        })
        .Select(part => part.Path);

    private static IEnumerable<(string Path, JsonObject Schema, bool IsMember)> Parts(JsonObject schema, string path, bool isMember = false)
    {
        IEnumerable<(string, JsonObject, bool)> members = (schema["properties"] as JsonObject ?? [])
            .SelectMany(member => Parts(member.Value!.AsObject(), $"{path}.{member.Key}", isMember: true));
        IEnumerable<(string, JsonObject, bool)> items = schema["items"] is JsonObject inner ? Parts(inner, $"{path}[]") : [];
        return [(path, schema, isMember), .. members, .. items];
    }
}
