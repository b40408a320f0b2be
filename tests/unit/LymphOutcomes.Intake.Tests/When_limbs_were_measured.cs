using System.Text.Json.Nodes;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_limbs_were_measured
{
    [Theory]
    [InlineData("cm", 10, true)]
    [InlineData("cm", 9.99, false)]
    [InlineData("cm", 80, true)]
    [InlineData("cm", 80.01, false)]
    [InlineData("mm", 100, true)]
    [InlineData("mm", 99.9, false)]
    [InlineData("[in_i]", 31.4, true)]
    [InlineData("[in_i]", 31.6, false)]
    public void An_arm_is_10_to_80_cm_around_in_any_unit(string unit, double girth, bool possible)
    {
        Defect? defect = After(data =>
        {
            data["girthUnit"] = unit;
            data.Remove("right");
            data["left"] = Given.Girths(girth, girth);
        });
        Assert.Equal(possible ? null : (Reasons.ValueOutOfRange, "$.data.left.girths[0].girth"), Place(defect));
    }

    [Theory]
    [InlineData("arm", 299.9, false)]
    [InlineData("arm", 300, true)]
    [InlineData("arm", 15001, false)]
    [InlineData("leg", 1499, false)]
    [InlineData("leg", 40000, true)]
    public void A_volume_is_that_of_a_limb_of_its_site(string site, double volumeMl, bool possible)
    {
        Defect? defect = After(data =>
        {
            data["site"] = site;
            data["left"] = new JsonObject { ["volumeMl"] = volumeMl };
            data.Remove("right");
        });
        Assert.Equal(possible ? null : (Reasons.ValueOutOfRange, "$.data.left.volumeMl"), Place(defect));
    }

    [Theory]
    [InlineData("in")]
    [InlineData("CM")]
    [InlineData("")]
    public void No_unit_is_guessed(string unit) => Assert.Equal(Reasons.UnitUnknown, After(d => d["girthUnit"] = unit)?.Reason);

    [Fact]
    public void Girths_need_a_unit() =>
        Assert.Equal((Reasons.MissingMember, "$.data.girthUnit"), Place(After(d => d.Remove("girthUnit"))));

    [Fact]
    public void A_wrong_girth_is_found_where_it_stands() =>
        Assert.Equal("$.data.right.girths[2].girth", After(d => d["right"] = Given.Girths(16, 17, 190))?.JsonPath);

    [Fact]
    public void One_limb_alone_is_enough() => Assert.Null(After(d => d.Remove("left")));

    [Fact]
    public void No_limb_at_all_is_not() =>
        Assert.Equal(Reasons.MissingMember, After(d => { d.Remove("left"); d.Remove("right"); })?.Reason);

    [Fact]
    public void Girths_and_a_volume_of_one_limb_exclude_each_other() =>
        Assert.Equal((Reasons.Contradiction, "$.data.left"), Place(After(d => d["left"]!["volumeMl"] = 2000)));

    [Fact]
    public void A_station_twice_is_a_contradiction() =>
        Assert.Equal(Reasons.Contradiction, After(d => d["left"]!["girths"]![1]!["positionCm"] = 0.001)?.Reason);

    [Fact]
    public void One_station_and_sixty_one_are_no_reading()
    {
        Assert.Equal(Reasons.ValueOutOfRange, After(d => d["left"] = Given.Girths(16))?.Reason);
        Assert.Equal(Reasons.ValueOutOfRange, After(d => d["left"] = Given.Girths([.. Enumerable.Repeat(20.0, 61)]))?.Reason);
    }

    [Theory]
    [InlineData("site", "neck")]
    [InlineData("site", "Arm")]
    [InlineData("method", "guess")]
    [InlineData("stationMeaning", "centre")]
    public void Only_the_contracts_words_are_known(string member, string word) =>
        Assert.Equal((Reasons.WordUnknown, $"$.data.{member}"), Place(After(d => d[member] = word)));

    [Fact]
    public void A_girth_as_text_is_the_senders_mistake() =>
        Assert.Equal((Reasons.WrongType, "$.data.left.girths[0].girth"), Place(After(d => d["left"]!["girths"]![0]!["girth"] = "16")));

    [Theory]
    [InlineData("raterId", "Ada Example")]
    [InlineData("posture", "")]
    public void A_code_has_no_room_for_a_name(string member, string text) =>
        Assert.Equal((Reasons.TextUnusable, $"$.data.{member}"), Place(After(d => d[member] = text)));

    [Fact]
    public void Unknown_members_are_left_out_and_no_error()
    {
        CheckedFact fact = Given.Accepted(Given.LimbMeasuredWith(d => d["comment"] = "patient was Ada Example"));
        Assert.DoesNotContain("Ada", Given.AsStored(fact), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":""}""", Reasons.TextUnusable)]
    [InlineData("""{"id":"x","version":0}""", Reasons.ValueOutOfRange)]
    [InlineData("""{"id":"x","issuedAt":"2026-03-01T08:00:00"}""", Reasons.TimeUnreadable)]
    [InlineData("""{"id":"x","issuedAt":"2026-03-03T08:00:00Z"}""", Reasons.TimeInFuture)]
    [InlineData("""{"version":1}""", Reasons.MissingMember)]
    public void A_record_must_be_comparable_with_its_later_versions(string record, string reason) =>
        Assert.Equal(reason, After(d => d["record"] = JsonNode.Parse(record))?.Reason);

    private static Defect? After(Action<JsonObject> change) => Given.DefectOf(Given.LimbMeasuredWith(change));

    private static (string, string)? Place(Defect? defect) => defect is null ? null : (defect.Reason, defect.JsonPath);
}
