namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_session_touches_areas
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(9.999, "")]
    [InlineData(10, "breast-left")]
    [InlineData(19.999, "breast-left")]
    [InlineData(20, "chest")]
    [InlineData(30, "")]
    public void The_version_whose_time_has_come_counts(double day, string touched)
    {
        AreaRestriction[] versions =
        [
            new("r", Zero.AddDays(10), ["breast-left", "neck"]), new("r", Zero.AddDays(20), ["chest"]), new("r", Zero.AddDays(30), []),
        ];
        Assert.Equal(touched, Touched(versions, day, "chest", "breast-left", "arm-left", "breast-left"));
    }

    [Fact]
    public void A_higher_version_that_reaches_further_back_takes_the_place_of_the_lower() =>
        Assert.Equal(
            "neck",
            Touched([new("r", Zero.AddDays(10), ["chest"]), new("r", Zero.AddDays(5), ["neck"])], 12, "neck", "chest"));

    [Fact]
    public void Two_lists_count_together_and_other_areas_may_be_treated()
    {
        AreaRestriction[] lists = [new("a", Zero, ["neck"]), new("b", Zero, ["chest"])];
        Assert.Equal("neck chest", Touched(lists, 1, "neck", "arm-left", "chest"));
        Assert.Equal("", Touched(lists, 1, "arm-left"));
    }

    private static string Touched(AreaRestriction[] restrictions, double day, params string[] treated) =>
        string.Join(' ', RestrictedAreas.Touched(restrictions, Zero.AddDays(day), treated));
}
