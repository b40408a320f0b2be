namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_percentage_is_graded
{
    // Clearly off the limit, yet any rounding before the comparison would take it for the limit.
    private const double Just = 1e-6;

    // One unit in the last place or so: arithmetic's dust, not a finding.
    private const double Dust = 1e-12;

    [Theory]
    [InlineData(-40, "within_noise")]
    [InlineData(3 - Just, "within_noise")]
    [InlineData(3 - Dust, "borderline")]
    [InlineData(3, "borderline")]
    [InlineData(5 - Just, "borderline")]
    [InlineData(5 - Dust, "low_volume")]
    [InlineData(5, "low_volume")]
    [InlineData(10 - Just, "low_volume")]
    [InlineData(10 - Dust, "lymphedema_range")]
    [InlineData(10, "lymphedema_range")]
    [InlineData(400, "lymphedema_range")]
    public void Each_limit_of_the_band_belongs_to_the_band_above(double changePercent, string band) =>
        Assert.Equal(band, Grade.Band(changePercent).ToWire());

    [Theory]
    [InlineData(-40, "none")]
    [InlineData(5, "none")]
    [InlineData(5 + Dust, "none")]
    [InlineData(5 + Just, "minimal")]
    [InlineData(20 - Just, "minimal")]
    [InlineData(20 - Dust, "moderate")]
    [InlineData(20, "moderate")]
    [InlineData(40, "moderate")]
    [InlineData(40 + Dust, "moderate")]
    [InlineData(40 + Just, "severe")]
    public void Twenty_and_forty_percent_of_excess_are_moderate(double excessPercent, string severity) =>
        Assert.Equal(severity, Grade.Severity(excessPercent).ToWire());

    [Theory]
    [InlineData(-40, "0")]
    [InlineData(5 - Just, "0")]
    [InlineData(5 - Dust, "1")]
    [InlineData(5, "1")]
    [InlineData(10, "1")]
    [InlineData(10 + Dust, "1")]
    [InlineData(10 + Just, "2")]
    [InlineData(30, "2")]
    [InlineData(30 + Dust, "2")]
    [InlineData(30 + Just, "3")]
    public void Ten_and_thirty_percent_belong_to_the_lower_ctcae_grade(double excessPercent, string grade)
    {
        Assert.Equal(grade, Grade.Ctcae(excessPercent).ToWire());
        Assert.Equal(int.Parse(grade), (int)Grade.Ctcae(excessPercent));
    }

    [Fact]
    public void No_number_is_no_grade()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Grade.Band(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grade.Severity(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grade.Ctcae(double.NaN));
    }

    [Theory]
    [InlineData(5 - 2e-9, false, false)]
    [InlineData(5 - 5e-10, true, false)]
    [InlineData(5, true, false)]
    [InlineData(5 + 5e-10, true, false)]
    [InlineData(5 + 2e-9, true, true)]
    public void The_guard_is_one_part_in_a_thousand_million_on_both_sides(double x, bool atLeast, bool above)
    {
        Assert.Equal(atLeast, Threshold.AtLeast(x, 5));
        Assert.Equal(!atLeast, Threshold.Below(x, 5));
        Assert.Equal(above, Threshold.Above(x, 5));
        Assert.Equal(!above, Threshold.AtMost(x, 5));
    }
}
