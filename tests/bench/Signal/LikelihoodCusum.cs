using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>What a likelihood-ratio CUSUM is told.</summary>
/// <param name="StartSdPoints">What the starting size brings into every reading, standard deviation, percentage points.</param>
/// <param name="ReadingSdPoints">What each reading brings by itself, percentage points.</param>
/// <param name="Shape">How swelling comes on.</param>
/// <param name="IsClean">True: it sees readings without slips.</param>
internal sealed record CusumModel(double StartSdPoints, double ReadingSdPoints, OnsetShape Shape, bool IsClean)
{
    /// <summary>The limit: it is told all that is so, but not whether and when swelling begins.</summary>
    public static CusumModel Told(Patient patient)
    {
        NoiseRow row = patient.Row;
        double limbs = patient.BothAtRisk ? row.VolumeSdPercent : row.PairSdPoints;
        double weight = patient.BothAtRisk ? 100 * CohortDefinition.WeighingSdKg / 74 : 0;
        double sd = Math.Sqrt((limbs * limbs) + (weight * weight));
        return new(sd, sd, patient.Truth.Shape, IsClean: true);
    }
}

/// <summary>
/// The likelihood-ratio CUSUM: after each reading the greatest log likelihood ratio, over every possible beginning, of "swelling of
/// this shape began then" against "none".
/// </summary>
/// <remarks>
/// For a change of known size at an unknown time the procedure has the least worst-case delay of all with the same mean time
/// between false alerts (Lorden 1971, Ann Math Stat 42:1897; Moustakides 1986, Ann Stat 14:1379); for ramps and correlated readings it
/// is nearly so. All readings share the error of the one starting size, so their covariance is
/// r^2 I + s^2 11': its inverse times a vector is known in closed form (Sherman and Morrison), which makes each step O(1) a beginning.
/// </remarks>
internal static class LikelihoodCusum
{
    private const double GridDays = 7;

    /// <summary>The statistic after each reading, no unit; 0 at least. Readings of the early time are not used.</summary>
    public static IEnumerable<double> Of(CusumModel model, IReadOnlyList<Reading> readings)
    {
        double r2 = model.ReadingSdPoints * model.ReadingSdPoints;
        double s2 = model.StartSdPoints * model.StartSdPoints;
        int beginnings = (int)((CohortDefinition.Days - CohortDefinition.FirstOnsetDay) / GridDays) + 1;
        // Of each beginning: sums over readings of expected x read, expected, and expected squared.
        double[] cross = new double[beginnings];
        double[] expected = new double[beginnings];
        double[] squared = new double[beginnings];
        double sum = 0;
        int n = 0;
        foreach (Reading reading in readings)
        {
            double? percent = model.IsClean ? reading.CleanPercent : reading.Percent;
            double greatest = 0;
            if (percent is { } read && reading.Day > CohortDefinition.EarlyDays)
            {
                n++;
                sum += read;
                double shared = s2 / (r2 + (n * s2));
                for (int b = 0; b < beginnings; b++)
                {
                    double after = reading.Day - CohortDefinition.FirstOnsetDay - (b * GridDays);
                    if (after < 0)
                        break;
                    double points = model.Shape.PointsAfter(after);
                    cross[b] += points * read;
                    expected[b] += points;
                    squared[b] += points * points;
                    double ratio = cross[b] - (shared * expected[b] * sum)
                        - (0.5 * (squared[b] - (shared * expected[b] * expected[b])));
                    greatest = Math.Max(greatest, ratio / r2);
                }
            }

            yield return greatest;
        }
    }

    /// <summary>The limit's statistic: it is told all of a patient but whether and when swelling begins.</summary>
    public static IEnumerable<double> OfTold(Patient patient, Limb limb, IReadOnlyList<Reading> readings) =>
        Of(CusumModel.Told(patient), readings);

    /// <summary>The limit as a detector that calls at a threshold.</summary>
    /// <param name="name">As the tables call it.</param>
    /// <param name="threshold">On the statistic.</param>
    public static Detector At(string name, double threshold) => new(
        name, (patient, limb, readings) => OfTold(patient, limb, readings).Select(statistic => statistic >= threshold));
}
