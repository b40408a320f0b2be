using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.FollowingTrends;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-005, and the state, level and pace that are shown.</summary>
public sealed class When_a_limb_keeps_growing
{
    // One point in thirty days, and 3.5 points in all: both exactly the limit.
    private static readonly (double Day, double Percent)[] AtTheLimit = [(95, 0), (130, 35 / 30.0), (165, 70 / 30.0), (200, 3.5)];

    [Fact]
    public void One_point_in_thirty_days_is_to_be_watched()
    {
        Episode episode = Assert.Single(Judged(AtTheLimit));
        Assert.Equal((Severity.Watch, Given.Fact(5)), (episode.Trail.Severity, episode.Trail.First.Fact));
        Assert.Equal(1, episode.Numbers["slopePer30DaysPoints"], 9);
        Assert.Equal("Slow steady increase of the left arm, now 3.5 %. Bring the next measurement forward.", episode.Message);
    }

    [Fact]
    public void A_little_slower_or_a_little_less_is_not() => Assert.Empty(Judged([.. AtTheLimit[..3], (200, 3.499)]));

    [Fact]
    public void Three_readings_or_less_than_sixty_days_are_too_few()
    {
        Assert.Empty(Judged([(95, 0), (130, 3), (165, 6)]));
        Assert.Empty(Judged([(95, 0), (115, 1.5), (135, 3), (154, 4)]));
    }

    [Fact]
    public void A_small_shift_that_lasts_is_to_be_watched_too()
    {
        Episode episode = Assert.Single(Judged([(100, 3.4), (128, 3.4), (156, 3.4), (184, 3.4)]));
        Assert.Contains("small, but it lasts", episode.Message, StringComparison.Ordinal);
        Assert.True(episode.Numbers["movingAveragePercent"] > episode.Numbers["movingAverageLimitPercent"]);
        Assert.Empty(Judged([(100, 2.6), (128, 2.6), (156, 2.6), (184, 2.6)]));
    }

    [Fact]
    public void The_first_ninety_days_after_surgery_have_no_part_in_it() =>
        Assert.Empty(Judged([(60, 0), (90, 1), .. AtTheLimit[1..]]));

    [Fact]
    public void Two_points_in_a_row_without_worsening_end_it()
    {
        Assert.Null(Judged([.. AtTheLimit, (214, 1)]).Single().End);
        Assert.Null(Judged([.. AtTheLimit, (214, 1), (215, 6), (216, 1)]).Single().End);
        Assert.Equal(Given.Fact(7), Judged([.. AtTheLimit, (214, 1), (228, 1)]).Single().End?.By);
    }

    [Fact]
    public void Changes_of_two_kinds_are_no_trend() => Assert.Empty(Judged(
        Given.Arms(2, 95, 2000), Given.Arms(3, 130, 2060, null), Given.Arms(4, 165, 2120), Given.Arms(5, 200, 2180, null),
        Given.Arms(6, 201, 2180)));

    [Fact]
    public void Measured_every_day_an_old_reading_is_still_compared_with()
    {
        (double Day, double Percent)[] daily = [.. Enumerable.Range(0, 170).Select(n => (100.0 + n, n / 30.0 * 1.05))];
        Assert.NotEmpty(Judged(daily));
        Assert.Equal(1.05, Trend(daily).SlopePer30DaysPoints!.Value, 6);
    }

    [Theory]
    [InlineData("insufficient", new double[] { 0, 4 })]
    [InlineData("stable", new double[] { 1, 0, 2, 1 })]
    [InlineData("improving", new double[] { 4, 3, 1.5, 0 })]
    [InlineData("worsening", new double[] { 0, 1.5, 3, 4.5 })]
    public void The_state_is_one_word(string state, double[] percents) =>
        Assert.Equal(state, Trend([.. percents.Select((percent, i) => (100.0 + (30 * i), percent))]).State);

    [Fact]
    public void The_pace_is_told_in_words_and_only_while_the_limb_worsens()
    {
        // Level 4 and one point in 30 days: 180 days.
        TrajectoryTrend worsening = Trend([(100, 1), (130, 2), (160, 3), (190, 4), (220, 5)]);
        Assert.Equal((4.0, "about 26 weeks to 10 % at this pace"), (Math.Round(worsening.LevelPercent!.Value, 9), worsening.Pace));
        Assert.Null(Trend([(100, 1), (130, 0), (160, 1), (190, 1)]).Pace);
        Assert.Null(Trend([(100, 6), (130, 8), (160, 10), (190, 12), (220, 14)]).Pace);
    }

    [Fact]
    public void Without_a_reading_that_counts_only_the_next_visit_is_told()
    {
        TrajectoryTrend trend = Trend([(30, 4)]);
        Assert.Equal(("insufficient", null, null), (trend.State, trend.LevelPercent, trend.SlopePer30DaysPoints));
        // Swelling soon after surgery is looked at again after 30 days.
        Assert.Equal(DateOnly.FromDateTime(Given.Day(60).DateTime), trend.DueOn);
    }

    [Fact]
    public void Cut_anywhere_it_comes_to_the_same()
    {
        Random random = new(7);
        PatientFact[] readings =
        [
            .. Enumerable.Range(2, 26).Select(n => (PatientFact)Given.Arms(
                n, 60 + (n * 9) + random.NextDouble(), 2000 + (n % 13 * 12), rightMl: random.Next(4) == 0 ? null : 2000)),
        ];
        Cut.Anywhere(RisingTrend.Id, RisingTrend.Follow, [Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. readings]);
    }

    private static readonly RuleSet Only = RuleSet.Third with { Active = [RisingTrend.Id] };

    private static TrajectoryTrend Trend((double Day, double Percent)[] points)
    {
        PatientFact[] facts = [Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. Readings(points)];
        return TrajectoryEndpoint.Of(Guid.Empty, Given.Picture(facts), RuleSet.Third, facts[^1].Origin.EffectiveTime)
            .Series.Single().Trend!;
    }

    private static IReadOnlyList<Episode> Judged((double Day, double Percent)[] points) => Judged([.. Readings(points)]);

    private static IReadOnlyList<Episode> Judged(params PatientFact[] later) =>
        Given.JudgedBy(Only, [Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. later]);

    private static IEnumerable<PatientFact> Readings((double Day, double Percent)[] points) =>
        points.Select((point, i) => Given.Arms(i + 2, point.Day, 2000 * (1 + (point.Percent / 100))));
}
