using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using LymphOutcomes.Bench.Reporting;
using LymphOutcomes.Bench.Signal;

namespace LymphOutcomes.Bench.Engine;

/// <summary>
/// Mode <c>engine</c>: how many facts one core takes to findings in a second, and whether one more costs the same in year ten. To
/// reach: 50,000 a second for a patient with 200 points. Needs no server.
/// </summary>
internal static class EngineBench
{
    private const double ToReach = 50_000;
    private const double SameWithin = 1.2;
    private static readonly int[] PointsOfSteps = [20, 200, 520];

    /// <summary>Runs it.</summary>
    /// <param name="isWritten">Keeps table and figures in tests/bench/results.</param>
    /// <returns>0 when every benchmark has a figure.</returns>
    public static int Run(bool isWritten)
    {
        ManualConfig config = ManualConfig.CreateEmpty()
            // In this process: the programs it would otherwise write and build know nothing of our build settings.
            .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance)
                .WithWarmupCount(3)
                .WithIterationCount(7)
                .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(200)))
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lymph-bench-engine"));
        string loadBefore = Surroundings.Load();
        Summary summary = BenchmarkRunner.Run<OneMoreStep>(config);
        List<Figure> figures = [.. summary.Reports.Where(report => report.ResultStatistics is not null).Select(FigureOf)];
        List<Figure> steps = [.. PointsOfSteps.Select(ProcessorTimeOf)];
        string markdown = Markdown(figures, steps, loadBefore);
        string json = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["commit"] = SignalBench.Commit,
            ["steps_per_second_200"] = Math.Round(StepOf(steps, 200).PerSecond),
            ["step_us_20"] = Math.Round(StepOf(steps, 20).Us, 1),
            ["step_us_200"] = Math.Round(StepOf(steps, 200).Us, 1),
            ["step_us_520"] = Math.Round(StepOf(steps, 520).Us, 1),
        });
        if (isWritten)
        {
            File.WriteAllText(Path.Combine(SignalBench.ResultsFolder, "engine.md"), markdown);
            File.WriteAllText(Path.Combine(SignalBench.ResultsFolder, "engine.json"), json + "\n");
        }

        Console.WriteLine(markdown);
        Console.WriteLine(json);
        return figures.Count == summary.BenchmarksCases.Length ? 0 : 1;
    }

    // By the processor's clock and not the wall's: what else runs on the machine then hardly counts. Collections do.
    private static Figure ProcessorTimeOf(int points)
    {
        const int steps = 2_000;
        OneMoreStep patient = new() { Points = points };
        patient.Play();
        for (int n = 0; n < steps; n++)
            patient.Step();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int n = 0; n < steps; n++)
            patient.Step();
        double us = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / steps;
        double kiB = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / steps;
        return new(nameof(OneMoreStep.Step), points, Taped: false, Swollen: false, us, 0, kiB);
    }

    private static Figure FigureOf(BenchmarkReport report)
    {
        var parameters = report.BenchmarkCase.Parameters;
        return new(
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            (int)parameters["Points"],
            (bool)parameters["Taped"],
            (bool)parameters["Swollen"],
            report.ResultStatistics!.Median / 1_000,
            report.ResultStatistics.StandardDeviation / 1_000,
            (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / 1024.0);
    }

    private static Figure StepOf(IEnumerable<Figure> figures, int points) =>
        figures.First(figure => figure is { What: nameof(OneMoreStep.Step), Taped: false, Swollen: false } && figure.Points == points);

    private static string Markdown(IReadOnlyList<Figure> figures, IReadOnlyList<Figure> steps, string loadBefore)
    {
        Figure usual = StepOf(steps, 200);
        double grows = StepOf(steps, 520).Us / usual.Us;
        StringBuilder text = new();
        text.AppendLine("# One more fact through the engine").AppendLine()
            .AppendLine("A step: one more reading of both arms is accepted into the settled picture of a patient with so many weekly")
            .AppendLine("readings, judged by every rule, reconciled, folded and settled anew; one core, no store, no JSON.").AppendLine()
            .AppendLine("| to reach | figure | reached |").AppendLine("| --- | ---: | --- |")
            .AppendLine($"| 50,000 steps a second with 200 points | {usual.PerSecond:N0} | {(usual.PerSecond >= ToReach ? "yes" : "NO")} |")
            .AppendLine($"| the same in year ten (520 points against 200) | {grows:0.00} times | {(grows <= SameWithin ? "yes" : "NO")} |")
            .AppendLine()
            .AppendLine("| step, by the processor's clock (collections included) | µs | a second | KiB allocated |")
            .AppendLine("| --- | ---: | ---: | ---: |");
        foreach (Figure f in steps)
            text.AppendLine($"| {f.Points} points, device | {f.Us:0.0} | {f.PerSecond:N0} | {f.AllocatedKiB:0.0} |");
        text.AppendLine()
            .AppendLine("By BenchmarkDotNet, medians of the wall's clock; on a machine that others use too only the ratios say something.")
            .AppendLine()
            .AppendLine("| what | points | read by | arm | µs | ± | a second | KiB allocated |")
            .AppendLine("| --- | ---: | --- | --- | ---: | ---: | ---: | ---: |");
        foreach (Figure f in figures)
        {
            text.AppendLine($"| {f.What} | {f.Points} | {(f.Taped ? "tape" : "device")} | {(f.Swollen ? "12 % larger" : "as it was")} | "
                + $"{f.Us:0.0} | {f.SdUs:0.0} | {f.PerSecond:N0} | {f.AllocatedKiB:0.0} |");
        }

        return text.AppendLine()
            .AppendLine($"Commit {SignalBench.Commit}; {Surroundings.ProcessorName()}; .NET {Environment.Version}; load average before and")
            .AppendLine($"after {loadBefore}; {Surroundings.Load()}.")
            .ToString();
    }

    private sealed record Figure(string What, int Points, bool Taped, bool Swollen, double Us, double SdUs, double AllocatedKiB)
    {
        public double PerSecond => 1e6 / Us;
    }
}
