namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Numbers in words for people. Decisions are made on the unrounded ones.</summary>
internal static class ShownNumber
{
    /// <summary>One decimal, half away from zero (domain sheet 1.2), for example <c>6.5</c>.</summary>
    public static string OneDecimal(double value) => $"{Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero):0.0}";
}
