using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>
/// Mode <c>signal</c>: how soon, how surely and how falsely the standard rules call the provider, on invented patients of whom the
/// truth is known. Needs no server.
/// </summary>
internal static class SignalBench
{
    private const string Usage = """
        Usage: deploy/lymph bench signal --seed N[,N...] [--patients N] [--write]
               deploy/lymph bench signal --sensitivity [--patients N]
          --seed         which invented patients; seeds 1 and 2 are for trying and calibrating and are not published
          --patients     how many; 20,000 unless said otherwise
          --write        keeps tables and figures in tests/bench/results/
          --sensitivity  on seed 1: what each limit does when it is moved, and a detector in shadow
        """;

    // Below the 1 to reach, so that chance does not lift it over.
    private const double FewFalsePer100Years = 0.9;

    /// <summary>Runs it.</summary>
    /// <returns>0 when it ran, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken ct)
    {
        if (Options.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (options.IsSensitivity)
            return await Sensitivity.RunAsync(options.Patients ?? Sensitivity.PatientsUsual, options.IsWritten, ct);
        await RunAsync(options, ct);
        return 0;
    }

    /// <summary>Where results are kept.</summary>
    public static string ResultsFolder => Path.Combine(
        Environment.GetEnvironmentVariable("LYMPH_BENCH_REPOSITORY") ?? Directory.GetCurrentDirectory(), "tests", "bench", "results");

    /// <summary>The commit that runs, as the script says.</summary>
    public static string Commit => Environment.GetEnvironmentVariable("LYMPH_BENCH_COMMIT") ?? "unknown";

    /// <summary>Says how far it is, on standard error: standard output is the result.</summary>
    public static Action<int> Progress(string what, int patients) => done =>
    {
        if (done % Math.Max(1, patients / 10) == 0)
            Console.Error.WriteLine($"  {what}: {done:N0} of {patients:N0} patients");
    };

    private static async Task RunAsync(Options options, CancellationToken ct)
    {
        RuleSet rules = RuleSet.Standard;
        int toSet = Math.Min(CohortDefinition.CalibrationPatients, options.Patients ?? CohortDefinition.Patients);
        IReadOnlyList<Played> other =
            CohortRun.Play(CohortDefinition.CalibrationSeed, toSet, rules, Progress("calibrating", toSet), ct);
        Tally rate = new("");
        foreach (Played played in other)
            rate.Add(played.Patient, played.Calls);
        Patient[] others = [.. other.Select(played => played.Patient)];
        double threshold = CohortRun.ThresholdFor(others, LikelihoodCusum.OfTold, rate.FalsePer100Years);
        ShadowCusum shadow = new();
        double ofShadow = CohortRun.ThresholdFor(others, shadow.Of, FewFalsePer100Years);
        double few = CohortRun.ThresholdFor(others, LikelihoodCusum.OfTold, FewFalsePer100Years);

        Detector[] beside =
        [
            Detector.OneReading(5),
            Detector.OneReading(10),
            Detector.OneFluid(6.5),
            Detector.OneFluid(10),
            shadow.At($"in shadow: CUSUM with the patient's own noise, at {ofShadow:0.00}", ofShadow),
            LikelihoodCusum.At(SignalReport.LimitOfFew, few),
            LikelihoodCusum.At(SignalReport.Limit, threshold),
        ];
        foreach (int seed in options.Seeds)
        {
            SignalRun run = new(seed, Commit, rules.Version, threshold, rate.FalsePer100Years, toSet);
            await ReportAsync(run, beside, rules, options, ct);
        }
    }

    private static async Task ReportAsync(SignalRun run, Detector[] beside, RuleSet rules, Options options, CancellationToken ct)
    {
        int patients = options.Patients ?? CohortDefinition.Patients;
        IReadOnlyList<Played> cohort =
            CohortRun.Play(run.Seed, patients, rules, Progress($"playing seed {run.Seed}", patients), ct);
        SignalReport report = Count(cohort, beside, run);
        string markdown = report.Markdown();
        if (options.IsWritten)
        {
            await File.WriteAllTextAsync(Path.Combine(ResultsFolder, $"signal-seed-{run.Seed}.md"), markdown, ct);
            await File.WriteAllTextAsync(Path.Combine(ResultsFolder, $"signal-seed-{run.Seed}.json"), report.Json + "\n", ct);
        }

        Console.WriteLine(markdown);
        Console.WriteLine(report.Json);
    }

    private static SignalReport Count(IReadOnlyList<Played> cohort, Detector[] beside, SignalRun run)
    {
        Board board = new();
        string[] rules =
            [.. cohort.SelectMany(played => played.Calls.Select(call => call.By)).Distinct().Order(StringComparer.Ordinal)];
        foreach ((Patient patient, IReadOnlyList<Call> calls) in cohort)
        {
            board.Add(SignalReport.Engine, patient, calls);
            foreach (string rule in rules)
                board.Add(rule, patient, [.. calls.Where(call => call.By == rule)]);
        }

        // A statistic over a long series is most of the work: patients beside each other, counted in their order.
        IReadOnlyList<Call>[][] told = [.. cohort.AsParallel().AsOrdered().Select(played =>
            (IReadOnlyList<Call>[])[.. beside.Select(detector => detector.Of(played.Patient))])];
        for (int n = 0; n < cohort.Count; n++)
        {
            for (int d = 0; d < beside.Length; d++)
                board.Add(beside[d].Name, cohort[n].Patient, told[n][d]);
        }

        return new(board, rules, [.. beside.Select(detector => detector.Name)], run);
    }

    private sealed record Options(List<int> Seeds, int? Patients, bool IsWritten, bool IsSensitivity)
    {
        public static Options? Read(string[] arguments)
        {
            Options options = new([], null, false, false);
            for (int n = 1; n < arguments.Length; n++)
            {
                switch (arguments[n])
                {
                    case "--seed" when n + 1 < arguments.Length && SeedsIn(arguments[n + 1]) is { } seeds:
                        (options, n) = (options with { Seeds = seeds }, n + 1);
                        break;
                    case "--patients" when n + 1 < arguments.Length
                        && int.TryParse(arguments[n + 1], out int patients) && patients is >= 100 and <= 1_000_000:
                        (options, n) = (options with { Patients = patients }, n + 1);
                        break;
                    case "--write":
                        options = options with { IsWritten = true };
                        break;
                    case "--sensitivity":
                        options = options with { IsSensitivity = true };
                        break;
                    default:
                        return null;
                }
            }

            return options.Seeds.Count > 0 || options.IsSensitivity ? options : null;
        }

        private static List<int>? SeedsIn(string text)
        {
            List<int> seeds = [];
            foreach (string part in text.Split(','))
            {
                if (!int.TryParse(part, out int seed) || seed <= 0)
                    return null;
                seeds.Add(seed);
            }

            return seeds;
        }
    }
}
