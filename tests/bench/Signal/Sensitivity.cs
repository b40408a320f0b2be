using System.Text;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

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
                ("LYM-001 at 12 % (10)", now with { SwellingHigh = now.SwellingHigh with { TriggerPercent = 12, ClearPercent = 10 } }),
                ("LYM-002 at 4 % (5)", now with { LowVolume = now.LowVolume with { TriggerPercent = 4 } }),
                ("LYM-002 at 6 % (5)", now with { LowVolume = now.LowVolume with { TriggerPercent = 6 } }),
                ("LYM-002 confirmed after 21 days (7)", now with { LowVolume = now.LowVolume with { ConfirmAfterDays = 21 } }),
                ("LYM-002 confirmed within 200 days (120)", now with { LowVolume = now.LowVolume with { ConfirmWithinDays = 200 } }),
                ("LYM-004 at 8 points (5)", now with { RapidRise = now.RapidRise with { RisePoints = 8 } }),
                ("LYM-004 at 4.0 cm (2.0)", now with { RapidRise = now.RapidRise with { RiseCm = 4 } }),
                ("LYM-004 at 8 points and 4.0 cm", now with { RapidRise = now.RapidRise with { RisePoints = 8, RiseCm = 4 } }),
                ("without LYM-004", now with { Active = now.Active.Remove("LYM-004") }),
                ("without LYM-004, LYM-001 at 8 %, LYM-002 at 4 %", now with
                {
                    Active = now.Active.Remove("LYM-004"),
                    SwellingHigh = now.SwellingHigh with { TriggerPercent = 8, ClearPercent = 6 },
                    LowVolume = now.LowVolume with { TriggerPercent = 4 },
                }),
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

        foreach ((string name, Statistic statistic, double reach) in Beside(rate))
        {
            double threshold = CohortRun.ThresholdFor(cohort, statistic.Invoke, reach);
            Detector detector = new(
                $"{name}, threshold {threshold:0.00}",
                (patient, limb, readings) => statistic(patient, limb, readings).Select(value => value >= threshold));
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

    private static IReadOnlyList<(string Name, Statistic Statistic, double Reach)> Beside(double rate) =>
    [
        ("in shadow, false 0.9", new ShadowCusum().Of, 0.9),
        ("in shadow, ramp of 0.5", new ShadowCusum(pointsPerMonth: 0.5).Of, 0.9),
        ("in shadow, ramp of 2", new ShadowCusum(pointsPerMonth: 2).Of, 0.9),
        ("in shadow, clipped at 2.5", new ShadowCusum(clipSds: 2.5).Of, 0.9),
        ("in shadow, own noise sooner", new ShadowCusum(nominalReadings: 6).Of, 0.9),
        ("in shadow, level 2", new ShadowCusum(levelPoints: 2).Of, 0.9),
        ("in shadow, level 4", new ShadowCusum(levelPoints: 4).Of, 0.9),
        ("in shadow, false 0.5", new ShadowCusum().Of, 0.5),
        ("the limit, false as the rules", LikelihoodCusum.OfTold, rate),
        ("the limit, false 0.9", LikelihoodCusum.OfTold, 0.9),
    ];

    private delegate IEnumerable<double> Statistic(Patient patient, Limb limb, IReadOnlyList<Reading> readings);

    private static void Add(StringBuilder text, Tally tally) => Line(
        text,
        $"| {tally.Name} | {tally.FalsePer100Years:0.00} | {100 * tally.FoundShare:0.0} % | {tally.MedianDelayDays:0} | "
        + $"{tally.MedianSinceOnsetDays:0} | {tally.CardsPer100PatientsAWeek:0.000} |");

    private static void Line(StringBuilder text, string line) =>
        text.AppendLine(line);
}
