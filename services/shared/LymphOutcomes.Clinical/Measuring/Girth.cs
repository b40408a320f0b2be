namespace LymphOutcomes.Clinical;

/// <summary>Girths (circumferences) come in three units and are kept in cm.</summary>
public static class Girth
{
    /// <summary>Centimetres in one international inch (exact).</summary>
    public const double CmPerInch = 2.54;

    /// <summary>Turns a length into cm: <c>cm</c> as it is, <c>mm</c> / 10, <c>[in_i]</c> * 2.54.</summary>
    /// <param name="value">The number as sent.</param>
    /// <param name="ucumUnit">Its UCUM unit. Nothing is guessed: <c>in</c>, <c>CM</c> or no unit is unknown.</param>
    /// <param name="cm">The length in cm; NaN when the unit is unknown.</param>
    /// <returns>False when the unit is none of the three.</returns>
    /// <remarks>Source: domain sheet 4.6 [choice]; unit codes: UCUM.</remarks>
    public static bool TryToCm(double value, string? ucumUnit, out double cm)
    {
        cm = ucumUnit switch
        {
            "cm" => value,
            "mm" => value / 10,
            "[in_i]" => value * CmPerInch,
            _ => double.NaN,
        };
        return ucumUnit is "cm" or "mm" or "[in_i]";
    }
}
