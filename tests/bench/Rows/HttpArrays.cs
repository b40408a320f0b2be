using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>From a hospital's POST to rows in intake's log.</summary>
internal sealed class HttpArrays : IRow
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["http_stored"];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        Sizes sizes = stage.Sizes;
        await RoundAsync(stage, stage.Bodies.Spread("http", Sizes.WarmUp(sizes.DoorEvents), sizes.Patients), ct);
        return
        [
            new("http_stored", Figure.Rate,
                await stage.RoundsAsync("HTTP door", Figure.Rate, _ => RoundAsync(
                    stage, stage.Bodies.Spread("http", sizes.DoorEvents, sizes.Patients), ct)),
                $"arrays of {HttpDoor.ArrayLength}, {HttpDoor.Callers} callers at once, {sizes.DoorEvents:N0} events of "
                + $"{sizes.Patients:N0} patients; from the first POST to the last receipt (a receipt means stored), with sessions, "
                + "alerting and dashboard at work beside it"),
        ];
    }

    private static async Task<double> RoundAsync(Stage stage, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        IReadOnlyList<byte[]> arrays = HttpDoor.ArraysOf(bodies);
        long before = await stage.Tables.IntakeHeadAsync(ct);
        long quarantined = await stage.Tables.QuarantinedAsync(ct);
        Dictionary<string, double> cpu = stage.Cpu.Read();
        long start = stage.Time.GetTimestamp();
        IReadOnlyList<byte[]> answers = await stage.Door.PostAsync(arrays, ct);
        long end = stage.Time.GetTimestamp();
        stage.SayCpu(cpu, bodies.Count);
        int receipts = HttpDoor.StoredIn(answers);
        if (receipts != bodies.Count)
            throw new CountsDifferException($"{receipts} receipts say stored, of {bodies.Count} sent");
        await stage.CheckAsync(before, quarantined, bodies.Count, ct);
        return stage.RateSince(start, end, bodies.Count);
    }
}
