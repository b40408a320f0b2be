namespace LymphOutcomes.Clinical;

/// <summary>Turns a percentage into a named grade. Unrounded numbers go in: 4.9999 % is not 5 %.</summary>
/// <remarks>
/// Every comparison is one of <see cref="Threshold"/>. NaN throws <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
public static class Grade
{
    /// <summary>
    /// The band of a change from baseline: limits 3, 5 and 10 %, each belonging to the band above it.
    /// </summary>
    /// <param name="changePercent">RVC, WAC or unadjusted change, in percent.</param>
    /// <remarks>Source: Specht 2013 (doi:10.1007/s10549-013-2655-2); see <see cref="SwellingBand"/>.</remarks>
    public static SwellingBand Band(double changePercent) => Number(changePercent) switch
    {
        var x when Threshold.AtLeast(x, 10) => SwellingBand.LymphedemaRange,
        var x when Threshold.AtLeast(x, 5) => SwellingBand.LowVolume,
        var x when Threshold.AtLeast(x, 3) => SwellingBand.Borderline,
        _ => SwellingBand.WithinNoise,
    };

    /// <summary>The severity of an excess: none to 5 % included, moderate 20 to 40 % included.</summary>
    /// <param name="excessPercent">Excess in percent; with two-sided disease the change from baseline.</param>
    /// <remarks>Source: ISL consensus 2016 and 2020; see <see cref="VolumeSeverity"/>.</remarks>
    public static VolumeSeverity Severity(double excessPercent) => Number(excessPercent) switch
    {
        var x when Threshold.Above(x, 40) => VolumeSeverity.Severe,
        var x when Threshold.AtLeast(x, 20) => VolumeSeverity.Moderate,
        var x when Threshold.Above(x, 5) => VolumeSeverity.Minimal,
        _ => VolumeSeverity.None,
    };

    /// <summary>The CTCAE v5 grade of an excess: 1 from 5 to 10 % included, 2 to 30 % included, 3 above.</summary>
    /// <param name="excessPercent">Excess in percent.</param>
    /// <remarks>Source: PMC9512730, table 3; see <see cref="CtcaeGrade"/>.</remarks>
    public static CtcaeGrade Ctcae(double excessPercent) => Number(excessPercent) switch
    {
        var x when Threshold.Above(x, 30) => CtcaeGrade.Grade3,
        var x when Threshold.Above(x, 10) => CtcaeGrade.Grade2,
        var x when Threshold.AtLeast(x, 5) => CtcaeGrade.Grade1,
        _ => CtcaeGrade.Grade0,
    };

    // A NaN would slip through every comparison and come out as "nothing wrong".
    private static double Number(double percent) =>
        double.IsNaN(percent) ? throw new ArgumentOutOfRangeException(nameof(percent), percent, "No number.") : percent;
}
