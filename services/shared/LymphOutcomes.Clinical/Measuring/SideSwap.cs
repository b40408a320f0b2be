namespace LymphOutcomes.Clinical;

/// <summary>Tells left and right written for each other: the new volumes fit the starting sizes better crosswise.</summary>
public static class SideSwap
{
    /// <summary>Limbs that differ less than this at the start cannot be told apart: 4 % [choice].</summary>
    public const double LeastDifference = 0.04;

    /// <summary>The sides as written must be off by this or more: 5 % [choice].</summary>
    public const double LeastMismatch = 0.05;

    /// <summary>The sides exchanged must fit better than this: 2 % [choice].</summary>
    public const double SwappedBelow = 0.02;

    /// <summary>How far two volumes are from two others: the larger of <c>|new/then - 1|</c>; 0.05 is 5 %.</summary>
    /// <param name="limbThenMl">What the limb is compared with, mL.</param>
    /// <param name="otherThenMl">What the other limb is compared with, mL.</param>
    /// <param name="limbNowMl">The limb, mL.</param>
    /// <param name="otherNowMl">The other limb, mL.</param>
    /// <remarks>Source: design, section 6, "V30" [choice].</remarks>
    public static double Mismatch(double limbThenMl, double otherThenMl, double limbNowMl, double otherNowMl) =>
        Math.Max(Math.Abs((limbNowMl / limbThenMl) - 1), Math.Abs((otherNowMl / otherThenMl) - 1));

    /// <summary>
    /// <c>|A1/U1 - 1| &gt;= 0.04</c>, mismatch as written <c>&gt;= 5 %</c>, mismatch with the sides exchanged <c>&lt; 2 %</c>.
    /// </summary>
    /// <param name="limbThenMl">A1, the starting size of the limb watched, mL.</param>
    /// <param name="otherThenMl">U1, mL.</param>
    /// <param name="limbNowMl">A2, mL, on the same stations.</param>
    /// <param name="otherNowMl">U2, mL.</param>
    /// <remarks>Source: domain sheet 4.6, left/right swap, as design section 6, "V30", has it [choice].</remarks>
    public static bool IsSuspected(double limbThenMl, double otherThenMl, double limbNowMl, double otherNowMl) =>
        Threshold.AtLeast(Math.Abs((limbThenMl / otherThenMl) - 1), LeastDifference)
        && Threshold.AtLeast(Mismatch(limbThenMl, otherThenMl, limbNowMl, otherNowMl), LeastMismatch)
        && Threshold.Below(Mismatch(otherThenMl, limbThenMl, limbNowMl, otherNowMl), SwappedBelow);
}
