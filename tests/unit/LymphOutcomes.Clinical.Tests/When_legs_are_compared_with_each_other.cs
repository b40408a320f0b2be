namespace LymphOutcomes.Clinical.Tests;

public sealed class When_legs_are_compared_with_each_other
{
    private static readonly Sitting Start = Legs([22, 35, 50], [22, 34, 50]);

    [Fact]
    public void The_station_where_the_difference_rose_most_counts()
    {
        Assert.Equal(3.5, Rise(Start, Legs([22.5, 38.5, 50], [22, 34, 51])), 9);
        Assert.Equal(-1, Rise(Start, Legs([21, 34, 49], [22, 34, 50])), 9);
    }

    [Fact]
    public void Seen_from_the_other_leg_it_has_the_other_sign() =>
        Assert.Equal(2, Rise(new(Start.Other!, Start.Limb), Legs([22, 36, 50], [22, 35, 50])), 9);

    [Fact]
    public void Only_stations_that_all_four_readings_have_count()
    {
        Sitting now = new(Given.Edges(Given.Steps(10, [22, 35])), Given.Edges(Given.Steps(10, [22, 34, 40])));
        Assert.Equal(0, Rise(Start, now), 9);
        Sitting elsewhere = new(Given.Edges(Given.Steps(10, [22, 40], fromCm: 5)), Given.Edges(Given.Steps(10, [22, 34], fromCm: 5)));
        Assert.False(InterlimbGirth.TryRiseCm(Start, elsewhere, out double none));
        Assert.True(double.IsNaN(none));
    }

    [Fact]
    public void Volumes_a_missing_leg_and_another_meaning_cannot_be_compared()
    {
        Assert.False(InterlimbGirth.TryRiseCm(Start, new(Given.Volume(8000), Given.Volume(8000)), out _));
        Assert.False(InterlimbGirth.TryRiseCm(Start, new(Start.Limb, null), out _));
        Sitting middles = new(Given.Middles(Given.Steps(10, [22, 35])), Given.Middles(Given.Steps(10, [22, 34])));
        Assert.False(InterlimbGirth.TryRiseCm(Start, middles, out _));
    }

    [Theory]
    [InlineData(38, "Cel", 38)]
    [InlineData(100.4, "[degF]", 38)]
    [InlineData(86, "[degF]", 30)]
    public void Temperatures_come_in_two_units(double value, string unit, double celsius)
    {
        Assert.True(BodyTemperature.TryToCelsius(value, unit, out double read));
        Assert.Equal(celsius, read, 9);
        Assert.False(BodyTemperature.TryToCelsius(value, "C", out double unknown));
        Assert.True(double.IsNaN(unknown));
    }

    private static double Rise(Sitting then, Sitting now) =>
        InterlimbGirth.TryRiseCm(then, now, out double riseCm) ? riseCm : double.NaN;

    private static Sitting Legs(double[] limbCm, double[] otherCm) =>
        new(Given.Edges(Given.Steps(10, limbCm)), Given.Edges(Given.Steps(10, otherCm)));
}
