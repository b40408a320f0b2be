namespace LymphOutcomes.Clinical;

/// <summary>
/// Fever as the thermometer shows it, reading by reading: it sets the hold by itself, without anybody noting a condition.
/// </summary>
/// <remarks>
/// Source: the seed page lists fever; 38.0 Cel: CDC's definition, from general knowledge; 48 hours below it: choice (domain sheet
/// 3.3). "For 48 hours" is from a first reading below 38.0 Cel to a later one at least 48 hours on, with none above between: time
/// without a reading shows nothing.
/// </remarks>
/// <param name="Began">First reading of 38.0 Cel or more.</param>
/// <param name="LastAt">Latest reading of 38.0 Cel or more.</param>
/// <param name="BelowSince">First reading below since then; null when there was none.</param>
public sealed record FeverHold(DateTimeOffset Began, DateTimeOffset LastAt, DateTimeOffset? BelowSince)
{
    /// <summary>From here on it is fever, degrees Celsius.</summary>
    public const double FromCelsius = 38.0;

    /// <summary>So long below, hours, and it is over.</summary>
    public const int FreeHours = 48;

    /// <summary>What holds after one more reading, not earlier than those before; null when nothing does.</summary>
    /// <param name="before">What held before it.</param>
    /// <param name="at">When it was taken.</param>
    /// <param name="celsius">Degrees Celsius.</param>
    public static FeverHold? After(FeverHold? before, DateTimeOffset at, double celsius)
    {
        if (Threshold.AtLeast(celsius, FromCelsius))
            return new(before?.Began ?? at, at, BelowSince: null);
        if (before?.BelowSince is { } since && at - since >= TimeSpan.FromHours(FreeHours))
            return null;
        return before is null ? null : before with { BelowSince = before.BelowSince ?? at };
    }
}
