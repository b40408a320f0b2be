namespace LymphOutcomes.Clinical;

/// <summary>Body temperatures come in two units and are kept in degrees Celsius.</summary>
public static class BodyTemperature
{
    /// <summary>Turns a temperature into degrees Celsius: <c>Cel</c> as it is, <c>[degF]</c> by (F - 32) * 5 / 9.</summary>
    /// <param name="value">The number as sent.</param>
    /// <param name="ucumUnit">Its UCUM unit. Nothing is guessed: <c>C</c>, <c>F</c> or no unit is unknown.</param>
    /// <param name="celsius">Degrees Celsius; NaN when the unit is unknown.</param>
    /// <returns>False when the unit is none of the two.</returns>
    /// <remarks>Source: the definition of the Fahrenheit scale; unit codes: UCUM.</remarks>
    public static bool TryToCelsius(double value, string? ucumUnit, out double celsius)
    {
        celsius = ucumUnit switch
        {
            "Cel" => value,
            // Multiplied first: 100.4 [degF] is then 38.0 Cel to within the guard of every threshold.
            "[degF]" => (value - 32) * 5 / 9,
            _ => double.NaN,
        };
        return ucumUnit is "Cel" or "[degF]";
    }
}
