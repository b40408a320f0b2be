namespace LymphOutcomes.Clinical.Tests;

/// <summary>Limits that no worked number comes near: here they are as the domain sheet has them.</summary>
public sealed class When_figures_are_read_off_the_sheet
{
    public static TheoryData<PhysicalRange, double, double, double> Ranges => new()
    {
        { PhysicalRange.WeightKg, 20, 400, 0.1 },
        { PhysicalRange.BellyCm, 40, 250, 0.1 },
        { PhysicalRange.NeckCm, 20, 80, 0.1 },
        { PhysicalRange.FigureOfEightCm, 20, 100, 0.1 },
        { PhysicalRange.TemperatureCelsius, 30, 45, 0.1 },
    };

    [Theory, MemberData(nameof(Ranges))]
    public void Both_ends_of_what_is_possible_are_possible_and_nothing_beyond(
        PhysicalRange range, double least, double greatest, double beyond)
    {
        Assert.True(range.Holds(least) && range.Holds(greatest));
        Assert.False(range.Holds(least - beyond) || range.Holds(greatest + beyond));
    }

    [Theory]
    [InlineData(70, "kg", 70)]
    [InlineData(70_000, "g", 70)]
    [InlineData(100, "[lb_av]", 45.359237)]
    public void Weights_come_in_three_units(double value, string unit, double kg)
    {
        Assert.True(BodyWeight.TryToKg(value, unit, out double read));
        Assert.Equal(kg, read, 9);
    }

    [Fact]
    public void A_leg_as_large_as_any_is_a_leg()
    {
        Assert.True(LimbReading.TryOfVolume(40_000, out _, out _));
        Assert.False(LimbReading.TryOfVolume(40_000.1, out _, out _));
        Assert.True(LimbReading.TryOfVolume(0.5, out _, out _));
        Assert.True(LimbReading.TryOfGirths(StationMeaning.Edge, [new(-200, 150), new(200, 0.5)], out _, out _));
        Assert.False(LimbReading.TryOfGirths(StationMeaning.Edge, [new(-200, 150), new(200.1, 40)], out _, out _));
        Assert.False(LimbReading.TryOfGirths(StationMeaning.Edge, [new(-200, 150.1), new(200, 40)], out _, out _));
    }

    [Fact]
    public void Two_readings_a_day_apart_are_a_pair() => Assert.Equal(
        (1 + (9 / 61.0 * 30)) / 2,
        TheilSen.PointsPer30Days([new(Day(0), 0), new(Day(30), 1), new(Day(60), 2), new(Day(61), 9)])!.Value,
        9);

    [Fact]
    public void Times_and_shares_are_those_of_the_sheet()
    {
        Assert.Equal((14, 14), (Weights.WithinDays, TreatmentResponse.StartWithinDays));
        Assert.Equal((50, 0.35), (TreatmentResponse.RelapsePercent, NeighbourStations.DifferMax));
    }

    [Theory]
    [InlineData(10.49, true)]
    [InlineData(10.51, false)]
    [InlineData(0.1049, true)]
    [InlineData(0.1051, false)]
    [InlineData(0.0951, true)]
    [InlineData(0.0949, false)]
    public void Within_a_twentieth_of_ten_it_may_be_another_unit(double ratio, bool isSuspect) =>
        Assert.Equal(isSuspect, UnitMixUp.Of(ratio) is not null);

    private static DateTimeOffset Day(double day) => new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddDays(day);
}
