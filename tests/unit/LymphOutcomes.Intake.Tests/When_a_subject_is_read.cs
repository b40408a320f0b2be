using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_subject_is_read
{
    [Theory]
    [InlineData("mrn|4711", "mrn", "4711")]
    [InlineData("urn:oid:1.2.3|A|7", "urn:oid:1.2.3", "A|7")]
    [InlineData("mrn|47 11", "mrn", "47 11")]
    public void The_first_bar_divides_system_and_value(string text, string system, string value) =>
        Assert.Equal(new Subject(system, value), Subject.From(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4711")]
    [InlineData("|4711")]
    [InlineData("mrn|")]
    [InlineData("mrn | 4711")]
    [InlineData("mrn|4711 ")]
    [InlineData("mrn|47\t11")]
    public void Anything_else_is_no_subject(string? text) => Assert.Null(Subject.From(text));

    [Fact]
    public void Its_parts_are_bounded()
    {
        Assert.NotNull(Subject.From($"{new string('s', 100)}|{new string('v', 200)}"));
        Assert.Null(Subject.From($"{new string('s', 101)}|v"));
        Assert.Null(Subject.From($"s|{new string('v', 201)}"));
    }
}
