using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_trend_is_drawn
{
    private static readonly DateTimeOffset DayZero = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("V15")]
    [InlineData("V19")]
    [InlineData("V20")]
    [InlineData("V34")]
    public void Slope_and_moving_average_are_those_of_the_worked_numbers(string id)
    {
        JsonElement expected = Vectors.Expected(id);
        TimedChange[] points = id == "V15" ? Points(expected, "theil_sen_points") : Points(Vectors.Input(id), "points")[1..];
        expected.AssertNumber("theil_sen_pp_per_30d", TheilSen.PointsPer30Days(points)!.Value);
        if (!expected.TryGetProperty("ewma", out JsonElement ewma))
            return;

        Ewma average = Average(points);
        ewma.AssertNumber("z", average.Z);
        ewma.AssertNumber("v", average.V);
        ewma.AssertNumber("limit", average.LimitPercent(MinimumRealDifference.ArmPoints));
        Assert.True(average.Signals(MinimumRealDifference.ArmPoints));
    }

    [Fact]
    public void The_level_is_the_median_of_the_last_three_within_ninety_days()
    {
        Vectors.Expected("V15").AssertNumber(
            "rolling_median_3_90d", SwellingLevel.Percent(Points(Vectors.Expected("V15"), "theil_sen_points"))!.Value);
        Assert.Equal(4, SwellingLevel.Percent([At(0, 9), At(10, 1), At(100, 4), At(100, 5)]));
        Assert.Equal(4.5, SwellingLevel.Percent([At(9.9, 1), At(100, 4), At(100, 5)]));
        Assert.Equal(7, SwellingLevel.Percent([At(0, 7)]));
        Assert.Null(SwellingLevel.Percent([]));
    }

    [Fact]
    public void A_slope_needs_four_readings_over_sixty_days()
    {
        Assert.Equal(3, TheilSen.PointsPer30Days([At(0, 0), At(20, 2), At(40, 4), At(60, 6)])!.Value, 9);
        Assert.Null(TheilSen.PointsPer30Days([At(0, 0), At(30, 3), At(60, 6)]));
        Assert.Null(TheilSen.PointsPer30Days([At(0, 0), At(20, 2), At(40, 4), At(59.9, 6)]));
    }

    [Fact]
    public void Readings_of_more_than_half_a_year_before_the_latest_do_not_count()
    {
        Assert.NotNull(TheilSen.PointsPer30Days([At(0, 0), At(60, 1), At(120, 2), At(180, 3)]));
        Assert.Null(TheilSen.PointsPer30Days([At(-0.1, 0), At(60, 1), At(120, 2), At(180, 3)]));
    }

    [Fact]
    public void Readings_of_one_day_are_no_pair_and_one_wrong_reading_hardly_moves_it()
    {
        Assert.Equal(1, TheilSen.PointsPer30Days([At(0, 0), At(30, 1), At(60, 2), At(60.5, 9)])!.Value, 9);
        Assert.Equal(1, TheilSen.PointsPer30Days([At(0, 0), At(30, 1), At(60, 2), At(90, 30), At(120, 4), At(150, 5)])!.Value, 9);
    }

    [Fact]
    public void The_average_goes_on_from_what_it_was_and_a_reading_at_the_same_moment_weighs_nothing()
    {
        TimedChange[] points = [At(30, 2), At(60, 3), At(60, 8), At(95, 4)];
        Assert.Equal(Average(points), Average(points[..2]).With(points[2]).With(points[3]));
        Assert.Equal(Average(points[..2]) with { Readings = 3 }, Average(points[..3]));
    }

    [Fact]
    public void The_average_signals_from_the_fourth_reading_on()
    {
        TimedChange[] points = [At(100, 9), At(128, 9), At(156, 9), At(184, 9)];
        Assert.False(Average(points[..3]).Signals(3.5));
        Assert.True(Average(points).Signals(3.5));
        // Exactly at its limit it is not above it.
        Ewma average = Average(points);
        Assert.False((average with { Z = average.LimitPercent(3.5) }).Signals(3.5));
        Assert.True((average with { Z = average.LimitPercent(3.5) + 1e-8 }).Signals(3.5));
    }

    [Fact]
    public void A_slope_is_a_rise_only_when_the_limb_grew_by_more_than_noise()
    {
        TimedChange[] grown = [At(0, 2), At(60, 0), At(150, 3.5)];
        Assert.True(Trend.Rises(grown, 1.0, 3.5));
        Assert.False(Trend.Rises(grown, 0.9999, 3.5));
        Assert.False(Trend.Rises(grown, 1.0, 3.5001));
        Assert.False(Trend.Rises(grown, null, 3.5));
        TimedChange[] shrunk = [At(0, 2), At(60, 6), At(150, 2.5)];
        Assert.True(Trend.Falls(shrunk, -1.0, 3.5));
        Assert.False(Trend.Falls(shrunk, -0.9999, 3.5));
        Assert.False(Trend.Falls(shrunk, -1.0, 3.5001));
    }

    [Theory]
    [InlineData(2, false, false, false, TrendState.Insufficient)]
    [InlineData(3, false, false, false, TrendState.Stable)]
    [InlineData(3, false, true, false, TrendState.Improving)]
    [InlineData(4, true, false, false, TrendState.Worsening)]
    [InlineData(4, false, true, true, TrendState.Worsening)]
    [InlineData(1, false, false, true, TrendState.Worsening)]
    public void The_state_is_one_word(int readings, bool rises, bool falls, bool shifted, TrendState state) =>
        Assert.Equal(state, Trend.State(readings, rises, falls, shifted));

    [Fact]
    public void Days_to_ten_percent_follow_from_level_and_slope()
    {
        Assert.Equal(90, Trend.DaysTo(levelPercent: 7, slopePointsPer30Days: 1)!.Value, 9);
        Assert.Null(Trend.DaysTo(levelPercent: 10, slopePointsPer30Days: 1));
        Assert.Null(Trend.DaysTo(levelPercent: 7, slopePointsPer30Days: 0));
        Assert.Null(Trend.DaysTo(levelPercent: 7, slopePointsPer30Days: -1));
    }

    [Fact]
    public void The_widest_difference_is_looked_for_where_both_were_measured()
    {
        LimbReading then = Given.Edges(new(0, 16), new(4, 18), new(8, 20));
        Assert.Equal(new(4, 2), GirthDifference.Greatest(then, Given.Edges(new(0, 17), new(4, 20), new(12, 40))));
        Assert.Equal(-1, GirthDifference.Greatest(then, Given.Edges(new(0, 15), new(4, 16)))!.WiderCm);
        Assert.Null(GirthDifference.Greatest(then, Given.Edges(new(1, 17), new(5, 20))));
        Assert.Null(GirthDifference.Greatest(then, Given.Middles(new(0, 17), new(4, 20))));
        Assert.Null(GirthDifference.Greatest(then, Given.Volume(2000)));
    }

    private static Ewma Average(IEnumerable<TimedChange> points) =>
        points.Aggregate(Ewma.Start(DayZero), (average, point) => average.With(point));

    private static TimedChange[] Points(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(pair => At(pair[0].GetDouble(), pair[1].GetDouble()))];

    private static TimedChange At(double day, double changePercent) => new(DayZero.AddDays(day), changePercent);
}
