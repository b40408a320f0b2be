using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>From a hospital's publish to rows in intake's log.</summary>
internal sealed class AmqpDoor : IRow
{
    private const int SampleOfReceipts = 20;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["amqp_stored"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        await using Publisher publisher = await Publisher.AsHospitalAsync(stage.Settings, ct);
        Sizes sizes = stage.Sizes;
        await RoundAsync(stage, publisher, stage.Bodies.Spread("amqp", Sizes.WarmUp(sizes.DoorEvents), sizes.Patients), ct);
        return
        [
            new("amqp_stored", Figure.Rate,
                await stage.RoundsAsync("AMQP door", Figure.Rate, _ => RoundAsync(
                    stage, publisher, stage.Bodies.Spread("amqp", sizes.DoorEvents, sizes.Patients), ct)),
                $"published to lymph.intake as the hospital, {sizes.DoorEvents:N0} events of {sizes.Patients:N0} patients; from the "
                + "first publish to the last row in intake.mt_events, with sessions, alerting and dashboard at work beside it"),
        ];
    }

    private static async Task<double> RoundAsync(
        Stage stage, Publisher publisher, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        Dictionary<string, double> cpu = stage.Cpu.Read();
        long start = stage.Time.GetTimestamp();
        Task publishing = publisher.PublishAsync(bodies, ct);
        // Numbers have no gaps, so the head tells the count; CheckAsync counts the rows themselves.
        (_, long end) = await stage.Tables.UntilAsync(
            "stored",
            () => stage.Tables.IntakeHeadAsync(ct),
            before + bodies.Count,
            TimeSpan.FromMilliseconds(10),
            Stage.ArrivalMax,
            ct);
        stage.SayCpu(cpu, bodies.Count);
        await publishing;
        await stage.CheckAsync(before, quarantined, bodies.Count, ct);
        List<Body> sample = [.. bodies.Where((_, n) => n % Math.Max(1, bodies.Count / SampleOfReceipts) == 0)];
        int receipts = await stage.Door.StoredOfAsync(sample, ct);
        return receipts == sample.Count
            ? stage.RateSince(start, end, bodies.Count)
            : throw new CountsDifferException($"{receipts} receipts say stored, of {sample.Count} asked for");
    }
}
