namespace LymphOutcomes.Clinical;

/// <summary>
/// The smallest difference between two indices that is more than measuring error, in percentage points.
/// </summary>
/// <remarks>
/// Source: 95 % noise of one RVC, which holds four volume errors: 1.96 * 2 * SEM = 3.21 for arms (SEM 0.82 %, Tidhar
/// 2015, J Pers Med 5:341) and 5.49 for legs (SEM 1.4 %, Lymphat Res Biol 2022, doi:10.1089/lrb.2022.0032), rounded
/// up [choice].
/// </remarks>
public static class MinimumRealDifference
{
    /// <summary>Percentage points for an arm.</summary>
    public const double ArmPoints = 3.5;

    /// <summary>Percentage points for a leg.</summary>
    public const double LegPoints = 5.5;

    /// <summary>How much wider it is between two people with a tape [choice].</summary>
    public const double OtherRaterFactor = 1.5;

    /// <summary>The minimum real difference between two readings of a limb.</summary>
    /// <param name="site">Which limb.</param>
    /// <param name="raterThen">Who took the one; null or blank when unknown.</param>
    /// <param name="raterNow">Who took the other; null or blank when unknown.</param>
    /// <returns>Percentage points; times 1.5 when both raters are known and differ.</returns>
    public static double Points(LimbSite site, string? raterThen = null, string? raterNow = null)
    {
        double points = site == LimbSite.Arm ? ArmPoints : LegPoints;
        bool known = !string.IsNullOrWhiteSpace(raterThen) && !string.IsNullOrWhiteSpace(raterNow);
        bool differ = !string.Equals(raterThen, raterNow, StringComparison.Ordinal);
        return known && differ ? points * OtherRaterFactor : points;
    }
}
