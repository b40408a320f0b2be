namespace LymphOutcomes.Clinical;

/// <summary>Body weights come in three units and are kept in kg.</summary>
public static class BodyWeight
{
    /// <summary>Kilograms in one international avoirdupois pound (exact).</summary>
    public const double KgPerPound = 0.45359237;

    /// <summary>Turns a weight into kg: <c>kg</c> as it is, <c>g</c> / 1000, <c>[lb_av]</c> * 0.45359237.</summary>
    /// <param name="value">The number as sent.</param>
    /// <param name="ucumUnit">Its UCUM unit. Nothing is guessed: <c>lb</c>, <c>KG</c> or no unit is unknown.</param>
    /// <param name="kg">The weight in kg; NaN when the unit is unknown.</param>
    /// <returns>False when the unit is none of the three.</returns>
    /// <remarks>Source: the definition of the pound; unit codes: UCUM.</remarks>
    public static bool TryToKg(double value, string? ucumUnit, out double kg)
    {
        kg = ucumUnit switch
        {
            "kg" => value,
            "g" => value / 1000,
            "[lb_av]" => value * KgPerPound,
            _ => double.NaN,
        };
        return ucumUnit is "kg" or "g" or "[lb_av]";
    }
}
