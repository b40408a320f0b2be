using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_limb_is_far_above_its_baseline
{
    [Fact]
    public void Exactly_ten_percent_opens_an_episode()
    {
        Episode episode = Assert.Single(Judged(2200));
        Assert.Equal(Severity.CallProvider, episode.Trail.Severity);
        Assert.Equal(10.0, episode.Trail.Peak.Value, 9);
        Assert.Equal(Given.Fact(2), episode.Trail.First.Fact);
    }

    [Fact]
    public void Just_below_ten_percent_it_stays_silent() => Assert.Empty(Judged(2199.9));

    [Fact]
    public void A_single_low_point_does_not_end_it() => Assert.True(Assert.Single(Judged(2240, 2140, 2180)).IsLive);

    [Fact]
    public void Two_low_points_in_a_row_end_it_and_it_is_still_told() =>
        Assert.Equal(Given.Fact(4), Assert.Single(Judged(2240, 2140, 2140)).End?.By);

    [Fact]
    public void A_point_between_the_limits_starts_the_count_of_low_points_anew() =>
        Assert.True(Assert.Single(Judged(2240, 2140, 2180, 2140)).IsLive);

    [Fact]
    public void Eight_percent_is_not_below_eight() => Assert.True(Assert.Single(Judged(2240, 2160, 2160)).IsLive);

    [Fact]
    public void A_second_rise_is_a_second_episode()
    {
        IReadOnlyList<Episode> episodes = Judged(2240, 2140, 2140, 2220);
        Assert.Equal([false, true], episodes.Select(episode => episode.IsLive));
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(91, 1)]
    public void The_first_ninety_days_after_surgery_are_not_its_business(int day, int episodes) =>
        Assert.Equal(
            episodes,
            Given.Judged(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, day, 2300)).Count);

    [Fact]
    public void Swelling_of_the_other_arm_alone_is_no_swelling_of_this_one() =>
        Assert.Empty(Given.Judged(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2000, 2300)));

    [Fact]
    public void Without_the_other_limb_it_is_capped_at_watch()
    {
        Episode episode = Assert.Single(Given.Judged(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, rightMl: null), Given.Arms(2, 200, 2240, rightMl: null)));
        Assert.Equal(Severity.Watch, episode.Trail.Severity);
        Assert.Contains("measure both limbs", episode.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_both_arms_at_risk_neither_is_a_yardstick_for_the_other()
    {
        IReadOnlyList<Episode> episodes = Given.Judged(
            Given.LeftArmAtRisk(0, bothArms: true), Given.Arms(1, 0, 2000, 2000), Given.Arms(2, 200, 2240, 2240));
        Assert.Equal([Severity.Watch, Severity.Watch], episodes.Select(episode => episode.Trail.Severity));
    }

    [Fact]
    public void While_nobody_said_which_limb_is_at_risk_each_is_watched_against_the_other()
    {
        Episode episode = Assert.Single(Given.Judged(Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2300)));
        Assert.Equal(Given.LeftArm, episode.Key.Limb);
    }

    private static IReadOnlyList<Episode> Judged(params double[] leftMl) => Given.Judged(
    [
        Given.LeftArmAtRisk(0),
        Given.Arms(1, 0, 2000),
        .. leftMl.Select((ml, i) => Given.Arms(i + 2, 200 + (30 * i), ml)),
    ]);
}
