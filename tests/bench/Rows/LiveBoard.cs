using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>From a hospital's publish to the event in a coordinator's browser.</summary>
internal sealed class LiveBoard : IRow
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["sse_p50_ms", "sse_p99_ms"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await using Publisher publisher = await Publisher.AsHospitalAsync(stage.Settings, ct);
        await using BoardPage page = await BoardPage.OpenAsync(stage.Settings, stage.Time, ct);
        await RoundAsync(stage, publisher, page, "live0", stage.Sizes.LivePerSecond, ct);
        List<double> p50 = [];
        List<double> p99 = [];
        for (int round = 1; round <= stage.Sizes.Rounds; round++)
        {
            IReadOnlyList<double> latencies = await RoundAsync(
                stage, publisher, page, $"live{round}", stage.Sizes.LivePerSecond * stage.Sizes.LiveSeconds, ct);
            p50.Add(Medians.Of(latencies, 0.5));
            p99.Add(Medians.Of(latencies, 0.99));
            stage.Say($"  live board, round {round} of {stage.Sizes.Rounds}: p50 {p50[^1]:0.#} ms, p99 {p99[^1]:0.#} ms");
        }

        string words = $"{stage.Sizes.LivePerSecond} facts a second by AMQP for {stage.Sizes.LiveSeconds} s, each raising an alert of "
            + "a patient of its own; from just before the publish to the alert event on the dashboard's /board/stream";
        return [new("sse_p50_ms", Figure.Milliseconds, p50, words), new("sse_p99_ms", Figure.Milliseconds, p99, words)];
    }

    private static async Task<IReadOnlyList<double>> RoundAsync(
        Stage stage, Publisher publisher, BoardPage page, string group, int events, CancellationToken ct)
    {
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        List<string> names = [.. Enumerable.Range(0, events).Select(n => $"{group}-{n}")];
        await stage.PrepareAsync([.. names.Select(stage.Bodies.First)], judged: true, ct);
        Dictionary<string, Guid> patients = await stage.Tables.PatientsAsync(group, ct);
        List<Body> bodies = [.. names.Select(name => stage.Bodies.Today(name, swollen: true))];
        page.TakeFirstOfEachPatient();

        long[] sent = await PublishEvenlyAsync(stage, publisher, bodies, ct);
        await stage.Tables.UntilAsync(
            "patients with an alert on the board",
            () => Task.FromResult((long)page.CountPatients()),
            events,
            Poll,
            TimeSpan.FromSeconds(20),
            ct);
        await stage.CheckAsync(before, quarantined, 2 * events, ct);
        Dictionary<Guid, long> arrived = page.TakeFirstOfEachPatient();
        int missing = names.Count(name => !arrived.ContainsKey(patients[name]));
        return missing == 0
            ? [.. names.Select((name, n) => stage.Time.GetElapsedTime(sent[n], arrived[patients[name]]).TotalMilliseconds)]
            : throw new CountsDifferException($"{missing} of {events} alerts did not reach the board");
    }

    private static async Task<long[]> PublishEvenlyAsync(
        Stage stage, Publisher publisher, List<Body> bodies, CancellationToken ct)
    {
        long[] sent = new long[bodies.Count];
        var confirmed = new Task[bodies.Count];
        long start = stage.Time.GetTimestamp();
        for (int n = 0; n < bodies.Count; n++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)n / stage.Sizes.LivePerSecond) - stage.Time.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, stage.Time, ct);
            sent[n] = stage.Time.GetTimestamp();
            confirmed[n] = publisher.PublishAsync(bodies[n], ct);
        }

        await Task.WhenAll(confirmed);
        return sent;
    }
}
