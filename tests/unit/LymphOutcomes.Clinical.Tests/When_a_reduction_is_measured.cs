using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_reduction_is_measured
{
    [Fact]
    public void The_excess_of_the_vignes_patients_fell_by_the_published_share()
    {
        JsonElement given = Vectors.Published("Vignes 2007").GetProperty("given");
        double? prev = VolumeIndices.PercentReductionOfExcess(given.Number("before_mL"), given.Number("after_mL"));
        Assert.Equal(Vectors.Published("Vignes 2007").GetProperty("derived").Number("PREV_pct"), prev!.Value, 0.05);
    }

    [Fact]
    public void A_small_excess_has_no_percent_reduction()
    {
        Assert.Null(VolumeIndices.PercentReductionOfExcess(249.999, 100));
        Assert.Equal(60.0, VolumeIndices.PercentReductionOfExcess(250, 100)!.Value, 1e-9);
    }

    [Fact]
    public void An_excess_that_grew_is_a_negative_reduction() =>
        Assert.Equal(-20.0, VolumeIndices.PercentReductionOfExcess(500, 600)!.Value, 1e-9);

    [Fact]
    public void Absolute_volume_and_excess_are_reduced_by_different_shares()
    {
        Assert.Equal(8.0, VolumeIndices.PercentVolumeChange(2500, 2300), 1e-9);
        Assert.Equal(40.0, VolumeIndices.PercentReductionOfExcess(500, 300)!.Value, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_volume_that_cannot_be_is_a_bug_of_the_caller(double ml)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeIndices.Excess(2000, ml));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeIndices.RelativeVolumeChange(ml, 2000, 2000, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeIndices.WeightAdjustedChange(2000, 70, 2000, ml));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeIndices.UnadjustedChange(ml, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolumeIndices.PercentVolumeChange(2000, ml));
    }
}
