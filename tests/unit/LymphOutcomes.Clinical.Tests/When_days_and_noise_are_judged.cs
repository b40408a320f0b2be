namespace LymphOutcomes.Clinical.Tests;

public sealed class When_days_and_noise_are_judged
{
    private static readonly DateOnly Surgery = new(2026, 3, 2);

    [Theory]
    [InlineData(0, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void Ninety_days_after_surgery_are_early_and_the_next_is_not(int days, bool early)
    {
        int? counted = DaysAfterSurgery.At([Surgery], Noon(Surgery.AddDays(days)));
        Assert.Equal(days, counted);
        Assert.Equal(early, DaysAfterSurgery.IsEarly(counted));
    }

    [Fact]
    public void A_rule_set_may_choose_another_length() => Assert.False(DaysAfterSurgery.IsEarly(31, quietDays: 30));

    [Fact]
    public void The_latest_earlier_surgery_counts_in_any_order()
    {
        DateOnly[] surgeries = [Surgery.AddDays(200), Surgery.AddDays(100), Surgery];
        Assert.Equal(50, DaysAfterSurgery.At(surgeries, Noon(Surgery.AddDays(150))));
    }

    [Fact]
    public void Before_any_surgery_there_is_no_count_and_nothing_early()
    {
        Assert.Null(DaysAfterSurgery.At([Surgery], Noon(Surgery.AddDays(-1))));
        Assert.Null(DaysAfterSurgery.At([], Noon(Surgery)));
        Assert.False(DaysAfterSurgery.IsEarly(null));
    }

    [Theory]
    [InlineData(-5, 0)] // 22:30 in New York, still the day of surgery, while Greenwich has the next day
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    public void The_readings_own_offset_decides_which_day_it_was(int offsetHours, int days)
    {
        DateTimeOffset instant = new(2026, 3, 3, 3, 30, 0, TimeSpan.Zero);
        Assert.Equal(days, DaysAfterSurgery.At([Surgery], instant.ToOffset(TimeSpan.FromHours(offsetHours))));
    }

    [Theory]
    [InlineData(LimbSite.Arm, null, null, 3.5)]
    [InlineData(LimbSite.Leg, null, null, 5.5)]
    [InlineData(LimbSite.Arm, "r1", "r1", 3.5)]
    [InlineData(LimbSite.Arm, "r1", null, 3.5)]
    [InlineData(LimbSite.Arm, "r1", " ", 3.5)]
    [InlineData(LimbSite.Arm, "r1", "r2", 5.25)]
    [InlineData(LimbSite.Leg, "r1", "r2", 8.25)]
    public void Two_known_raters_widen_the_noise_by_half(LimbSite site, string? then, string? now, double points) =>
        Assert.Equal(points, MinimumRealDifference.Points(site, then, now));

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
