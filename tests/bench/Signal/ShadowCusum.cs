using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>
/// A detector that a program could run, proposed beside the rules: the likelihood-ratio CUSUM with the noise of this patient's own
/// readings, for one shape of swelling. It is told nothing; docs/signal.md says what it would take to make it a rule.
/// </summary>
/// <remarks>
/// The noise is the domain sheet's (minimum real difference / 1.96) and gives way to the patient's own as readings come: how far each
/// lies from the line between its neighbours, which a ramp does not widen. A reading further than some standard deviations from the
/// median of the three before it counts as that far: one slip does not call, a true step does with its second reading.
/// </remarks>
/// <param name="pointsPerMonth">The ramp it looks for, percentage points in 30 days.</param>
/// <param name="clipSds">How far a reading may lie off, in standard deviations of an RVC.</param>
/// <param name="nominalReadings">The domain sheet's noise weighs as much as so many readings.</param>
/// <param name="levelPoints">While the mean of the last three readings is below this, the statistic counts as 0.</param>
internal sealed class ShadowCusum(
    double pointsPerMonth = 1, double clipSds = 3.5, double nominalReadings = 12, double levelPoints = 3)
{
    // An arm's own noise is part of what is read, and not of the domain sheet's 3.5 points.
    private const double ArmFactor = 1.25;

    // What weight explains of a limb's volume differs by patient; a changed weight shifts WAC by points that stay.
    private const double ByWeightSd = 3;

    private readonly OnsetShape _shape = new(IsStep: false, pointsPerMonth, TopPoints: 100);

    /// <summary>The statistic after each reading, no unit.</summary>
    public IEnumerable<double> Of(Patient patient, Limb limb, IReadOnlyList<Reading> readings)
    {
        List<Reading> late = [];
        double nominal = MinimumRealDifference.Points(limb.Site) / 1.96 / Math.Sqrt(2) * (limb.Site == LimbSite.Arm ? ArmFactor : 1);
        double squares = nominalReadings * nominal * nominal;
        double weight = nominalReadings;
        foreach (Reading reading in readings)
        {
            if (reading.Day <= CohortDefinition.EarlyDays)
            {
                yield return 0;
                continue;
            }

            double sd = Math.Sqrt(squares / weight);
            late.Add(reading with { Percent = Clipped(reading.Percent, late, clipSds * sd * Math.Sqrt(2)) });
            if (late is [.., var one, var two, var three])
            {
                double share = (two.Day - one.Day) / (three.Day - one.Day);
                double off = two.Percent - one.Percent - (share * (three.Percent - one.Percent));
                squares += off * off / (1 + (share * share) + ((1 - share) * (1 - share)));
                weight++;
                sd = Math.Sqrt(squares / weight);
            }

            double startSd = patient.BothAtRisk ? Math.Max(sd, ByWeightSd) : sd;
            yield return late.TakeLast(3).Average(last => last.Percent) < levelPoints
                ? 0
                : LikelihoodCusum.Of(new(startSd, sd, _shape, IsClean: false), late).Last();
        }
    }

    /// <summary>The same as a detector that calls at a threshold.</summary>
    public Detector At(string name, double threshold) =>
        new(name, (patient, limb, readings) => Of(patient, limb, readings).Select(statistic => statistic >= threshold));

    private static double Clipped(double percent, List<Reading> before, double byPoints)
    {
        if (before.Count == 0)
            return percent;
        double[] last = [.. before.TakeLast(3).Select(reading => reading.Percent).Order()];
        double middle = last[last.Length / 2];
        return Math.Clamp(percent, middle - byPoints, middle + byPoints);
    }
}
