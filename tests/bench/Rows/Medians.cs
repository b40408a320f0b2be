namespace LymphOutcomes.Bench.Rows;

/// <summary>Order statistics.</summary>
internal static class Medians
{
    /// <summary>The value below which a share of the numbers lies, by nearest rank.</summary>
    /// <param name="numbers">At least one.</param>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    public static double Of(IReadOnlyCollection<double> numbers, double share)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
