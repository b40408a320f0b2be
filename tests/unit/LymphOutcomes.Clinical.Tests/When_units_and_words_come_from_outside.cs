namespace LymphOutcomes.Clinical.Tests;

public sealed class When_units_and_words_come_from_outside
{
    [Theory]
    [InlineData(25.4, "cm", 25.4)]
    [InlineData(254, "mm", 25.4)]
    [InlineData(10, "[in_i]", 25.4)]
    public void Centimetres_millimetres_and_inches_become_cm(double value, string unit, double expectedCm)
    {
        Assert.True(Girth.TryToCm(value, unit, out double cm));
        Assert.Equal(expectedCm, cm, 1e-12);
    }

    [Theory]
    [InlineData("in")]
    [InlineData("CM")]
    [InlineData("m")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_unit_is_unknown_and_never_guessed(string? unit)
    {
        Assert.False(Girth.TryToCm(25.4, unit, out double cm));
        Assert.True(double.IsNaN(cm));
    }

    [Theory]
    [InlineData(LimbSite.Arm, 10, 80, 300, 15_000)]
    [InlineData(LimbSite.Leg, 12, 150, 1_500, 40_000)]
    public void The_ends_of_a_range_are_possible_and_beyond_is_not(
        LimbSite site, double girthLeast, double girthGreatest, double volumeLeast, double volumeGreatest)
    {
        AssertEnds(PhysicalRange.GirthCm(site), girthLeast, girthGreatest);
        AssertEnds(PhysicalRange.VolumeMl(site), volumeLeast, volumeGreatest);
    }

    [Fact]
    public void A_range_can_say_itself() =>
        Assert.Equal("10 to 80 cm", PhysicalRange.GirthCm(LimbSite.Arm).ToString());

    [Fact]
    public void Every_enum_has_exactly_the_words_of_the_wire()
    {
        Assert.Equal(["arm", "leg"], WireText.All<LimbSite>());
        Assert.Equal(["left", "right"], WireText.All<Side>());
        Assert.Equal(["edge", "middle"], WireText.All<StationMeaning>());
        Assert.Equal(["tape-fixed", "tape-landmark", "perometer", "water", "3d-scan"], WireText.All<MeasuringMethod>());
        Assert.Equal(["rvc", "wac", "unadjusted", "excess"], WireText.All<IndexKind>());
        Assert.Equal(["within_noise", "borderline", "low_volume", "lymphedema_range"], WireText.All<SwellingBand>());
        Assert.Equal(["none", "minimal", "moderate", "severe"], WireText.All<VolumeSeverity>());
        Assert.Equal(["0", "1", "2", "3"], WireText.All<CtcaeGrade>());
    }

    [Fact]
    public void Every_word_leads_back_to_its_member()
    {
        foreach (MeasuringMethod method in Enum.GetValues<MeasuringMethod>())
        {
            Assert.True(WireText.TryParse(method.ToWire(), out MeasuringMethod back));
            Assert.Equal(method, back);
        }
    }

    [Theory]
    [InlineData("Arm")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_word_is_no_site(string? text) => Assert.False(WireText.TryParse(text, out LimbSite _));

    [Fact]
    public void A_number_that_is_no_member_has_no_word() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((LimbSite)7).ToWire());

    [Fact]
    public void The_opposite_of_a_side_is_the_other_one()
    {
        Assert.Equal(Side.Right, Side.Left.Opposite());
        Assert.Equal(Side.Left, Side.Right.Opposite());
    }

    private static void AssertEnds(PhysicalRange range, double least, double greatest)
    {
        Assert.True(range.Holds(least));
        Assert.True(range.Holds(greatest));
        Assert.False(range.Holds(least - 0.001));
        Assert.False(range.Holds(greatest + 0.001));
        Assert.False(range.Holds(double.NaN));
        Assert.False(range.Holds(double.PositiveInfinity));
    }
}
