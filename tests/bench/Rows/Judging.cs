using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>From intake's log to alerting's: facts that lie on the bus are accepted, judged and committed.</summary>
internal sealed class Judging : IRow
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["judged"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        Sizes sizes = stage.Sizes;
        return
        [
            new("judged", Figure.Rate,
                await stage.RoundsAsync("judging", Figure.Rate, round => RoundAsync(stage, $"judged{round}", ct)),
                $"{sizes.JudgedEvents:N0} facts of {sizes.Patients:N0} new patients, stored and relayed while alerting was stopped; "
                + $"alerting is started, and from its {Sizes.WarmUp(sizes.JudgedEvents):N0}th fact on (a warm-up sent besides) it is "
                + "timed until all stand in alerting.mt_events, judged, with snapshots"),
        ];
    }

    private static async Task<double> RoundAsync(Stage stage, string group, CancellationToken ct)
    {
        int warmUp = Sizes.WarmUp(stage.Sizes.JudgedEvents);
        IReadOnlyList<Body> bodies = stage.Bodies.Spread(group, stage.Sizes.JudgedEvents + warmUp, stage.Sizes.Patients);
        await stage.Programs.StopAsync("alerting", ct);
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long judgedBefore = await stage.Tables.AlertingHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        await stage.PrepareAsync(bodies, judged: false, ct);
        await stage.Tables.UntilAsync(
            "relayed", () => stage.Tables.RelayedAsync(ct), before + bodies.Count, Poll, Stage.ArrivalMax, ct);

        // Not awaited yet: run.sh looks for readiness five times a second, and alerting does not wait for it.
        Task started = stage.Programs.StartAsync("alerting", ct);
        (long first, long start) = await UntilAsync(warmUp);
        Dictionary<string, double> cpu = stage.Cpu.Read();
        (long all, long end) = await UntilAsync(bodies.Count);
        stage.SayCpu(cpu, all - first);
        await started;
        await stage.CheckAsync(before, quarantined, bodies.Count, ct);
        return stage.RateSince(start, end, all - first);

        Task<(long, long)> UntilAsync(int count) => stage.Tables.UntilAsync(
            "judged", () => stage.Tables.FactsSinceAsync(judgedBefore, ct), count, Poll, Stage.ArrivalMax, ct);
    }
}
