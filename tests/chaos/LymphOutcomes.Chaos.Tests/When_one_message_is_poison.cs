using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P7: a poison message hurts nothing but itself.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_one_message_is_poison(ChaosSystem system, ITestOutputHelper output)
{
    private const int Patients = 200;

    // Nobody can read these; each is sent among good facts at both doors.
    private static readonly string[] Unreadable =
    [
        "", "null", "\u0001\u0002", "{\"specversion\":\"1.0\"", "[[[[]]]]", "{\"a\":1,\"a\":2}", "\"text\"",
        "{\"specversion\":\"1.0\",\"id\":\"p\",\"source\":\"urn:p\",\"type\":\"lymph.limb-measured.v1\",\"data\":{}}",
    ];

    [OnChaosFact]
    public async Task Hostile_deliveries_at_both_doors_leave_two_hundred_patients_alone()
    {
        int seed = Seed.Take("P7", output);
        Random random = new(seed);
        await using Trial trial = await Trial.BeginAsync(system, "P7-doors", seed, output);
        await using ConfirmedPublisher good = new(ChaosSystem.BrokerOf(Hospital.Tenant), Patience.Usual);
        await using IConnection connection = await system.Hospital.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new(true, true));
        long before = await QuarantinedAsync();

        int poison = 0;
        for (int patient = 0; patient < Patients; patient++)
        {
            IReadOnlyList<PlannedFact> facts = trial.Story.Patient(patient, swells: patient % 4 == 0);
            byte[] bytes = Encoding.UTF8.GetBytes(Unreadable[random.Next(Unreadable.Length)] + (patient % 2 == 0 ? "" : $" {patient}"));
            if (patient % 2 == 0)
            {
                trial.Ledger.Attempt("amqp", facts);
                await channel.BasicPublishAsync(
                    Hospital.IntakeExchange, $"{Hospital.Tenant}.poison", mandatory: true, new BasicProperties(), bytes);
                trial.Ledger.Answered("amqp", (await good.PublishAsync(facts))!);
                poison++;
            }
            else
            {
                // In one call with good ones: an event of a known patient that cannot be.
                Delivery bad = facts[2].Delivery with { Id = $"{facts[2].Delivery.Id}-poison", Data = new { record = 1 } };
                trial.Ledger.Attempt("http", facts);
                trial.Ledger.Poison("http", bad);
                var receipts = await system.Hospital.SendAsync([bad, .. facts.Select(fact => fact.Delivery)]);
                trial.Ledger.Answered("http", [.. receipts.Skip(1).Select(receipt => (receipt.Id!, receipt.Status))]);
                Assert.Equal("quarantined", receipts[0].Status);
                Assert.NotNull(receipts[0].Reason);
                poison++;
            }
        }

        Verdict verdict = await trial.PassAsync();
        Assert.Equal(Patients * 14, verdict.Stored);
        // Bytes that were quarantined before, with the same outcome, are the same entry.
        long kept = await QuarantinedAsync() - before;
        Assert.InRange(kept, Patients / 2, poison);
        trial.Say($"{poison} poison deliveries among {Patients} patients, {kept} new entries in quarantine");
    }

    [OnChaosFact]
    public async Task A_poison_item_in_a_group_is_parked_and_its_neighbours_are_judged()
    {
        int seed = Seed.Take("P7", output);
        await using Trial trial = await Trial.BeginAsync(system, "P7-group", seed, output);
        await using BusTap tap = await BusTap.OpenAsync();
        foreach (int patient in Enumerable.Range(0, Patients))
            await trial.SendAsync([.. trial.Story.Patient(patient, swells: false).Take(3)]);
        await trial.PassAsync();
        TappedGroup sample = tap.Groups[0];
        JsonNode reading = JsonNode.Parse(tap.Groups.SelectMany(group => group.Items)
            .First(item => item.GetProperty("type").GetString() == "limb-measured").GetRawText())!;
        string[] patients =
        [
            .. tap.Groups.SelectMany(group => group.Items).Select(item => item.GetProperty("patient").GetString()!).Distinct(),
        ];
        Assert.Equal(Patients, patients.Length);

        // A good reading of each patient, and poison of four kinds for the first four, each between two good ones.
        Random random = new(seed);
        List<JsonNode> good = [.. patients.Select((patient, n) => Reading(reading, patient, n))];
        List<JsonNode> poison =
        [
            Spoilt(Reading(reading, patients[0], 1_000), item => item["data"] = "garbage"),
            Spoilt(Reading(reading, patients[1], 1_001), item => item["type"] = "never-heard-of"),
            Spoilt(Reading(reading, patients[2], 1_002), item => item["data"]!["fact"] = new JsonObject { ["site"] = "wing" }),
            Spoilt(Reading(reading, patients[3], 1_003), item => item["data"] = null),
        ];
        JsonNode[] items = [.. good, .. poison];
        random.Shuffle(items);
        await tap.PublishAsync(sample.With(items));

        await Patience.UntilAsync("all good ones to be judged", async () => await LoggedAsync(good, "limbs-measured.v1") == Patients);
        await Patience.UntilAsync("the poison to be parked", async () => await ParkedAsync(poison) == poison.Count);
        List<(string Raw, string Reason)> parked = await system.Database.RowsAsync(
            $"select data->>'raw', data->>'reason' from alerting.mt_events where {IsParked} order by seq_id",
            row => (row.GetString(0), row.GetString(1)),
            poison.Select(Id).ToArray());
        Assert.Contains(parked, one => one.Raw == "\"garbage\"");
        Assert.All(parked, one => Assert.NotEmpty(one.Reason));
        trial.Say($"a group of {items.Length} with {poison.Count} poison items: {good.Count} judged, {parked.Count} parked: "
            + string.Join(" | ", parked.Select(one => one.Reason)));
    }

    private Task<long> QuarantinedAsync() => system.Database.NumberAsync("select count(*) from intake.quarantine");

    // Parked under ids of their own, so that a later version can still take them in: found by the item they name.
    private const string IsParked = "type = 'item-parked.v1' and (data->>'item')::uuid = any($1)";

    private Task<long> ParkedAsync(IEnumerable<JsonNode> items) => system.Database.NumberAsync(
        $"select count(*) from alerting.mt_events where {IsParked}", [items.Select(Id).ToArray()]);

    private Task<long> LoggedAsync(IEnumerable<JsonNode> items, string type) => system.Database.NumberAsync(
        "select count(*) from alerting.mt_events where id = any($1) and type = $2", items.Select(Id).ToArray(), type);

    private static Guid Id(JsonNode item) => item["id"]!.GetValue<Guid>();

    private static JsonNode Spoilt(JsonNode item, Action<JsonNode> how)
    {
        how(item);
        return item;
    }

    // Another record at another time, so that it is news.
    private static JsonNode Reading(JsonNode sample, string patient, int n)
    {
        JsonNode item = sample.DeepClone();
        Guid id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        item["id"] = id;
        item["patient"] = patient;
        item["data"]!["record"]!["key"] = $"made-by-hand-{id:n}";
        item["data"]!["effectiveTime"] = JsonSerializer.SerializeToNode(
            TimeProvider.System.GetUtcNow().AddHours(-1).AddSeconds(n % 1_000), ContractJson.Options);
        return item;
    }
}
