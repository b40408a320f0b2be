using LymphOutcomes.Bench.Driving;
using LymphOutcomes.Bench.Reporting;
using LymphOutcomes.Bench.Rows;
using Npgsql;

namespace LymphOutcomes.Bench;

/// <summary>Mode <c>pipeline</c>: every row in turn, then the table and, as the last line, the JSON.</summary>
internal static class Pipeline
{
    private const string Usage = """
        Usage: deploy/lymph bench pipeline [--rows KEY,KEY] [--small]
               deploy/lymph bench endurance [--events N]
          --rows   only the rows with these keys (u, r, amqp_stored, ...); nothing is written to results/
          --small  few events, for work on the bench; nothing is written to results/
        """;

    // So that building, starting and stopping fit beside it into eight minutes.
    private static readonly TimeSpan AllRowsMax = TimeSpan.FromMinutes(6);

    private static readonly IReadOnlyList<IRow> Rows =
    [
        new LimitOfWrites(), new LimitOfBus(), new SingleAppends(), new AmqpDoor(), new HttpArrays(), new Judging(), new LiveBoard(),
        new OneMoreFact(), new Rebuild(),
    ];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every row has a figure, 1 otherwise, 2 for a wrong call.</returns>
    public static async Task<int> RunAsync(string[] arguments, TimeProvider time, CancellationToken ct)
    {
        int? events = EventsToEndure(arguments);
        if ((events is null ? Options(arguments) : new(Sizes.Full, [], IsWhole: false)) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var settings = BenchSettings.FromEnvironment();
        DateTimeOffset now = time.GetUtcNow();
        // Our counting must not become the load: a plan made before the tables had statistics would scan them at each look.
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.Postgres)
        {
            Options = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off",
        });
        using HttpDoor door = new(settings, now);
        Stage stage = new(
            settings, options.Sizes, new Bodies(now), new Tables(database, time), door,
            new CpuMeter(settings.RunFolder), time, Console.WriteLine);
        if (events is { } toEndure)
            return await Endurance.RunAsync(stage, toEndure, ct);
        string loadBefore = Surroundings.Load();
        List<Figure> figures = await MeasureAsync(stage, options.Rows, ct);
        IReadOnlyList<(string, string)> surroundings =
        [
            .. await Surroundings.ReadAsync(stage, CancellationToken.None),
            ("load average before, after", $"{loadBefore}; {Surroundings.Load()}"),
            ("mean size of a body", $"{stage.Bodies.Spread("size", 1_000, 100).Average(body => body.Json.Length):0} bytes"),
            ("rows took", $"{(time.GetUtcNow() - now).TotalSeconds:0} s"),
        ];
        Report report = new(figures, surroundings);
        string markdown = report.Markdown($"Pipeline, {now:yyyy-MM-dd}");
        string results = Path.Combine(settings.Repository, "tests", "bench", "results");
        if (options.IsWhole && !ct.IsCancellationRequested)
            await WriteAsync(results, $"{now:yyyy-MM-dd}", markdown, report.Json);
        Console.WriteLine();
        Console.WriteLine(markdown);
        Console.WriteLine(report.Json);
        return figures.TrueForAll(figure => figure.Value is not null) ? 0 : 1;
    }

    private static async Task<List<Figure>> MeasureAsync(Stage stage, HashSet<string> wanted, CancellationToken ct)
    {
        using CancellationTokenSource end = new(AllRowsMax, stage.Time);
        List<Figure> figures = [];
        bool warm = false;
        foreach (IRow row in Rows.Where(row => wanted.Count == 0 || row.Keys.Any(wanted.Contains)))
        {
            stage.Say($"{string.Join(", ", row.Keys)}  (load {Surroundings.Load()})");
            using CancellationTokenSource rowEnd = new(row.AtMost, stage.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token, rowEnd.Token);
            try
            {
                if (row.DrivesPrograms && !warm)
                {
                    stage.Say("  warming up");
                    warm = true;
                    await Warming.RunAsync(stage, either.Token);
                }

                figures.AddRange(await row.MeasureAsync(stage, either.Token));
            }
            catch (Exception failure)
            {
                // One row that fails has no figure; the others still have theirs.
                string words = either.IsCancellationRequested ? "out of time, or stopped" : failure.Message.ReplaceLineEndings(" ");
                stage.Say($"  FAILED: {words}");
                figures.AddRange(row.Keys.Select(key => new Figure(key, "", [], "", words)));
            }
        }

        return figures;
    }

    private static async Task WriteAsync(string folder, string day, string markdown, string json)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{day}-pipeline.md"), markdown);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{day}-pipeline.json"), json + "\n");
    }

    private static int? EventsToEndure(string[] arguments) => arguments switch
    {
        ["endurance"] => Endurance.EventsUsual,
        ["endurance", "--events", string text] when int.TryParse(text, out int events) && events is >= 1_000 and <= 10_000_000 => events,
        _ => null,
    };

    private static BenchOptions? Options(string[] arguments)
    {
        if (arguments is not ["pipeline", .. string[] rest])
            return null;
        BenchOptions options = new(Sizes.Full, new(StringComparer.Ordinal), IsWhole: true);
        for (int n = 0; n < rest.Length; n++)
        {
            switch (rest[n])
            {
                case "--small":
                    options = options with { Sizes = Sizes.Small, IsWhole = false };
                    break;
                case "--rows" when n + 1 < rest.Length:
                    options = options with { Rows = rest[++n].Split(',').ToHashSet(StringComparer.Ordinal), IsWhole = false };
                    if (!options.Rows.IsSubsetOf(Rows.SelectMany(row => row.Keys)))
                        return null;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private sealed record BenchOptions(Sizes Sizes, HashSet<string> Rows, bool IsWhole);
}
