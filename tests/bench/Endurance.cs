using System.Globalization;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Bench.Reporting;

namespace LymphOutcomes.Bench;

/// <summary>
/// Mode <c>endurance</c>: half a million events through the HTTP door, judged to the last one, and what memory each service holds
/// meanwhile. To reach: none over 400 MB resident, and no growth over the second half.
/// </summary>
internal static class Endurance
{
    /// <summary>Events of a run whose results are kept.</summary>
    public const int EventsUsual = 500_000;

    private const int Portion = 10_000;
    private const int PatientsEach = 20;
    private const double ResidentMaxMiB = 400e6 / (1024 * 1024);

    // Between the third and the fourth quarter of the run. A heap breathes; a leak of a kilobyte an event would be 120 MiB.
    private const double GrowthMaxMiB = 20;

    private static readonly string[] Services = ["intake", "sessions", "alerting", "dashboard"];
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PortionMax = TimeSpan.FromSeconds(120);

    /// <summary>Runs it.</summary>
    /// <param name="stage">The system.</param>
    /// <param name="events">How many.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>0 when all was judged and both bounds held, else 1.</returns>
    public static async Task<int> RunAsync(Stage stage, int events, CancellationToken ct)
    {
        long begun = stage.Time.GetTimestamp();
        List<Sample> samples = [];
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        long judged = 0;
        Task looking = LookAsync(stage, samples, () => Interlocked.Read(ref judged), enough.Token);
        for (int sent = 0; sent < events; sent += Portion)
        {
            int portion = Math.Min(Portion, events - sent);
            long before = await stage.Tables.IntakeHeadAsync(ct);
            await stage.PrepareAsync(
                stage.Bodies.Spread($"endure{sent}", portion, portion / PatientsEach), judged: false, ct);
            await stage.Tables.DrainAsync(before, PortionMax, ct);
            Interlocked.Exchange(ref judged, sent + portion);
            if (sent / Portion % 5 == 4)
                stage.Say($"  {sent + portion:N0} of {events:N0} judged: {samples[^1].Words}");
        }

        await enough.CancelAsync();
        await looking;
        double seconds = stage.Time.GetElapsedTime(begun).TotalSeconds;
        IReadOnlyList<Row> rows = [.. Services.Select(service => Row.Of(service, samples, events))];
        await WriteAsync(stage, rows, events, seconds, ct);
        return rows.All(row => row.Holds) ? 0 : 1;
    }

    private static async Task LookAsync(Stage stage, List<Sample> samples, Func<long> judged, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            samples.Add(new(judged(), Services.ToDictionary(service => service, stage.Cpu.ResidentMiB)));
            await Task.Delay(Look, stage.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task WriteAsync(Stage stage, IReadOnlyList<Row> rows, int events, double seconds, CancellationToken ct)
    {
        string day = $"{stage.Time.GetUtcNow():yyyy-MM-dd}";
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Endurance, {day}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture,
                $"{events:N0} facts of {events / PatientsEach:N0} patients by HTTP, each judged, in {seconds:N0} s; resident memory, MiB.")
            .AppendLine().AppendLine("| service | highest | third quarter, median | fourth quarter, median | holds |")
            .AppendLine("| --- | ---: | ---: | ---: | --- |");
        foreach (Row row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Service} | {row.Highest:0} | {row.Third:0} | {row.Fourth:0} | {(row.Holds ? "yes" : "NO")} |");
        }

        text.AppendLine().AppendLine("| what else | |").AppendLine("| --- | --- |");
        foreach ((string name, string value) in await Surroundings.ReadAsync(stage, ct))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        string json = JsonSerializer.Serialize(rows.ToDictionary(
            row => row.Service,
            row => new Dictionary<string, double>
            {
                ["highest_mib"] = Math.Round(row.Highest),
                ["third_quarter_mib"] = Math.Round(row.Third),
                ["fourth_quarter_mib"] = Math.Round(row.Fourth),
            }));
        if (events == EventsUsual)
        {
            string folder = Path.Combine(stage.Settings.Repository, "tests", "bench", "results");
            await File.WriteAllTextAsync(Path.Combine(folder, $"{day}-endurance.md"), text.ToString(), ct);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{day}-endurance.json"), json + "\n", ct);
        }

        Console.WriteLine();
        Console.WriteLine(text.ToString());
        Console.WriteLine(json);
    }

    private sealed record Sample(long Judged, Dictionary<string, double> ResidentMiB)
    {
        public string Words => string.Join(", ", ResidentMiB.Select(pair => $"{pair.Key} {pair.Value:0} MiB"));
    }

    private sealed record Row(string Service, double Highest, double Third, double Fourth)
    {
        public bool Holds => Highest <= ResidentMaxMiB && Fourth - Third <= GrowthMaxMiB;

        public static Row Of(string service, IReadOnlyList<Sample> samples, int events)
        {
            return new(service, samples.Max(sample => sample.ResidentMiB[service]), Median(0.5, 0.75), Median(0.75, 1.01));

            double Median(double from, double to)
            {
                double[] some =
                [
                    .. samples.Where(sample => sample.Judged >= from * events && sample.Judged < to * events)
                        .Select(sample => sample.ResidentMiB[service]).Order(),
                ];
                return some.Length == 0 ? 0 : some[some.Length / 2];
            }
        }
    }
}
