using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.WatchingWeight;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-041: 4.5 kg up or down within 30 days.</summary>
public sealed class When_the_weight_shifts
{
    [Theory]
    [InlineData(74.5, true)]
    [InlineData(74.49, false)]
    [InlineData(65.5, true)]
    [InlineData(65.51, false)]
    public void Four_and_a_half_kilograms_are_information(double kg, bool fires)
    {
        (List<Episode> ended, Progress after) = Followed((0, 70), (30, kg));
        Assert.Empty(ended);
        Assert.Equal(fires ? Severity.Info : null, after.Stretch?.Trail.Severity);
        if (fires)
            Assert.Equal(kg - 70, after.Stretch!.Numbers["shiftKg"], 9);
    }

    [Fact]
    public void More_than_thirty_days_apart_they_are_not() => Assert.Null(Followed((0, 70), (30.01, 80)).After.Stretch);

    [Fact]
    public void The_weight_that_differs_most_is_compared_with()
    {
        OpenStretch open = Followed((0, 74), (10, 70), (20, 71), (25, 75)).After.Stretch!;
        Assert.Equal((5.0, 15.0), (open.Numbers["shiftKg"], open.Numbers["shiftedWithinDays"]));
        Assert.Equal("Weight rose by 5.0 kg in a month; reread swelling with this in mind.", open.Message);
    }

    [Fact]
    public void It_ends_by_itself_after_thirty_days_and_a_second_shift_is_a_second_episode()
    {
        (List<Episode> ended, Progress after) = Followed((0, 70), (20, 75), (50, 75), (70, 69));
        Assert.Equal(new Ending(Given.Day(50), By: null), Assert.Single(ended).End);
        Assert.Equal(-6, after.Stretch!.Numbers["shiftKg"]);
        Assert.False(after.Stretch.ToEpisode(after.Key, Given.Day(100))!.IsLive);
    }

    [Fact]
    public void The_same_weights_taken_from_a_picture_are_followed() => Assert.Equal(
        [(Given.Fact(1), 1L, 70.0), (Given.Fact(2), 2L, 71.0)],
        WeightSeries.Of(Given.Picture(Given.Weight(1, 0, 70), Given.Weight(2, 5, 71))).Single().Points
            .Select(point => (point.FactId, point.Seq, point.Kg)));

    [Fact]
    public void Cut_anywhere_it_comes_to_the_same()
    {
        Random random = new(3);
        WeightSeries series = Series([.. Enumerable.Range(0, 25).Select(n => (n * 4 + random.NextDouble(), 66.0 + random.Next(10)))]);
        Cut.Anywhere(
            WeightSeries.KeyFor(WeightShift.Id),
            WeightShift.Follow,
            series,
            [.. series.Points.Select(point => point.At)],
            (whole, take) => new([.. whole.Points.Where(point => take(point.At))]));
    }

    private static (List<Episode> Ended, Progress After) Followed(params (double Day, double Kg)[] weights)
    {
        List<Episode> ended = [];
        return (ended, WeightShift.Follow(Series(weights), Progress.None(WeightSeries.KeyFor(WeightShift.Id)), RuleSet.Third, ended));
    }

    private static WeightSeries Series((double Day, double Kg)[] weights) =>
        new([.. weights.Select((weight, i) => new WeightPoint(Given.Fact(i + 1), i + 1, Given.Day(weight.Day), weight.Kg))]);
}
