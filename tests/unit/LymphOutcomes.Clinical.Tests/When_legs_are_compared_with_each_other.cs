namespace LymphOutcomes.Clinical.Tests;

public sealed class When_legs_are_compared_with_each_other
{
    private const double WholeLegCm = LimbReading.ReachCm;
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
        Assert.False(InterlimbGirth.TryRiseCm(Start, elsewhere, WholeLegCm, out double none));
        Assert.True(double.IsNaN(none));
    }

    [Theory]
    [InlineData(9.99, 0)]
    [InlineData(10, 1)]
    [InlineData(19.99, 1)]
    [InlineData(20, 4)]
    public void No_station_higher_than_asked_counts(double upToCm, double riseCm)
    {
        Assert.True(InterlimbGirth.TryRiseCm(Start, Legs([22, 36, 54], [22, 34, 50]), upToCm, out double read));
        Assert.Equal(riseCm, read, 9);
    }

    [Fact]
    public void Where_no_station_counts_there_is_no_rise() =>
        Assert.False(InterlimbGirth.TryRiseCm(Start, Legs([30, 40, 60], [22, 34, 50]), -0.01, out _));

    [Theory]
    [InlineData(null, 36)]
    [InlineData("lateral-malleolus", 36)]
    [InlineData("Medial_Malleolus", 36)]
    [InlineData("ankle", 36)]
    [InlineData("heel", 36)]
    [InlineData("calcaneus", 36)]
    [InlineData("sole", 36)]
    [InlineData("floor", 36)]
    [InlineData("knee-joint-line", 0)]
    [InlineData("PATELLA-lower-edge", 0)]
    [InlineData("popliteal-crease", 0)]
    [InlineData("tibial-tuberosity", 0)]
    [InlineData("groin", 200)]
    [InlineData("L7", 200)]
    public void Where_position_zero_is_tells_how_high_a_lower_leg_reaches(string? zeroLandmark, double upToCm) =>
        Assert.Equal(upToCm, LowerLeg.EndsAtCm(zeroLandmark, kneeAboveAnkleCm: 36));

    [Fact]
    public void Volumes_a_missing_leg_and_another_meaning_cannot_be_compared()
    {
        Assert.False(InterlimbGirth.TryRiseCm(Start, new(Given.Volume(8000), Given.Volume(8000)), WholeLegCm, out _));
        Assert.False(InterlimbGirth.TryRiseCm(Start, new(Start.Limb, null), WholeLegCm, out _));
        Sitting middles = new(Given.Middles(Given.Steps(10, [22, 35])), Given.Middles(Given.Steps(10, [22, 34])));
        Assert.False(InterlimbGirth.TryRiseCm(Start, middles, WholeLegCm, out _));
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
        InterlimbGirth.TryRiseCm(then, now, WholeLegCm, out double riseCm) ? riseCm : double.NaN;

    private static Sitting Legs(double[] limbCm, double[] otherCm) =>
        new(Given.Edges(Given.Steps(10, limbCm)), Given.Edges(Given.Steps(10, otherCm)));
}
