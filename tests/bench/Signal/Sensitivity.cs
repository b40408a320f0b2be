using System.Text;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>
/// What each limit does when it is moved, one at a time, on the tuning seed; and detectors in shadow. Its figures are for the next
/// rule set and never published as a result.
/// </summary>
internal static class Sensitivity
{
    /// <summary>Patients of a run whose results are kept.</summary>
    public const int PatientsUsual = 4_000;

    private static IReadOnlyList<(string Words, RuleSet Rules)> Moved
    {
        get
        {
            RuleSet now = RuleSet.Standard;
            return
            [
                ("as they are", now),
                ("LYM-001 at 8 % (10)", now with { SwellingHigh = now.SwellingHigh with { TriggerPercent = 8, ClearPercent = 6 } }),
                ("LYM-001 at 9 % (10)", now with { SwellingHigh = now.SwellingHigh with { TriggerPercent = 9, ClearPercent = 7 } }),
                ("LYM-002 at 4 % (5)", now with { LowVolume = now.LowVolume with { TriggerPercent = 4 } }),
                ("LYM-002 at 6 % (5)", now with { LowVolume = now.LowVolume with { TriggerPercent = 6 } }),
                ("LYM-002 confirmed after 1 day (7)", now with { LowVolume = now.LowVolume with { ConfirmAfterDays = 1 } }),
                ("LYM-002 confirmed after 21 days (7)", now with { LowVolume = now.LowVolume with { ConfirmAfterDays = 21 } }),
                ("LYM-002 confirmed within 200 days (120)", now with { LowVolume = now.LowVolume with { ConfirmWithinDays = 200 } }),
            ];
        }
    }

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(int patients, bool isWritten, CancellationToken ct)
    {
        StringBuilder text = new();
        Line(text, $"# Limits moved one at a time, seed {CohortDefinition.TuningSeed}, {patients:N0} patients");
        Line(text, "");
        Line(text, $"Commit {SignalBench.Commit}. The limit as it is stands in brackets.");
        Line(text, "");
        Line(text, "| limits | false per 100 patient-years | found | median delay, days | since onset, days | told by 100 a week |");
        Line(text, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        IReadOnlyList<Patient> cohort = [];
        double rate = 1;
        foreach ((string words, RuleSet rules) in Moved)
        {
            IReadOnlyList<Played> played =
                CohortRun.Play(CohortDefinition.TuningSeed, patients, rules, SignalBench.Progress(words, patients), ct);
            Tally tally = new(words);
            foreach (Played one in played)
                tally.Add(one.Patient, one.Calls);
            Add(text, tally);
            if (cohort.Count == 0)
                (cohort, rate) = ([.. played.Select(one => one.Patient)], tally.FalsePer100Years);
        }

        foreach ((string name, Func<Patient, CusumModel> model, double reach) in Shadow(rate))
        {
            double threshold = CohortRun.ThresholdFor(cohort, model, reach);
            Detector detector = LikelihoodCusum.At($"{name}, threshold {threshold:0.00}", threshold, model);
            Tally tally = new(detector.Name);
            foreach (Patient patient in cohort)
                tally.Add(patient, detector.Of(patient));
            Add(text, tally);
        }

        string markdown = text.ToString();
        if (isWritten)
            await File.WriteAllTextAsync(Path.Combine(SignalBench.ResultsFolder, "signal-sensitivity.md"), markdown, ct);
        Console.WriteLine(markdown);
        return 0;
    }

    private static IReadOnlyList<(string Name, Func<Patient, CusumModel> Model, double Reach)> Shadow(double rate) =>
    [
        ("shadow CUSUM, nominal noise and ramp, false as the rules", CusumModel.Nominal, rate),
        ("shadow CUSUM, nominal noise and ramp, false 1.0", CusumModel.Nominal, 1),
        ("the limit, false as the rules", CusumModel.Told, rate),
        ("the limit, false 1.0", CusumModel.Told, 1),
    ];

    private static void Add(StringBuilder text, Tally tally) => Line(
        text,
        $"| {tally.Name} | {tally.FalsePer100Years:0.00} | {100 * tally.FoundShare:0.0} % | {tally.MedianDelayDays:0} | "
        + $"{tally.MedianSinceOnsetDays:0} | {tally.CardsPer100PatientsAWeek:0.000} |");

    private static void Line(StringBuilder text, string line) =>
        text.AppendLine(line);
}
