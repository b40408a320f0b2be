using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>
/// P8: the first start loses nothing. Database and broker are empty; the hospital publishes before the program that judges, or
/// even the one that reads, has ever run. No test declares anything the system needs.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed class When_the_first_start_is_in_any_order(ChaosSystem system, ITestOutputHelper output)
{
    private const int Patients = 25;

    [OnChaosFact]
    public async Task What_was_published_before_its_readers_existed_is_judged()
    {
        int seed = Seed.Take("P8", output);
        await system.ForgetDataAsync();
        await system.Deployment.ServersAsync();
        Assert.Equal(0, await system.Database.NumberAsync("select count(*) from pg_tables where tablename = 'mt_events'"));
        await system.Deployment.StartAsync("dashboard");

        // Sessions alone knows where hospitals publish: the topology is everybody's.
        await system.Deployment.StartAsync("sessions");
        using Ledger ledger = new(Path.Combine(ChaosSystem.RunFolder, "ledgers", $"P8-{seed}.jsonl"));
        Story story = new($"P8-{seed}", new Random(seed));
        int sent = 0;
        await using ConfirmedPublisher publisher = new(ChaosSystem.BrokerOf(Hospital.Tenant), Patience.Usual);
        async Task PublishAsync()
        {
            for (int patient = 0; patient < Patients; patient++, sent++)
            {
                IReadOnlyList<PlannedFact> facts = story.Patient(sent, swells: patient % 3 == 0);
                ledger.Attempt("amqp", facts);
                ledger.Answered("amqp", Assert.IsAssignableFrom<IReadOnlyList<(string, string)>>(await publisher.PublishAsync(facts)));
            }
        }

        await PublishAsync();
        await system.Deployment.StartAsync("intake");
        await PublishAsync();
        await Patience.UntilAsync("intake to have stored all of it, with nobody to judge it", async () =>
            await system.Database.NumberAsync("select count(*) from intake.mt_events") == sent * 14);
        await system.Deployment.StartAsync("alerting");
        await PublishAsync();

        Verdict verdict = Judge.Count([], new([], [], [], []));
        await Patience.UntilAsync(
            "every count to be equal",
            async () => (verdict = Judge.Count(
                Ledger.Read(ledger.Path), await Tables.ReadAsync(system.Database, new(0, 0, 0)))).IsPass,
            TimeSpan.FromSeconds(60));
        output.WriteLine($"measured: P8 {verdict}");
        Assert.Equal(sent * 14, verdict.Stored);
    }
}
