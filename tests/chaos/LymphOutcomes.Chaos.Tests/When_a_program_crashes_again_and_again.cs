using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>
/// P7, as a crash loop: intake is killed each time the first of twenty messages is in its hands, as if that message killed it.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed class When_a_program_crashes_again_and_again(ChaosSystem system, ITestOutputHelper output)
{
    private const int Messages = 20;

    // Three times with the rest of its batch, six times alone: the tenth delivery finds it given up.
    private const int Kills = 9;

    [OnChaosFact]
    public async Task Only_the_message_it_had_in_hand_alone_is_parked()
    {
        int seed = Seed.Take("P7", output);
        await using Trial trial = await Trial.BeginAsync(system, "P7-loop", seed, output);
        PlannedFact[] facts = [.. Enumerable.Range(0, Messages).Select(patient => trial.Story.Reading(patient, 0, isSwollen: false))];
        long before = await ParkedAsync();
        // Nobody can write to intake's log meanwhile, so what is in hand stays there; reading goes on.
        await using (await system.Database.HoldAsync("lock table intake.mt_events in exclusive mode"))
        {
            await using ConfirmedPublisher publisher = new(ChaosSystem.BrokerOf(Hospital.Tenant), Patience.Usual);
            trial.Ledger.Attempt("amqp", facts);
            foreach (PlannedFact fact in facts)
                trial.Ledger.Answered("amqp", (await publisher.PublishAsync([fact]))!);
            for (int kill = 1; kill <= Kills; kill++)
            {
                int alone = Math.Max(0, kill - 3);
                await Patience.UntilAsync(
                    $"the message to be in hand alone {alone} times",
                    async () => await AloneAsync() == alone && await WaitingAsync() > 0);
                await ChaosSystem.KillAsync("intake");
                await system.Deployment.StartAsync("intake");
            }

            await Patience.UntilAsync("the message to be given up", async () => await ParkedAsync() - before == 1);
        }

        // All of them it may be: what a killed process had sent with its commit the server still does once it gets the lock.
        await Patience.UntilAsync("the others to be stored", async () => (await trial.CountAsync()).Stored >= Messages - 1);
        Assert.Equal(1, await ParkedAsync() - before);
        Assert.Equal(0, await AloneAsync());
        trial.Say($"{Kills} kills with {Messages} messages in the queue: 1 parked, {(await trial.CountAsync()).Stored} stored");
    }

    private Task<long> AloneAsync() => system.Database.NumberAsync("select coalesce(max(attempts), 0)::bigint from intake.lonely_attempts");

    // Appends that wait for the lock held here.
    private Task<long> WaitingAsync() => system.Database.NumberAsync(
        "select count(*) from pg_stat_activity where usename = 'intake' and wait_event_type = 'Lock'");

    private Task<long> ParkedAsync() =>
        system.Database.NumberAsync("select count(*) from intake.quarantine where reason = 'delivered-too-often'");
}
