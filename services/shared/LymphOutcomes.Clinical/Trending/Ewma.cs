using System.Runtime.InteropServices;

namespace LymphOutcomes.Clinical;

/// <summary>
/// An exponentially weighted moving average of changes at irregular times, as a control chart: it sees a small shift that lasts,
/// which neither a limit nor a slope sees. All of it is this one small value, so that it can go on without the older readings.
/// </summary>
/// <param name="Z">The average, percent of the starting size.</param>
/// <param name="V">Its variance, as a share of the variance of one reading.</param>
/// <param name="Readings">How many went into it.</param>
/// <param name="At">Moment of the last of them; of the starting size before the first.</param>
/// <remarks>
/// Source: 3-sigma limit and weights as in the NIST/SEMATECH handbook and Lucas and Saccucci 1990 (Technometrics 32:1); the weight
/// by elapsed time and tau = 45 days are choices (domain sheet 4.5): <c>lambda = 1 - exp(-dt/tau)</c>,
/// <c>z = lambda*S + (1-lambda)*z</c>, <c>v = lambda^2 + (1-lambda)^2*v</c>, signal if <c>z &gt; 3*sigma*sqrt(v)</c>,
/// sigma = minimum real difference / 1.96. Elapsed days of 86,400 s.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ewma(double Z, double V, int Readings, DateTimeOffset At)
{
    /// <summary>Days after which a reading weighs 63 % of all that is known.</summary>
    public const double TauDays = 45;

    /// <summary>Limit in standard deviations of the average.</summary>
    public const double Sigmas = 3;

    /// <summary>Fewer readings give no signal.</summary>
    public const int ReadingsMin = 4;

    /// <summary>Before the first reading: nothing but the starting size, which is not a reading.</summary>
    /// <param name="baselineAt">When the limb had its starting size: the first elapsed time runs from then.</param>
    public static Ewma Start(DateTimeOffset baselineAt) => new(Z: 0, V: 0, Readings: 0, baselineAt);

    /// <summary>The average with one more reading, not earlier than the last.</summary>
    /// <param name="next">The reading. One at the same moment as the last weighs nothing, and counts.</param>
    /// <param name="tauDays">45 unless the rule set says otherwise.</param>
    public Ewma With(TimedChange next, double tauDays = TauDays)
    {
        double lambda = 1 - Math.Exp(-(next.At - At).TotalDays / tauDays);
        double rest = 1 - lambda;
        return new(
            (lambda * next.ChangePercent) + (rest * Z), (lambda * lambda) + (rest * rest * V), Readings + 1, next.At);
    }

    /// <summary>The limit above which the average is a signal, percent of the starting size.</summary>
    /// <param name="realDifferencePoints">The plain minimum real difference of the limb, percentage points.</param>
    /// <param name="sigmas">3 unless the rule set says otherwise.</param>
    public double LimitPercent(double realDifferencePoints, double sigmas = Sigmas) =>
        sigmas * (realDifferencePoints / 1.96) * Math.Sqrt(V);

    /// <summary>True when the limb has shifted: there are enough readings, and their average is above its limit.</summary>
    /// <param name="realDifferencePoints">The plain minimum real difference of the limb, percentage points.</param>
    /// <param name="sigmas">3 unless the rule set says otherwise.</param>
    /// <param name="readingsMin">4 unless the rule set says otherwise.</param>
    public bool Signals(double realDifferencePoints, double sigmas = Sigmas, int readingsMin = ReadingsMin) =>
        Readings >= readingsMin && Threshold.Above(Z, LimitPercent(realDifferencePoints, sigmas));
}
