using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench;

/// <summary>What every row works with.</summary>
/// <param name="Settings">Where the system is.</param>
/// <param name="Sizes">How much to do.</param>
/// <param name="Bodies">Makes facts.</param>
/// <param name="Tables">Counts.</param>
/// <param name="Door">Intake by HTTP.</param>
/// <param name="Cpu">Tells who worked.</param>
/// <param name="Time">The clock.</param>
/// <param name="Say">Takes a line of progress.</param>
internal sealed record Stage(
    BenchSettings Settings,
    Sizes Sizes,
    Bodies Bodies,
    Tables Tables,
    HttpDoor Door,
    CpuMeter Cpu,
    TimeProvider Time,
    Action<string> Say)
{
    /// <summary>Longest wait for what was sent to arrive.</summary>
    public static readonly TimeSpan ArrivalMax = TimeSpan.FromSeconds(60);

    /// <summary>Runs the rounds of a row.</summary>
    /// <param name="what">For the progress line.</param>
    /// <param name="unit">Of the figure.</param>
    /// <param name="round">Gives the figure of one round.</param>
    public async Task<IReadOnlyList<double>> RoundsAsync(string what, string unit, Func<int, Task<double>> round)
    {
        List<double> figures = [];
        for (int n = 1; n <= Sizes.Rounds; n++)
        {
            figures.Add(await round(n));
            Say($"  {what}, round {n} of {Sizes.Rounds}: {figures[^1]:0.#} {unit}");
        }

        return figures;
    }

    /// <summary>Events per second since a timestamp.</summary>
    public double RateSince(long start, long end, long events) => events / Time.GetElapsedTime(start, end).TotalSeconds;

    /// <summary>Tells what processor time each program took for an event, in microseconds.</summary>
    public void SayCpu(Dictionary<string, double> before, long events) =>
        Say($"    processor time, µs an event: {Cpu.PerEvent(before, events)}");

    /// <summary>Stores facts by HTTP without timing them, and waits until they are judged.</summary>
    public async Task PrepareAsync(IReadOnlyList<Body> facts, bool judged, CancellationToken ct)
    {
        long before = await Tables.IntakeHeadAsync(ct);
        int stored = HttpDoor.StoredIn(await Door.PostAsync(HttpDoor.ArraysOf(facts), ct));
        if (stored != facts.Count)
            throw new CountsDifferException($"preparing: {stored} receipts say stored of {facts.Count}");
        if (judged)
            await Tables.DrainAsync(before, ArrivalMax, ct);
    }

    /// <summary>Fails the row when the tables do not hold exactly what was sent since a number.</summary>
    public async Task CheckAsync(long intakeSeq, long quarantined, long sent, CancellationToken ct)
    {
        long stored = await Tables.StoredSinceAsync(intakeSeq, ct);
        long refused = await Tables.QuarantinedAsync(ct) - quarantined;
        if (stored != sent || refused != 0)
            throw new CountsDifferException($"{sent} sent, {stored} stored, {refused} in quarantine");
        await Tables.DrainAsync(intakeSeq, ArrivalMax, ct);
        long judged = await Tables.JudgedSinceAsync(intakeSeq, ct);
        if (judged != stored)
            throw new CountsDifferException($"{stored} stored, {judged} judged");
    }
}
