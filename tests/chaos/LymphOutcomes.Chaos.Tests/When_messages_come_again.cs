using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts.Intake.V1;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P2 and P3: a crash between commit and acknowledgement, and every repeat, is harmless for ever.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_messages_come_again(ChaosSystem system, ITestOutputHelper output)
{
    private const int Patients = 30;

    private static readonly string[] Queues =
    [
        "lymph.intake.inbox", "lymph.sessions.intake-facts", "lymph.alerting.intake-facts", "lymph.alerting.session-facts",
    ];

    /// <summary>All that alerting ever logged and shows of these patients, as one hash: any second effect changes it.</summary>
    private const string Held = """
        with mine as (select distinct stream_id from alerting.mt_events where seq_id > $1 and seq_id <= $2)
        select md5(
            (select string_agg(seq_id || ' ' || id || ' ' || type || ' ' || data::text, ',' order by seq_id)
             from alerting.mt_events where stream_id in (select stream_id from mine))
            || (select coalesce(string_agg(item::text || changed_seq, ',' order by id), '')
                from alerting.alerts where 'patient-' || patient in (select stream_id from mine)))
        """;

    [OnChaosFact]
    public async Task Groups_deliveries_and_a_whole_log_change_nothing_the_second_time()
    {
        int seed = Seed.Take("P3", output);
        await using Trial trial = await Trial.BeginAsync(system, "P3", seed, output);
        await using BusTap tap = await BusTap.OpenAsync();
        PlannedFact[] facts =
            [.. Enumerable.Range(0, Patients).SelectMany(patient => trial.Story.Patient(patient, patient % 3 == 0))];
        new Random(seed).Shuffle(facts);
        foreach (PlannedFact[] call in facts.Chunk(40))
            await trial.SendAsync(call);
        Verdict first = await trial.PassAsync();
        long end = (await Tables.EndsAsync(system.Database)).Alerting;
        Task<string> HeldAsync() => system.Database.TextAsync(Held, trial.Since.Alerting, end);
        string held = await HeldAsync();

        IReadOnlyList<TappedGroup> groups = tap.Groups;
        Assert.Equal(first.Published, groups.SelectMany(group => group.Items).Count());
        foreach (TappedGroup group in groups)
            await tap.PublishAsync(group);
        await EverythingBeforeWasReadAsync(trial, tap, patient: 100);
        Assert.Equal(held, await HeldAsync());

        long relayed = await RelayAllAgainAsync("intake", trial);
        relayed += await RelayAllAgainAsync("sessions", trial);
        await EverythingBeforeWasReadAsync(trial, tap, patient: 101);
        Assert.Equal(held, await HeldAsync());

        IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync([.. facts.Select(fact => fact.Delivery)]);
        Assert.All(receipts, receipt => Assert.Equal("duplicate", receipt.Status));
        await using (ConfirmedPublisher publisher = new(ChaosSystem.BrokerOf(Hospital.Tenant), Patience.Usual))
            Assert.NotNull(await publisher.PublishAsync(facts));
        await EverythingBeforeWasReadAsync(trial, tap, patient: 102);
        Assert.Equal(held, await HeldAsync());

        Verdict last = await trial.PassAsync();
        Assert.Equal(first.Alerts, last.Alerts);
        trial.Say($"{groups.Count} groups by hand, {relayed} events relayed again, {facts.Length} deliveries at each door: "
            + "log and alerts unchanged");
    }

    /// <summary>The relay begins at the beginning, as after a crash before its position was ever stored.</summary>
    private async Task<long> RelayAllAgainAsync(string program, Trial trial)
    {
        string position = $"select last_seq_id from {program}.mt_event_progression where name like '%relay%'";
        await system.Deployment.StopAsync(program);
        long end = await system.Database.NumberAsync(position);
        await system.Database.RowsAsync(
            $"update {program}.mt_event_progression set last_seq_id = 0 where name like '%relay%' returning name",
            row => row.GetString(0));
        await system.Deployment.StartAsync(program);
        await Patience.UntilAsync(
            $"{program}'s relay to come to its end again", async () => await system.Database.NumberAsync(position) >= end);
        Assert.True(end > 0);
        trial.Say($"{program}'s relay began at 0 again and came to {end}");
        return end;
    }

    /// <summary>A new patient, sent last and judged: what was sent before has been read too, and left no trace.</summary>
    private static async Task EverythingBeforeWasReadAsync(Trial trial, BusTap tap, int patient)
    {
        foreach (string queue in Queues)
            await Patience.UntilAsync($"{queue} to be empty", async () => await tap.WaitingAsync(queue) == 0);
        await trial.SendAsync(trial.Story.Patient(patient, swells: false));
        await trial.PassAsync();
    }
}
