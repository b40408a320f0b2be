using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>One patient with what the engine told of them.</summary>
/// <param name="Patient">Without the messages, which are used up.</param>
/// <param name="Calls">In time order.</param>
internal sealed record Played(Patient Patient, IReadOnlyList<Call> Calls);

/// <summary>Plays a whole cohort through the engine, and through detectors beside it.</summary>
internal static class CohortRun
{
    /// <summary>Every patient of a cohort through the engine, in order of their numbers whatever ran beside what.</summary>
    public static IReadOnlyList<Played> Play(int seed, int patients, RuleSet rules, Action<int>? after, CancellationToken ct)
    {
        Played[] played = new Played[patients];
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct };
        Parallel.For(0, patients, options, number =>
        {
            Patient patient = Cohort.Draw(seed, number);
            played[number] = new(patient with { Messages = [] }, EngineRun.Of(patient, rules));
            after?.Invoke(Interlocked.Increment(ref done));
        });
        return played;
    }

    /// <summary>The threshold at which a CUSUM calls falsely as often as a given rate, found by halving.</summary>
    /// <param name="patients">Patients to set it on.</param>
    /// <param name="statistic">The statistic of one limb after each reading.</param>
    /// <param name="falsePer100Years">The rate to reach.</param>
    public static double ThresholdFor(
        IReadOnlyList<Patient> patients,
        Func<Patient, Limb, IReadOnlyList<Reading>, IEnumerable<double>> statistic,
        double falsePer100Years)
    {
        Dictionary<(int, Limb), double[]> statistics = [];
        foreach (Patient patient in patients)
        {
            foreach ((Limb limb, IReadOnlyList<Reading> readings) in patient.Readings)
                statistics[(patient.Number, limb)] = [.. statistic(patient, limb, readings)];
        }

        (double low, double high) = (0, 100);
        for (int i = 0; i < 30; i++)
        {
            double middle = (low + high) / 2;
            Detector detector = new("", (patient, limb, _) => statistics[(patient.Number, limb)].Select(value => value >= middle));
            Tally tally = new("");
            foreach (Patient patient in patients)
                tally.Add(patient, detector.Of(patient));
            (low, high) = tally.FalsePer100Years > falsePer100Years ? (middle, high) : (low, middle);
        }

        return high;
    }
}
