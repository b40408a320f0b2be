using LymphOutcomes.Bench.Driving;
using Npgsql;

namespace LymphOutcomes.Bench.Rows;

/// <summary>
/// Alerting builds its alert rows and its patient pictures anew from its whole log, asked for as <c>lymph rebuild</c> asks. The
/// rows that come out must be those the appends had written.
/// </summary>
internal sealed class Rebuild : IRow
{
    private const int SwollenEach = 50;

    private static readonly TimeSpan RebuildMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FillMax = TimeSpan.FromSeconds(200);
    private static readonly string[] Views = ["alerts", "snapshots"];

    // All columns of all rows, in one order; what is filled is compared with what was written at each append.
    private static readonly string[] Hashes =
    [
        "select count(*) || ' ' || coalesce(md5(string_agg(md5(a::text), '' order by a.tenant_id, a.id)), '') from alerting.alerts a",
        // As JSON: members may stand in another order after a way through the log's jsonb.
        "select count(*) || ' ' || coalesce(md5(string_agg(md5(n.version || ' ' || n.fold_version || ' ' || "
            + "convert_from(n.data, 'UTF8')::jsonb), '' order by n.tenant_id, n.stream_id)), '') from alerting.snapshots n",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["rebuild"];

    /// <summary>Asked for alone, it first has to bring in what the other rows would have left.</summary>
    public TimeSpan AtMost => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await FillAsync(stage, ct);
        long events = await stage.Tables.AlertingHeadAsync(ct);
        long patients = await stage.Tables.NumberAsync("select count(*) from alerting.mt_streams", ct);
        await RoundAsync(stage, ct); // Not timed: the program compiles what it has not run yet.
        return
        [
            new("rebuild", Figure.Rate,
                await stage.RoundsAsync("rebuilding", Figure.Rate, async _ => events / await RoundAsync(stage, ct)),
                $"alerting's {events:N0} events of {patients:N0} patients, those of the rows before and further ones; both views, one "
                + "after the other, each by the program's own clock from its first step to its taking over; every row equal by hash"),
        ];
    }

    // The rows before have left some; enough for the size asked for, and a few patients whose arm swells, so that there are alerts.
    private static async Task FillAsync(Stage stage, CancellationToken ct)
    {
        long intake = await stage.Tables.IntakeHeadAsync(ct);
        long have = await stage.Tables.AlertingHeadAsync(ct);
        long streams = await stage.Tables.NumberAsync("select count(*) from alerting.mt_streams", ct);
        int patients = (int)Math.Max(stage.Sizes.RebuildPatients - streams, SwollenEach);
        int facts = (int)Math.Max(stage.Sizes.RebuildEvents - have, 2 * patients);
        stage.Say($"  {have:N0} events of {streams:N0} patients are there; {facts:N0} facts of {patients:N0} patients follow");
        await stage.PrepareAsync(stage.Bodies.Spread("rebuild", facts, patients), judged: false, ct);
        await stage.PrepareAsync(
            [.. Enumerable.Range(0, patients / SwollenEach).Select(n => stage.Bodies.Today($"rebuild-{n}", swollen: true))],
            judged: false,
            ct);
        await stage.Tables.DrainAsync(intake, FillMax, ct);
        await stage.Tables.RunAsync("vacuum analyze alerting.mt_events", ct);
    }

    /// <summary>Rebuilds both views.</summary>
    /// <returns>Seconds the program worked.</returns>
    private static async Task<double> RoundAsync(Stage stage, CancellationToken ct)
    {
        string[] live = await HashesAsync(stage, ct);
        Dictionary<string, double> cpu = stage.Cpu.Read();
        double seconds = 0;
        foreach (string view in Views)
            seconds += await RebuildAsync(stage, view, ct);
        stage.SayCpu(cpu, await stage.Tables.AlertingHeadAsync(ct));
        string[] made = await HashesAsync(stage, ct);
        return live.SequenceEqual(made)
            ? seconds
            : throw new CountsDifferException($"live {string.Join(", ", live)}; rebuilt {string.Join(", ", made)}");
    }

    private static async Task<double> RebuildAsync(Stage stage, string view, CancellationToken ct)
    {
        await stage.Tables.RunAsync(
            $"update alerting.rebuilds set phase = 'asked', run = gen_random_uuid(), asked_at = now() where name = '{view}'", ct);
        await stage.Tables.UntilAsync(
            $"rebuild of {view}",
            () => stage.Tables.NumberAsync($"select count(*) from alerting.rebuilds where name = '{view}' and phase = 'idle'", ct),
            1,
            TimeSpan.FromMilliseconds(100),
            RebuildMax,
            ct);
        long skipped = await stage.Tables.NumberAsync("select count(*) from alerting.projection_skips", ct);
        if (skipped != 0)
            throw new CountsDifferException($"{skipped} events could not be used");
        long microseconds = await stage.Tables.NumberAsync(
            $"select (extract(epoch from finished_at - begun_at) * 1000000)::bigint from alerting.rebuilds where name = '{view}'", ct);
        stage.Say($"    {view}: {microseconds / 1e6:0.00} s");
        return microseconds / 1e6;
    }

    private static async Task<string[]> HashesAsync(Stage stage, CancellationToken ct)
    {
        List<string> hashes = [];
        foreach (string sql in Hashes)
        {
            await using NpgsqlCommand command = stage.Tables.Database.CreateCommand(sql);
            hashes.Add((string)(await command.ExecuteScalarAsync(ct))!);
        }

        return [.. hashes];
    }
}
