using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-002 and LYM-009: above noise or nearly so, and below 10 %.</summary>
public sealed class When_a_limb_is_slightly_larger
{
    [Theory]
    [InlineData(2099.9, Borderline.Id, Severity.Info)]
    [InlineData(2100, LowVolume.Id, Severity.Watch)]
    [InlineData(2199.9, LowVolume.Id, Severity.Watch)]
    [InlineData(2060, Borderline.Id, Severity.Info)]
    public void From_three_percent_it_is_information_and_from_five_to_below_ten_to_be_watched(
        double ml, string rule, Severity severity)
    {
        Episode episode = Assert.Single(Judged(ml));
        Assert.Equal((rule, severity), (episode.Key.Rule, episode.Trail.Severity));
    }

    [Fact]
    public void Below_three_percent_nothing_is_said() => Assert.Empty(Judged(2059.9));

    [Fact]
    public void At_ten_percent_another_rule_speaks() => Assert.Equal(SwellingHigh.Id, Assert.Single(Judged(2200)).Key.Rule);

    [Theory]
    [InlineData(6.99, Severity.Watch)]
    [InlineData(7, Severity.CallProvider)]
    [InlineData(120, Severity.CallProvider)]
    [InlineData(120.01, Severity.Watch)]
    public void A_second_reading_seven_to_a_hundred_and_twenty_days_later_confirms(double days, Severity severity) =>
        Assert.Equal(severity, Low(Given.Arms(2, 200, 2100), Given.Arms(3, 200 + days, 2120)).Trail.Severity);

    [Fact]
    public void The_latest_reading_of_those_days_decides_not_any() => Assert.Equal(
        Severity.Watch,
        Low(Given.Arms(2, 200, 2100), Given.Arms(3, 230, 2090), Given.Arms(4, 240, 2120)).Trail.Severity);

    [Fact]
    public void A_reading_of_the_last_week_neither_confirms_nor_stands_in_the_way() => Assert.Equal(
        Severity.CallProvider,
        Low(Given.Arms(2, 200, 2100), Given.Arms(3, 230, 2060), Given.Arms(4, 207.5, 2100), Given.Arms(5, 233, 2110),
            Given.Arms(6, 214, 2110)).Trail.Severity);

    [Fact]
    public void A_reading_of_ten_percent_confirms_too() =>
        Assert.Equal(Severity.CallProvider, Low(Given.Arms(2, 200, 2300), Given.Arms(3, 230, 2120)).Trail.Severity);

    [Fact]
    public void A_change_that_nothing_corrects_is_capped_and_confirms_nothing()
    {
        Assert.Equal(Severity.Watch, Low(Given.Arms(2, 200, 2100, null), Given.Arms(3, 230, 2120)).Trail.Severity);
        Episode capped = Low(Given.Arms(2, 200, 2100), Given.Arms(3, 230, 2120, null));
        Assert.Equal(Severity.Watch, capped.Trail.Severity);
        Assert.Contains("measure both limbs", capped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_rater_than_that_of_the_starting_size_widens_the_noise()
    {
        PatientFact first = Given.Arms(1, 0, 2000, rater: "t-1");
        Assert.Equal(Borderline.Id, Assert.Single(Judged(first, Given.Arms(2, 200, 2104, rater: "t-2"))).Key.Rule);
        Assert.Equal(LowVolume.Id, Assert.Single(Judged(first, Given.Arms(2, 200, 2106, rater: "t-2"))).Key.Rule);
        Assert.Equal(LowVolume.Id, Assert.Single(Judged(first, Given.Arms(2, 200, 2104))).Key.Rule);
    }

    [Fact]
    public void One_point_below_three_percent_ends_it() =>
        Assert.Equal(new Ending(Given.Day(230), Given.Fact(3)), Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2059)).End);

    [Fact]
    public void Three_percent_is_not_below_three() => Assert.Null(Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2060)).End);

    [Fact]
    public void So_do_two_in_a_row_below_five_percent()
    {
        Assert.Null(Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2090)).End);
        Assert.Null(Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2090), Given.Arms(4, 231, 2100), Given.Arms(5, 232, 2090)).End);
        Assert.Equal(
            Given.Fact(4), Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2090), Given.Arms(4, 231, 2090)).End?.By);
    }

    [Fact]
    public void A_rise_to_ten_percent_does_not_end_it() =>
        Assert.Null(Low(Given.Arms(2, 200, 2120), Given.Arms(3, 230, 2300)).End);

    [Theory]
    [InlineData(2059)]
    [InlineData(2110)]
    [InlineData(2300)]
    public void Information_ends_at_the_next_point_outside_its_range(double ml) => Assert.Equal(
        Given.Fact(3),
        Judged(Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2080), Given.Arms(3, 230, ml))
            .Single(episode => episode.Key.Rule == Borderline.Id).End?.By);

    [Fact]
    public void The_first_ninety_days_after_surgery_start_neither_but_are_readings() => Assert.Equal(
        [LowVolume.Id, EarlySwelling.Id],
        Judged(Given.Arms(1, 0, 2000), Given.Arms(2, 85, 2120), Given.Arms(3, 95, 2120)).Select(episode => episode.Key.Rule));

    [Fact]
    public void The_numbers_are_enough_to_compute_the_change_again()
    {
        IReadOnlyDictionary<string, double> numbers = Low(Given.Arms(2, 200, 2100), Given.Arms(3, 230, 2120)).Numbers;
        Assert.Equal(6, ((numbers["latestLimbMl"] / numbers["baselineLimbMl"]) - 1) * 100, 9);
        Assert.Equal((5, 3.5, 30), (numbers["thresholdPercent"], numbers["minimumRealDifferencePoints"], numbers["confirmedAfterDays"]));
    }

    private static Episode Low(params PatientFact[] later) =>
        Judged([Given.Arms(1, 0, 2000), .. later]).Last(episode => episode.Key.Rule == LowVolume.Id);

    private static IReadOnlyList<Episode> Judged(double ml) => Judged(Given.Arms(1, 0, 2000), Given.Arms(2, 200, ml));

    private static IReadOnlyList<Episode> Judged(params PatientFact[] facts) =>
        Given.JudgedBy(RuleSet.Second, [Given.LeftArmAtRisk(0), .. facts]);
}
