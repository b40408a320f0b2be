namespace LymphOutcomes.Clinical;

/// <summary>
/// How a number is compared with a limit: unrounded, with a guard of 1e-9 in favour of "exactly at the limit",
/// so that 2200 against 2000 mL is 10 % and neither above nor below it, whatever the last bit says.
/// </summary>
/// <remarks>Source: domain sheet 1.2 [choice]. A NaN reaches no limit and exceeds none.</remarks>
public static class Threshold
{
    /// <summary>The guard, in the unit of the numbers compared.</summary>
    public const double Guard = 1e-9;

    /// <summary><c>x &gt;= limit - 1e-9</c>.</summary>
    public static bool AtLeast(double x, double limit) => x >= limit - Guard;

    /// <summary><c>x &gt; limit + 1e-9</c>.</summary>
    public static bool Above(double x, double limit) => x > limit + Guard;

    /// <summary>The opposite of <see cref="AtLeast"/>.</summary>
    public static bool Below(double x, double limit) => !AtLeast(x, limit);

    /// <summary>The opposite of <see cref="Above"/>.</summary>
    public static bool AtMost(double x, double limit) => !Above(x, limit);
}
