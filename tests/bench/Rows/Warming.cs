using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>
/// Brings the programs to working temperature: .NET compiles what runs often a second time, and until that is done a program
/// takes several times the processor time. Timed, a row would tell how long it has been since the start.
/// </summary>
internal static class Warming
{
    private const int Rounds = 4;

    /// <summary>Sends facts through both doors until every program has worked for a while.</summary>
    public static async Task RunAsync(Stage stage, CancellationToken ct)
    {
        await using Publisher publisher = await Publisher.AsHospitalAsync(stage.Settings, ct);
        for (int round = 0; round < Rounds; round++)
        {
            long before = await stage.Tables.IntakeHeadAsync(ct);
            long quarantined = await stage.Tables.QuarantinedAsync(ct);
            Dictionary<string, double> cpu = stage.Cpu.Read();
            int events = stage.Sizes.DoorEvents;
            await stage.PrepareAsync(stage.Bodies.Spread($"warm{round}h", events, stage.Sizes.Patients), judged: false, ct);
            await publisher.PublishAsync(stage.Bodies.Spread($"warm{round}a", events, stage.Sizes.Patients), ct);
            await stage.Tables.UntilAsync(
                "stored",
                () => stage.Tables.IntakeHeadAsync(ct),
                before + (2 * events),
                TimeSpan.FromMilliseconds(100),
                Stage.ArrivalMax,
                ct);
            await stage.CheckAsync(before, quarantined, 2 * events, ct);
            stage.SayCpu(cpu, 2 * events);
        }
    }
}
