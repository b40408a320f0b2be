using System.Text;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

/// <summary>Whatever comes in, a defect comes out and never an exception.</summary>
public sealed class When_hostile_bytes_arrive
{
    [Theory]
    [InlineData("", Reasons.MalformedJson)]
    [InlineData("{", Reasons.MalformedJson)]
    [InlineData("[]", Reasons.MalformedJson)]
    [InlineData("null", Reasons.MalformedJson)]
    [InlineData("NaN", Reasons.MalformedJson)]
    [InlineData("""{"a":1,"a":2}""", Reasons.MalformedJson)]
    [InlineData("""{"a":NaN}""", Reasons.MalformedJson)]
    [InlineData("""{"a":1e400}""", Reasons.NumberOutOfBounds)]
    [InlineData("""{"a":[0,-1e16]}""", Reasons.NumberOutOfBounds)]
    [InlineData("""{"a":"x\u0000"}""", Reasons.UnstorableText)]
    [InlineData("""{"\u0000":1}""", Reasons.UnstorableText)]
    [InlineData("""{"a":"\ud800"}""", Reasons.UnstorableText)]
    [InlineData("""{"a":"\udc00\ud800"}""", Reasons.UnstorableText)]
    [InlineData("""{"a":"\ud800\u0041"}""", Reasons.UnstorableText)]
    [InlineData("""{"\uDBFF":"\\"}""", Reasons.UnstorableText)]
    public void The_gate_says_what_is_wrong(string text, string reason) =>
        Assert.Equal(reason, Given.DefectOf(Given.Delivered(text))?.Reason);

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\u0000"}""")]
    [InlineData("""{"a":"\\\\ud800 \" \n"}""")]
    public void Good_text_passes_the_gate(string text)
    {
        Assert.NotNull(JsonGate.Parse(Encoding.UTF8.GetBytes(text), out Defect? defect));
        Assert.Null(defect);
    }

    [Fact]
    public void A_bad_number_is_found_where_it_stands() =>
        Assert.Equal("$.a[1].b", Given.DefectOf(Given.Delivered("""{"a":[0,{"b":1e400}]}"""))?.JsonPath);

    [Fact]
    public void Depth_64_passes_and_65_does_not()
    {
        Assert.Equal(Reasons.MissingAttribute, Given.DefectOf(Given.Delivered(Nested(64)))?.Reason);
        Assert.Equal(Reasons.MalformedJson, Given.DefectOf(Given.Delivered(Nested(65)))?.Reason);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_defect()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(Reasons.MalformedJson, Given.DefectOf(new Delivery(bytes, "amqp"))?.Reason);
    }

    [Fact]
    public void One_byte_over_a_mebibyte_is_too_large() =>
        Assert.Equal(Reasons.EventTooLarge, Given.DefectOf(new Delivery(new byte[Delivery.BytesMax + 1], "amqp"))?.Reason);

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[[]]")]
    [InlineData("[{}]")]
    [InlineData("true")]
    [InlineData("1e300")]
    public void Any_value_in_any_member_of_any_fact_is_taken_or_a_defect(string value)
    {
        foreach ((string name, JsonObject data) in Samples.All)
        {
            foreach (string member in data.Select(m => m.Key).ToArray())
            {
                JsonObject broken = data.DeepClone().AsObject();
                broken[member] = JsonNode.Parse(value);
                (CheckedFact? fact, Defect? defect) = Given.Checked(Given.Delivered(Given.Event(name, broken)));
                Assert.True(fact is null != defect is null, $"{name}.{member} = {value}");
            }
        }
    }

    [Fact]
    public void Each_required_member_is_missed_by_name()
    {
        JsonObject data = Given.LimbMeasured();
        data.Remove("method");
        Assert.Equal(Reasons.MissingMember, Given.DefectOf(FactTypes.LimbMeasured, data)?.Reason);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
