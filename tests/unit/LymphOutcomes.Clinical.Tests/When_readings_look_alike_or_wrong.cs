namespace LymphOutcomes.Clinical.Tests;

public sealed class When_readings_look_alike_or_wrong
{
    [Fact]
    public void Inches_labelled_as_centimetres_are_told()
    {
        double[] before = [16.2, 17.4, 19.2, 21.2, 23.2, 24.6, 25.2, 26.4, 27.8, 29.0, 29.8];
        double[] now = [6.4, 6.9, 7.6, 8.3, 9.1, 9.7, 9.9, 10.4, 10.9, 11.4, 11.7];
        double ratio = UnitMixUp.MedianGirthRatio([(Tape(before), Tape(now))])!.Value;
        Assert.Equal("inches labelled cm", UnitMixUp.Of(ratio)!.Value.ToWire());
    }

    [Theory]
    [InlineData(2.54 * 1.05, true)]
    [InlineData(2.54 * 1.051, false)]
    [InlineData(9.5, true)]
    [InlineData(9.4, false)]
    [InlineData(1.0, false)]
    public void A_ratio_is_suspect_within_5_percent_of_a_factor(double ratio, bool isSuspect) =>
        Assert.Equal(isSuspect, UnitMixUp.Of(ratio) is not null);

    [Fact]
    public void Readings_without_a_common_station_have_no_ratio()
    {
        Assert.Null(UnitMixUp.MedianGirthRatio([(Volume(2000), Tape([16, 17])), (null, Tape([16, 17]))]));
        Assert.Equal(1.5, UnitMixUp.MedianGirthRatio([(Tape([10, 10]), Tape([10, 20]))]));
    }

    [Theory]
    [InlineData(2300, 2000, 2010, 2290, true)]
    [InlineData(2080, 2000, 2000, 2100, true)]
    [InlineData(2079, 2000, 2000, 2100, false)]
    [InlineData(2300, 2000, 2040, 2300, false)]
    [InlineData(2300, 2000, 2300, 2000, false)]
    public void Sides_are_told_by_which_way_round_fits(
        double limbThen, double otherThen, double limbNow, double otherNow, bool isSuspect) =>
        Assert.Equal(isSuspect, SideSwap.IsSuspected(limbThen, otherThen, limbNow, otherNow));

    [Theory]
    // The limbs differ by 3.98 %, then the sides as written are 4.97 % off: neither is enough. Exchanged they fit to 1.99 %: they do.
    [InlineData(2079.6, 2000, 1980, 2105, false)]
    [InlineData(2080, 2000, 1980, 2105, true)]
    [InlineData(2090, 2000, 1990, 2099.4, false)]
    [InlineData(2090, 2000, 1990, 2100, true)]
    [InlineData(2300, 2000, 2039.8, 2300, true)]
    [InlineData(2300, 2000, 2040, 2300, false)]
    public void Each_limit_of_a_swap_is_where_it_is_said_to_be(
        double limbThen, double otherThen, double limbNow, double otherNow, bool isSuspect) =>
        Assert.Equal(isSuspect, SideSwap.IsSuspected(limbThen, otherThen, limbNow, otherNow));

    [Fact]
    public void The_worked_swap_would_read_as_a_great_loss() =>
        Assert.Equal(-23.6757, VolumeIndices.RelativeVolumeChange(2300, 2000, 2010, 2290), 4);

    [Fact]
    public void Only_near_neighbours_are_compared()
    {
        Assert.Equal(0.25, NeighbourStations.LargestDifference(Tape([20, 25, 24]))!.Value, 9);
        Assert.Null(NeighbourStations.LargestDifference(Tape([20, 25, 24], stepCm: 4.01)));
        Assert.Null(NeighbourStations.LargestDifference(Volume(2000)));
        Assert.Null(NeighbourStations.LargestDifference(null));
    }

    [Fact]
    public void One_reading_that_came_twice_says_the_same()
    {
        Assert.True(NearDuplicate.SaysTheSame(Volume(2000), Volume(2001)));
        Assert.False(NearDuplicate.SaysTheSame(Volume(2000), Volume(2001.1)));
        Assert.True(NearDuplicate.SaysTheSame(Tape([20, 21, 22]), Tape([20.1, 20.9, 22])));
        Assert.False(NearDuplicate.SaysTheSame(Tape([20, 21, 22]), Tape([20.2, 21.2, 22.2])));
        // Volumes that differ by 2.7 mL do not say it, girths that differ by a millimetre each do, if they are of the same places.
        Assert.True(NearDuplicate.SaysTheSame(Tape([20, 21, 22]), Tape([20.1, 21.1, 22.1])));
        Assert.False(NearDuplicate.SaysTheSame(Tape([20, 21, 22]), Tape([20.1005, 21.1005, 22.1005])));
        Assert.False(NearDuplicate.SaysTheSame(Tape([20, 21, 22]), Tape([20.1, 21.1, 22.1], stepCm: 4.1)));
        Assert.False(NearDuplicate.SaysTheSame(Volume(2000), Tape([20, 21])));
        Assert.False(NearDuplicate.SaysTheSame(Volume(2000), null));
        Assert.True(NearDuplicate.SaysTheSame(null, null));
    }

    [Fact]
    public void A_bridge_carries_only_the_kinds_it_knows()
    {
        MethodBridge bridge = MethodBridge.Between(
            new(Volume(2000), null), null, new(Volume(2200), null), bothLimbsAtRisk: false, weights: null)!;
        Assert.Equal((1.1, null, null), (Math.Round(bridge.LimbRatio, 9), bridge.PairRatio, bridge.WeightedRatio));
        Assert.True(bridge.TryCarry(new(IndexKind.Unadjusted, 10, 2420, null), out SwellingIndex? change));
        Assert.Equal(21.0, change.ChangePercent, 9);
        Assert.False(bridge.TryCarry(new(IndexKind.RelativeVolumeChange, 10, 2420, 2000), out _));
    }

    [Fact]
    public void A_bridge_from_what_cannot_be_compared_is_none() => Assert.Null(MethodBridge.Between(
        new(Tape([20, 21]), null), null, new(Tape([20, 21]), null), bothLimbsAtRisk: false, weights: null));

    private static LimbReading Volume(double ml)
    {
        Assert.True(LimbReading.TryOfVolume(ml, out LimbReading? reading, out _));
        return reading;
    }

    private static LimbReading Tape(double[] girthsCm, double stepCm = 4)
    {
        Assert.True(LimbReading.TryOfGirths(
            StationMeaning.Edge, [.. girthsCm.Select((girth, i) => new Station(i * stepCm, girth))], out LimbReading? reading, out _));
        return reading;
    }
}
