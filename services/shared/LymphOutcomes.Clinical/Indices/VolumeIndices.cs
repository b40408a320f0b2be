using System.Runtime.CompilerServices;

namespace LymphOutcomes.Clinical;

/// <summary>
/// The indices of limb volume, each in percent: 10 is 10 %; positive is larger than before, or than the other limb,
/// except the two reductions, where positive is smaller than before. Unrounded.
/// </summary>
/// <remarks>
/// Volumes are in mL and above 0, of the same stations (<see cref="CommonSupport"/>); another number is a bug of the
/// caller and throws <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
public static class VolumeIndices
{
    /// <summary>Least excess, in mL, of which a percent reduction still means something.</summary>
    /// <remarks>Source: Vignes 2011, lower limit used for analysis.</remarks>
    public const double LeastExcessForReductionMl = 250;

    /// <summary>Excess: <c>(A - U) / U * 100</c>. For when no baseline exists.</summary>
    /// <param name="limbMl">A, the limb watched.</param>
    /// <param name="otherMl">U, the other limb, on the same day.</param>
    /// <remarks>
    /// Source: domain sheet 1.4. Not for judging a change: at a 5 % cut-off one comparison of two arms has 47 % false
    /// positives (Ward 2024, Eur J Breast Health 20:141).
    /// </remarks>
    public static double Excess(double limbMl, double otherMl) =>
        (Possible(limbMl) - Possible(otherMl)) / otherMl * 100;

    /// <summary>Relative volume change, RVC: <c>((A2 * U1) / (U2 * A1) - 1) * 100</c>.</summary>
    /// <param name="limbThenMl">A1.</param>
    /// <param name="otherThenMl">U1.</param>
    /// <param name="limbNowMl">A2.</param>
    /// <param name="otherNowMl">U2.</param>
    /// <remarks>
    /// Source: Ancukiewicz 2011, Int J Radiat Oncol Biol Phys 79:1436. One limb at risk, both measured both times;
    /// cancels weight gained in both limbs. Never with both limbs at risk: they would hide each other's swelling.
    /// </remarks>
    public static double RelativeVolumeChange(
        double limbThenMl, double otherThenMl, double limbNowMl, double otherNowMl) =>
        ((Possible(limbNowMl) * Possible(otherThenMl) / (Possible(otherNowMl) * Possible(limbThenMl))) - 1) * 100;

    /// <summary>Weight-adjusted change, WAC: <c>((A2 * W1) / (W2 * A1) - 1) * 100</c>.</summary>
    /// <param name="limbThenMl">A1.</param>
    /// <param name="weightThenKg">W1, within 14 days of A1.</param>
    /// <param name="limbNowMl">A2.</param>
    /// <param name="weightNowKg">W2, within 14 days of A2.</param>
    /// <remarks>
    /// Source: Miller 2013, Lymphology 46:64 (formula from general knowledge); its use for two-sided surgery and a
    /// correlation with RVC of r = 0.60: Lymphology 2021;54:113. The 14 days are a choice.
    /// </remarks>
    public static double WeightAdjustedChange(
        double limbThenMl, double weightThenKg, double limbNowMl, double weightNowKg) =>
        ((Possible(limbNowMl) * Possible(weightThenKg) / (Possible(weightNowKg) * Possible(limbThenMl))) - 1) * 100;

    /// <summary>Unadjusted change: <c>(A2 / A1 - 1) * 100</c>. With neither other limb nor weights.</summary>
    /// <param name="limbThenMl">A1.</param>
    /// <param name="limbNowMl">A2.</param>
    /// <remarks>Source: domain sheet 1.4. Weight is in it, so alerts from it are capped at watch [choice].</remarks>
    public static double UnadjustedChange(double limbThenMl, double limbNowMl) =>
        ((Possible(limbNowMl) / Possible(limbThenMl)) - 1) * 100;

    /// <summary>
    /// Percent reduction of excess volume, PREV: <c>(E1 - E2) / E1 * 100</c>, E = A - U. One-sided disease.
    /// </summary>
    /// <param name="excessThenMl">E1, any finite number of mL.</param>
    /// <param name="excessNowMl">E2, any finite number of mL; above E1 the reduction is negative.</param>
    /// <returns>Null when E1 is below 250 mL: a few mL of tape error would read as a great success.</returns>
    /// <remarks>Source: Cochrane CD003475, definitions table; Keskin 2020; the 250 mL: Vignes 2011.</remarks>
    public static double? PercentReductionOfExcess(double excessThenMl, double excessNowMl) =>
        Threshold.AtLeast(Finite(excessThenMl), LeastExcessForReductionMl)
            ? (excessThenMl - Finite(excessNowMl)) / excessThenMl * 100
            : null;

    /// <summary>
    /// Percent reduction of absolute volume, PVC: <c>(A1 - A2) / A1 * 100</c>. May be used two-sided.
    /// </summary>
    /// <param name="limbThenMl">A1.</param>
    /// <param name="limbNowMl">A2.</param>
    /// <remarks>
    /// Source: EWMA J 2014, Williams and Whitaker. Not interchangeable with <see cref="PercentReductionOfExcess"/>:
    /// the same nine patients had 35 % of excess and 8 % of absolute volume.
    /// </remarks>
    public static double PercentVolumeChange(double limbThenMl, double limbNowMl) =>
        (Possible(limbThenMl) - Possible(limbNowMl)) / limbThenMl * 100;

    private static double Possible(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        Finite(value, name) > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Not above 0.");

    private static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Not a finite number.");
}
