using LymphOutcomes.Sessions.CompletingSessions;

namespace LymphOutcomes.Sessions.Tests;

public sealed class When_a_session_is_not_as_the_protocol_says
{
    [Fact]
    public void Node_areas_first_and_then_toward_them_is_as_it_should_be() =>
        Assert.Null(Of(["neck", "axilla-left", "arm-left", "hand-left"], ["neck", "axilla-left", "arm-left", "hand-left"]));

    [Theory]
    [InlineData("arm-left neck", "arm-left")]
    [InlineData("neck arm-left axilla-left hand-left", "arm-left")]
    [InlineData("arm-left hand-left", "arm-left hand-left")]
    [InlineData("chest neck chest", "chest")]
    public void What_was_treated_before_a_node_area_is_named(string treated, string named) => Assert.Equal(
        [new(ProtocolCodes.NodeAreasFirst, named.Split(' '))], Said(Of(treated.Split(' '))));

    [Fact]
    public void Another_order_than_planned_is_named() => Assert.Equal(
        [new(ProtocolCodes.Order, ["neck", "axilla-left"])],
        Said(Of(["neck", "axilla-left", "arm-left"], ["axilla-left", "neck", "arm-left"])));

    [Fact]
    public void What_was_not_planned_and_what_was_left_out_are_named()
    {
        Assert.Equal(
            [new(ProtocolCodes.NotPlanned, ["face"]), new(ProtocolCodes.LeftOut, ["arm-left"])],
            Said(Of(["neck", "face"], ["neck", "arm-left"])));
        Assert.Null(Protocol.Deviations(Session(["neck"]) with { StoppedEarly = true }, ["neck", "arm-left"]));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("no", true)]
    [InlineData("not-needed", true)]
    [InlineData("yes", false)]
    public void The_groin_without_a_yes_is_named(string? consent, bool isNamed) => Assert.Equal(
        isNamed, Protocol.Deviations(Session(["groin-right"]) with { ConsentGroin = consent }, null) is not null);

    [Fact]
    public void Where_no_areas_are_said_there_is_nothing_to_compare() => Assert.Null(Of([], ["neck"]));

    private static IReadOnlyList<ProtocolDeviation>? Of(string[] treated, string[]? planned = null) =>
        Protocol.Deviations(Session(treated), planned);

    private static SessionGiven Session(string[] areas) => new(45, "therapist", areas, "t-1", null, null, null, null, null, null);

    private static IEnumerable<Told> Said(IReadOnlyList<ProtocolDeviation>? deviations) =>
        (deviations ?? []).Select(deviation => new Told(deviation.Code, [.. deviation.Areas]));

    private sealed record Told(string Code, string[] Areas)
    {
        public bool Equals(Told? other) => other is not null && Code == other.Code && Areas.SequenceEqual(other.Areas);

        public override int GetHashCode() => HashCode.Combine(Code, Areas.Length);
    }
}
