using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P9: broker or database away, under load.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_broker_or_database_is_away(ChaosSystem system, ITestOutputHelper output)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    [OnChaosFact]
    public async Task Without_a_broker_receipts_go_on_and_the_backlog_drains()
    {
        int seed = Seed.Take("P9", output);
        await using Trial trial = await Trial.BeginAsync(system, "P9-broker", seed, output);
        await trial.Load.StartAsync(system);
        await Patience.UntilAsync("load", () => Task.FromResult(trial.Load.HttpReceipts > 50));
        await system.Deployment.StopAsync("rabbitmq");
        long start = TimeProvider.System.GetTimestamp();
        List<long> heard = [trial.Load.HttpReceipts];
        while (TimeProvider.System.GetElapsedTime(start) < Away)
        {
            await Task.Delay(Slice, TimeProvider.System);
            heard.Add(trial.Load.HttpReceipts);
        }

        Verdict backlog = await trial.CountAsync();
        await system.Deployment.StartAsync("rabbitmq");
        trial.Say($"receipts after each {Slice.TotalSeconds:0} s without a broker: {string.Join(", ", heard)}; "
            + $"{backlog.Unjudged} facts waited");

        Assert.All(heard.Zip(heard.Skip(1)), pair => Assert.True(pair.Second > pair.First, "no receipt in five seconds"));
        Assert.True(backlog.Unjudged > 0, "nothing waited: the broker was not away");
        await trial.PassAsync();
    }

    [OnChaosFact]
    public async Task A_database_that_ends_in_mid_append_costs_a_wait_and_no_fact()
    {
        int seed = Seed.Take("P9", output);
        await using Trial trial = await Trial.BeginAsync(system, "P9-database", seed, output);
        await trial.Load.StartAsync(system);
        foreach (int round in Enumerable.Range(1, 3))
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            RunningProgram server = RunningProgram.Of("postgres");
            await Patience.UntilAsync("calls in hand", () => Task.FromResult(trial.Ledger.Unacknowledged("http") > 0));
            int unacknowledged = trial.Ledger.Unacknowledged("http");
            // What `pg_ctl -m immediate` sends: every backend stops where it is, without a checkpoint.
            await server.SignalAsync("QUIT");
            await Patience.UntilAsync("the server to end", () => Task.FromResult(!server.IsRunning));
            trial.Say($"immediate stop {round}: {unacknowledged} unacknowledged");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            await system.Deployment.StartAsync("postgres");
        }

        // The load client takes a receipt, a 503 or silence; anything else would have ended it.
        await trial.PassAsync();
    }
}
