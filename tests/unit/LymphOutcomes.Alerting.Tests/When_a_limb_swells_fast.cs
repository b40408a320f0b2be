using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-004: five points, or two centimetres at one place, within one to fourteen days.</summary>
public sealed class When_a_limb_swells_fast
{
    [Fact]
    public void Five_points_in_ten_days_call_the_provider()
    {
        Episode episode = Assert.Single(Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 180, 2140)));
        Assert.Equal(Severity.CallProvider, episode.Trail.Severity);
        Assert.Equal((5.0, 10.0, 2.0), (
            Math.Round(episode.Numbers["risePoints"], 9),
            episode.Numbers["roseWithinDays"],
            Math.Round(episode.Numbers["earlierChangePercent"], 9)));
        Assert.Equal(
            "Swelling of the left arm rose 5.0 points in 10 days. Call the patient today; ask about pain, redness, fever, breathlessness.",
            episode.Message);
    }

    [Fact]
    public void Less_than_five_points_do_not() => Assert.Empty(Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 180, 2139.99)));

    [Theory]
    [InlineData(0.99, false)]
    [InlineData(1, true)]
    [InlineData(14, true)]
    [InlineData(14.01, false)]
    public void Only_readings_one_to_fourteen_days_earlier_are_compared_with(double days, bool fires) =>
        Assert.Equal(fires, Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 170 + days, 2160)).Any());

    [Fact]
    public void Any_reading_of_those_days_may_show_it_and_the_steepest_is_told() => Assert.Equal(
        8,
        Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 172, 2000), Given.Arms(4, 178, 2060), Given.Arms(5, 180, 2160))
            .Single().Numbers["risePoints"],
        9);

    [Fact]
    public void The_starting_size_is_a_reading_too() =>
        Assert.Single(Given.JudgedBy(Only, Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 2000), Given.Arms(2, 9, 2100)));

    [Fact]
    public void Another_rater_widens_what_can_be_noise()
    {
        Assert.Empty(Judged(Given.Arms(2, 170, 2000, rater: "t-1"), Given.Arms(3, 180, 2104.9, rater: "t-2")));
        Assert.Single(Judged(Given.Arms(2, 170, 2000, rater: "t-1"), Given.Arms(3, 180, 2105, rater: "t-2")));
        Assert.Single(Judged(Given.Arms(2, 170, 2000, rater: "t-1"), Given.Arms(3, 180, 2100)));
    }

    [Theory]
    [InlineData(1.99, 0)]
    [InlineData(2.0, 1)]
    public void Two_centimetres_at_one_place_are_enough(double moreCm, int episodes)
    {
        Episode[] found = [.. Judged(Taped(2, 170, 0), Taped(3, 180, moreCm))];
        Assert.Equal(episodes, found.Length);
        if (episodes == 0)
            return;
        Assert.Equal((2.0, 8.0), (Math.Round(found[0].Numbers["widestRiseCm"], 9), found[0].Numbers["widestRiseAtCm"]));
        Assert.StartsWith("The left arm grew 2.0 cm at one place in 10 days.", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_nothing_corrects_is_capped_and_not_measured_against_one_that_the_other_arm_corrects()
    {
        Episode capped = Assert.Single(Judged(Given.Arms(2, 170, 2040, null), Given.Arms(3, 180, 2160, null)));
        Assert.Equal(Severity.Watch, capped.Trail.Severity);
        Assert.Contains("measure both limbs", capped.Message, StringComparison.Ordinal);
        Assert.Empty(Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 180, 2160, null)));
    }

    [Fact]
    public void Within_ninety_days_after_surgery_it_is_silent_but_a_reading_then_is_one()
    {
        Assert.Empty(Judged(Given.Arms(2, 80, 2000), Given.Arms(3, 90, 2160)));
        Assert.Single(Judged(Given.Arms(2, 85, 2000), Given.Arms(3, 91, 2160)));
    }

    [Theory]
    [InlineData(2110, true)]
    [InlineData(2110.1, false)]
    public void It_ends_when_the_limb_is_back_within_noise_of_where_it_rose_from(double ml, bool ends) => Assert.Equal(
        ends ? new Ending(Given.Day(200), Given.Fact(5)) : null,
        Judged(Given.Arms(2, 170, 2040), Given.Arms(3, 180, 2200), Given.Arms(4, 181, 2300), Given.Arms(5, 200, ml)).Single().End);

    [Fact]
    public void Cut_anywhere_it_comes_to_the_same() => Cut.Anywhere(
        RapidRise.Id,
        RapidRise.Follow,
        [
            Given.LeftArmAtRisk(0),
            Taped(1, 0, 0),
            .. Enumerable.Range(0, 24).Select(n => Taped(2 + n, 80 + (n * n % 90), n * 7 % 5 * 0.9, n % 3 == 0 ? "t-1" : "t-2")),
        ]);

    private static readonly RuleSet Only = RuleSet.Third with { Active = [RapidRise.Id] };

    private static IReadOnlyList<Episode> Judged(params PatientFact[] later) => Given.JudgedBy(
        Only,
        [
            Given.LeftArmAtRisk(0),
            later[0] is LimbsMeasured { Left: LimbReading.Girths } ? Taped(1, 0, 0) : Given.Arms(1, 0, 2000),
            .. later,
        ]);

    // Wider at the third of twelve stations.
    private static LimbsMeasured Taped(int n, double day, double moreCm, string? rater = null)
    {
        double[] girths = [.. Enumerable.Range(0, 12).Select(i => 17.0 + i)];
        LimbReading right = Given.Tape([.. girths], 4);
        girths[2] += moreCm;
        return Given.Arms(n, day, 2000, rater: rater) with { Left = Given.Tape(girths, 4), Right = right };
    }
}
