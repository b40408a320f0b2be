using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>From intake's log to alerting's: facts that are stored are relayed, accepted, judged and committed.</summary>
internal sealed class Judging : IRow
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["judged"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        Sizes sizes = stage.Sizes;
        await RoundAsync(stage, "judged0", Sizes.WarmUp(sizes.JudgedEvents), ct);
        return
        [
            new("judged", Figure.Rate,
                await stage.RoundsAsync("judging", Figure.Rate, n => RoundAsync(stage, $"judged{n}", sizes.JudgedEvents, ct)),
                $"{sizes.JudgedEvents:N0} facts of {sizes.Patients:N0} new patients are stored by HTTP, which is faster than judging; "
                + "from the moment the last is stored until all stand in alerting.mt_events, counting those that did not by then"),
        ];
    }

    private static async Task<double> RoundAsync(Stage stage, string group, int events, CancellationToken ct)
    {
        IReadOnlyList<Body> bodies = stage.Bodies.Spread(group, events, stage.Sizes.Patients);
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long judgedBefore = await stage.Tables.AlertingHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        await stage.PrepareAsync(bodies, judged: false, ct);

        Dictionary<string, double> cpu = stage.Cpu.Read();
        (long early, long start) = await UntilAsync(0);
        (_, long end) = await UntilAsync(events);
        stage.SayCpu(cpu, events - early);
        await stage.CheckAsync(before, quarantined, events, ct);
        // A tenth at the very end would say more about the poll than about judging.
        return events - early >= events / 10
            ? stage.RateSince(start, end, events - early)
            : throw new CountsDifferException($"{early} of {events} were judged before the last was stored; send more");

        Task<(long Number, long At)> UntilAsync(int count) => stage.Tables.UntilAsync(
            "judged", () => stage.Tables.FactsSinceAsync(judgedBefore, ct), count, Poll, Stage.ArrivalMax, ct);
    }
}
