using System.Text.Json;
using LymphOutcomes.Alerting.DetectingFluid;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-007.</summary>
public sealed class When_a_girth_grows
{
    [Fact]
    public void The_worked_numbers_come_out()
    {
        (JsonElement input, JsonElement expected) = Vector("V35");
        double start = input.GetProperty("base_cm").GetDouble();
        Assert.Equal(
            Severities(expected),
            input.GetProperty("cases").EnumerateArray().Select(one => SeverityBy(
                GirthRise.Id,
                [
                    Belly(1, 0, start), Belly(2, 30, one[0].GetDouble()),
                    .. one[1].GetBoolean() ? [Worse(3, 25)] : Array.Empty<PatientFact>(),
                ])));
    }

    [Theory]
    [InlineData(94.9999, null)]
    [InlineData(95, "watch")]
    [InlineData(96.9999, "watch")]
    [InlineData(97, "call_provider")]
    public void The_belly_speaks_at_its_limits_and_not_before(double cm, string? severity) =>
        Assert.Equal(severity, SeverityBy(GirthRise.Id, Belly(1, 0, 92), Belly(2, 30, cm)));

    [Theory]
    [InlineData("neck", null, 41.9999, null)]
    [InlineData("neck", null, 42.0, "watch")]
    [InlineData("neck", null, 50.0, "watch")]
    [InlineData("hand", Side.Left, 40.9999, null)]
    [InlineData("hand", Side.Left, 41.0, "watch")]
    [InlineData("foot", Side.Right, 41.0, "watch")]
    public void The_other_girths_are_only_watched(string site, Side? side, double cm, string? severity) => Assert.Equal(
        severity, SeverityBy(GirthRise.Id, Girth(1, 0, site, 40, side: side), Girth(2, 30, site, cm, side: side)));

    [Theory]
    [InlineData(16, "call_provider")]
    [InlineData(15.9999, "watch")]
    [InlineData(44, "call_provider")]
    [InlineData(44.0001, "watch")]
    public void A_worse_belly_within_fourteen_days_before_or_after_calls(double day, string severity) =>
        Assert.Equal(severity, SeverityBy(GirthRise.Id, Belly(1, 0, 92), Belly(2, 30, 95), Worse(3, day)));

    [Fact]
    public void A_score_that_rose_is_worse_and_a_first_report_is_not()
    {
        PatientFact[] girths = [Belly(1, 0, 92), Belly(2, 30, 95)];
        Assert.Equal("watch", SeverityBy(GirthRise.Id, [.. girths, Scored(3, 28, 6)]));
        Assert.Equal("watch", SeverityBy(GirthRise.Id, [.. girths, Scored(3, 20, 2), Scored(4, 28, 3)]));
        Assert.Equal("call_provider", SeverityBy(GirthRise.Id, [.. girths, Scored(3, 20, 2), Scored(4, 28, 4)]));
    }

    [Fact]
    public void A_worse_belly_without_a_girth_above_the_limit_is_left_to_the_rule_on_symptoms()
    {
        Assert.Empty(JudgedBy(GirthRise.Id, Belly(1, 0, 92), Belly(2, 30, 94.9), Worse(3, 31)));
        // The latest girth is back between the limits: nothing new to call about.
        Assert.Equal("watch", SeverityBy(GirthRise.Id, Belly(1, 0, 92), Belly(2, 30, 95), Belly(3, 33, 94.5), Worse(4, 34)));
    }

    [Theory]
    [InlineData("belly", null, 42.0, false)]
    [InlineData("belly", null, 41.9999, true)]
    [InlineData("neck", null, 41.9999, true)]
    [InlineData("hand", Side.Left, 40.5, false)]
    [InlineData("hand", Side.Left, 40.4999, true)]
    public void It_ends_below_two_or_half_a_centimetre(string site, Side? side, double cm, bool ends)
    {
        Episode episode = Assert.Single(JudgedBy(
            GirthRise.Id, Girth(1, 0, site, 40, side: side), Girth(2, 30, site, 44, side: side), Girth(3, 60, site, cm, side: side)));
        Assert.Equal(ends ? Given.Fact(3) : null, episode.End?.By);
    }

    [Fact]
    public void Girths_of_different_postures_are_not_compared() =>
        Assert.Empty(JudgedBy(GirthRise.Id, Belly(1, 0, 92, "lying"), Belly(2, 30, 99, "standing")));

    [Fact]
    public void It_is_about_the_part_and_says_that_girth_is_a_rough_measure()
    {
        Episode hand = Assert.Single(JudgedBy(
            GirthRise.Id, Girth(1, 0, "hand", 40, side: Side.Left), Girth(2, 30, "hand", 41.2, side: Side.Left)));
        Assert.Equal(new AlertKey("LYM-007", Limb: null, "hand", Side.Left), hand.Key);
        Episode belly = Assert.Single(JudgedBy(GirthRise.Id, Belly(1, 0, 92), Belly(2, 30, 95.25)));
        Assert.StartsWith("Waist is 3.3 cm larger. Girth is a rough measure:", belly.Message, StringComparison.Ordinal);
    }

    private static SymptomsTold Worse(int n, double day) => Given.Told(n, day, SymptomCodes.BellyPuffiness, null, SinceLast.Worse);

    private static SymptomsTold Scored(int n, double day, int score) => Given.Told(n, day, SymptomCodes.BellyPuffiness, score);
}
