using System.Text.Json;
using LymphOutcomes.Alerting.DetectingFluid;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-006.</summary>
public sealed class When_the_fluid_index_of_a_limb_rises
{
    [Fact]
    public void The_worked_numbers_come_out()
    {
        (JsonElement input, JsonElement expected) = Vector("V26");
        Assert.Equal(
            Severities(expected),
            input.GetProperty("pairs").EnumerateArray()
                .Select(pair => SeverityBy(FluidRise.Id, LDex(1, 0, pair[0].GetDouble()), LDex(2, 90, pair[1].GetDouble()))));
    }

    [Theory]
    [InlineData(8.4999, null)]
    [InlineData(8.5, "watch")]
    [InlineData(11.9999, "watch")]
    [InlineData(12, "call_provider")]
    public void It_speaks_at_its_limits_and_not_before(double lDex, string? severity) =>
        Assert.Equal(severity, SeverityBy(FluidRise.Id, LDex(1, 0, 2), LDex(2, 90, lDex)));

    [Theory]
    [InlineData(6, false)]
    [InlineData(5.9999, true)]
    public void It_ends_below_four(double lDex, bool ends)
    {
        Episode episode = Assert.Single(JudgedBy(FluidRise.Id, LDex(1, 0, 2), LDex(2, 90, 9), LDex(3, 180, lDex)));
        Assert.Equal(ends ? Given.Fact(3) : null, episode.End?.By);
    }

    [Fact]
    public void Values_of_another_device_or_posture_have_a_start_of_their_own()
    {
        Assert.Empty(JudgedBy(FluidRise.Id, LDex(1, 0, 2, "A"), LDex(2, 90, 12, "B"), LDex(3, 180, 13, "B")));
        Assert.Single(JudgedBy(FluidRise.Id, LDex(1, 0, 2, "A"), LDex(2, 90, 12, "B"), LDex(3, 180, 12, "A")));
        Assert.Empty(JudgedBy(FluidRise.Id, LDex(1, 0, 2, "A", "lying"), LDex(2, 90, 12, "A", "standing")));
    }

    [Fact]
    public void What_was_not_said_of_a_device_speaks_against_nothing() =>
        Assert.Single(JudgedBy(FluidRise.Id, LDex(1, 0, 2), LDex(2, 90, 12, "A", "standing")));

    [Fact]
    public void The_latest_reading_before_surgery_is_the_start()
    {
        PatientFact[] facts = [Given.LeftArmAtRisk(0, surgeryDay: 30), LDex(1, 0, -4), LDex(2, 29, 3), LDex(3, 200, 8.5)];
        Assert.Empty(JudgedBy(FluidRise.Id, facts));
        Assert.Single(JudgedBy(FluidRise.Id, [.. facts, LDex(4, 230, 9.5)]));
    }

    [Theory]
    [InlineData(120, 0)]
    [InlineData(121, 1)]
    public void Within_ninety_days_of_surgery_it_is_silent(int day, int episodes) => Assert.Equal(
        episodes,
        JudgedBy(FluidRise.Id, Given.LeftArmAtRisk(0, surgeryDay: 30), LDex(1, 0, 2), LDex(2, day, 12)).Count);

    [Fact]
    public void It_is_about_the_limb_and_says_what_to_do()
    {
        Episode watched = Assert.Single(JudgedBy(FluidRise.Id, LDex(1, 0, 2), LDex(2, 90, 8.5)));
        Assert.Equal(new AlertKey("LYM-006", Given.LeftArm), watched.Key);
        Assert.EndsWith(
            "rose 6.5 points above this patient's own start. Confirm within 30 days.", watched.Message, StringComparison.Ordinal);
        Assert.Equal((2, 8.5), (watched.Numbers["startIndexPoints"], watched.Numbers["latestIndexPoints"]));
    }
}
