using System.Text;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_json_is_put_into_one_form
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":2,"d":3}}""", """{ "b": {"d":3,"c":2}, "a": 1 }""")]
    [InlineData("""{"a":"\u00e9"}""", """{"a":"é"}""")]
    [InlineData("""[{"x":1,"y":2}]""", """[ {"y":2, "x":1} ]""")]
    public void Order_of_members_spaces_and_escapes_do_not_matter(string one, string other) => Assert.Equal(Form(one), Form(other));

    [Theory]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("1.0", "1")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("\"1\"", "1")]
    public void Everything_else_does(string one, string other) => Assert.NotEqual(Form(one), Form(other));

    [Fact]
    public void Numbers_stay_as_they_were_written() => Assert.Equal("[1.50E+2]", Form("1.50E+2"));

    [Fact]
    public void A_missing_part_keeps_its_place() =>
        Assert.NotEqual(
            CanonicalJson.Of(default, Given.Json("1")),
            CanonicalJson.Of(Given.Json("1"), default));

    private static string Form(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Given.Json(json)));
}
