namespace LymphOutcomes.Bench.Signal;

/// <summary>
/// Repeatable chance: the same seed and patient give the same throws on every machine and whatever runs beside it (SplitMix64).
/// </summary>
/// <param name="seed">Of the cohort.</param>
/// <param name="stream">Of the patient, and of what is drawn for them: each draws apart, so that one more throw shifts no other.</param>
internal sealed class Dice(long seed, long stream)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(unchecked((ulong)seed * Golden)) ^ Mix(unchecked(((ulong)stream * 0xD1B54A32D192ED03) + Golden));
    private double? _spare;

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>True so often: 0 never, 1 always.</summary>
    public bool Chance(double share) => Next() < share;

    /// <summary>Uniform.</summary>
    public double Between(double least, double greatest) => least + (Next() * (greatest - least));

    /// <summary>Normal with mean 0 (Box and Muller).</summary>
    public double Normal(double sd)
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare * sd;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * Next());
        _spare = radius * sin;
        return radius * cos * sd;
    }

    private static ulong Mix(ulong z) => unchecked(Last((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9));

    private static ulong Last(ulong z) => unchecked(End((z ^ (z >> 27)) * 0x94D049BB133111EB));

    private static ulong End(ulong z) => z ^ (z >> 31);
}
