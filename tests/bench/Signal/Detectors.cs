using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>A way to call the provider that is run beside the engine, on the same readings.</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="CallsOf">On which of the readings it says "call": one answer a reading.</param>
internal sealed record Detector(string Name, Func<Patient, Limb, IReadOnlyList<Reading>, IEnumerable<bool>> CallsOf)
{
    // As long as the engine keeps quiet about what a resolution covered.
    private const double QuietDays = 91;

    /// <summary>One reading of so much or more.</summary>
    public static Detector OneReading(double percent) => new(
        $"one reading {percent:0} % or more", (_, _, readings) => readings.Select(reading => reading.Percent >= percent));

    /// <summary>One L-Dex of so much or more above its own starting value, and nothing else.</summary>
    public static Detector OneFluid(double points) => new(
        $"L-Dex only, +{points:0.0}", (_, _, readings) => readings.Select(reading => reading.FluidChange >= points));

    /// <summary>What it tells of a patient: after each call it is quiet for 91 days about that limb.</summary>
    public IReadOnlyList<Call> Of(Patient patient)
    {
        List<Call> calls = [];
        foreach ((Limb limb, IReadOnlyList<Reading> readings) in patient.Readings)
        {
            double? told = null;
            foreach ((Reading reading, bool says) in readings.Zip(CallsOf(patient, limb, readings)))
            {
                if (reading.Day <= CohortDefinition.EarlyDays || !says || reading.Day - told < QuietDays)
                    continue;
                told = reading.Day;
                calls.Add(new(reading.Day, Name, limb, Severity.CallProvider));
            }
        }

        return calls;
    }
}
