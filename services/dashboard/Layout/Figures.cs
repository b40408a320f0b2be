namespace LymphOutcomes.Dashboard.Layout;

/// <summary>
/// Numbers as they are shown: volumes to 1 mL, percentages to 1 decimal, half away from zero. Never for limits.
/// </summary>
public static class Figures
{
    /// <summary>A share, for example <c>9.9 %</c>.</summary>
    /// <param name="percent">Percent.</param>
    public static string Percent(double percent) => Signed(percent, plus: false) + " %";

    /// <summary>A change with its sign, for example <c>+8.1 %</c>.</summary>
    /// <param name="percent">Percent.</param>
    public static string Change(double percent) => Signed(percent, plus: true) + " %";

    /// <summary>A difference of percentages with its sign, for example <c>+1.7 points</c>.</summary>
    /// <param name="points">Percentage points.</param>
    public static string Points(double points) => Signed(points, plus: true) + " points";

    /// <summary>A volume, for example <c>1,989 mL</c>.</summary>
    /// <param name="ml">Millilitres.</param>
    public static string Volume(double ml) => $"{Math.Round(ml, MidpointRounding.AwayFromZero):#,0} mL";

    /// <summary>A number of an alert under its name on the wire, with the unit the name ends in.</summary>
    /// <param name="name">For example <c>peakChangePercent</c>.</param>
    /// <param name="value">The number.</param>
    public static string Named(string name, double value) => Words.Unit(name)?.Sign switch
    {
        "%" => name.Contains("Change", StringComparison.OrdinalIgnoreCase) ? Change(value) : Percent(value),
        "mL" => Volume(value),
        null or "" => Plain(value),
        { } sign => $"{Plain(value)} {sign}",
    };

    private static string Plain(double value) => $"{Math.Round(value, 2, MidpointRounding.AwayFromZero):#,0.##}";

    private static string Signed(double value, bool plus)
    {
        double shown = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        string sign = shown switch { < 0 => "\u2212", > 0 when plus => "+", _ => "" };
        return $"{sign}{Math.Abs(shown):#,0.0}";
    }
}
