using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_trend_is_put_into_words
{
    private static readonly DateOnly Due = new(2026, 3, 2);

    [Theory]
    [InlineData("worsening", 1.6914, 5.198, "Getting larger: +1.7 points in 30 days, lately +5.2 %.")]
    [InlineData("worsening", null, 3.4, "Larger than at the start, and staying so: lately +3.4 %.")]
    [InlineData("improving", -1.25, 0.0, "Getting smaller: \u22121.3 points in 30 days, lately 0.0 %.")]
    [InlineData("stable", 0.05, 1.0, "No clear change: +0.1 points in 30 days, lately +1.0 %.")]
    [InlineData("insufficient", null, null, "Too few readings to say where it is going.")]
    public void It_says_state_speed_and_level(string state, double? slope, double? level, string words) =>
        Assert.Equal(words, TrendWords.Of(Trend(state, slope, level)));

    [Fact]
    public void What_may_come_is_a_pace_and_no_promise() => Assert.Equal(
        "Getting larger: +1.0 points in 30 days, lately +7.0 %; about 13 weeks to 10 % at this pace, if it went on like this.",
        TrendWords.Of(Trend("worsening", 1, 7) with { Pace = "about 13 weeks to 10 % at this pace" }));

    [Theory]
    [InlineData(0, "Next measurement due on 2 Mar 2026.")]
    [InlineData(1, "A measurement was due on 2 Mar 2026.")]
    [InlineData(30, "A measurement was due on 2 Mar 2026.")]
    [InlineData(31, "A measurement was due on 2 Mar 2026 and is overdue.")]
    public void The_next_measurement_is_due_and_after_its_grace_overdue(int days, string words) =>
        Assert.Equal(words, TrendWords.Next(Trend("stable", null, null), Due.AddDays(days)));

    [Fact]
    public void A_limb_on_no_schedule_has_no_due_date() =>
        Assert.Empty(TrendWords.Next(Trend("stable", null, null) with { DueOn = null, OverdueFrom = null }, Due));

    private static TrajectoryTrend Trend(string state, double? slope, double? level) =>
        new(state, level, slope, null, null, false, null, Due, Due.AddDays(31));
}
