using System.Net;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_hospital_sends_what_is_wrong(SystemUnderTest system)
{
    private const int EventsMax = 1_000;
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);

    [OnSystemFact]
    public async Task A_fact_not_yet_understood_is_kept_for_later_and_a_strange_one_is_named()
    {
        Delivery later = _patient.Fact("limb-measured", "later", daysAgo: 1, record => new { record });
        later = later with { Type = "lymph.limb-measured.v2" };
        Delivery strange = later with { Id = $"{later.Id}-strange", Type = "org.example.something.v1" };

        IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync(later, strange);

        Assert.Equal(
            [("quarantined", "not-yet-supported"), ("quarantined", "unknown-type")],
            receipts.Select(receipt => (receipt.Status, receipt.Reason)));
        Assert.Equal("not-yet-supported", (await system.Hospital.ReceiptAsync(later.Id))?.Reason);
    }

    [OnSystemFact]
    public async Task A_girth_no_limb_has_is_parked_with_its_place_and_its_neighbours_are_stored()
    {
        Delivery good = _patient.Measured("good", changePercent: 0, daysAgo: 9);
        var data = (LimbMeasured)_patient.Measured("bad", changePercent: 0, daysAgo: 8).Data;
        List<GirthAtStation> girths = [.. data.Left!.Girths!];
        girths[3] = girths[3] with { Girth = 900 };
        Delivery bad = good with { Id = $"{good.Id}-bad", Data = data with { Left = new(girths) } };

        IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync([_patient.Beginning()[0], bad, good]);

        Assert.Equal(["stored", "quarantined", "stored"], receipts.Select(receipt => receipt.Status));
        Assert.Equal("value-out-of-range", receipts[1].Reason);
        Assert.Contains("$.data.left.girths[3].girth", receipts[1].Detail, StringComparison.Ordinal);
        await system.Alerting.LimbAsync(receipts[2].Patient!.Value, readings: 1);
    }

    [OnSystemFact]
    public async Task A_body_that_is_no_json_is_refused_whole()
    {
        using HttpResponseMessage answer = await system.Hospital.PostAsync("[{\"specversion\":\"1.0\",]");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [OnSystemFact]
    public async Task More_events_than_a_body_may_hold_are_refused_and_none_is_stored()
    {
        Delivery[] deliveries =
            [.. Enumerable.Range(0, EventsMax + 1).Select(day => _patient.Session($"many-{day}", daysAgo: day))];
        string body = JsonSerializer.Serialize(deliveries.Select(delivery => delivery.ToJson()), ContractJson.Options);

        using HttpResponseMessage answer = await system.Hospital.PostAsync(body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Null(await system.Hospital.ReceiptAsync(deliveries[0].Id));
        Assert.Null(await system.Hospital.PatientAsync(_patient.Subject));
    }

    [OnSystemFact]
    public async Task An_id_used_twice_for_different_things_is_parked_the_second_time()
    {
        Delivery first = _patient.Session("first", daysAgo: 3);
        Assert.Equal("stored", Assert.Single(await system.Hospital.SendAsync(first)).Status);

        Receipt second = Assert.Single(await system.Hospital.SendAsync(first with { Time = first.Time.AddDays(-1) }));

        Assert.Equal(("quarantined", "id-reused"), (second.Status, second.Reason));
        Assert.Equal("stored", (await system.Hospital.ReceiptAsync(first.Id))?.Status);
    }

    [OnSystemFact]
    public async Task Nobody_without_a_token_and_no_person_may_send()
    {
        using HttpClient stranger = await system.ClientAsync("intake");
        using HttpClient coordinator = await system.ClientAsync("intake", "coordinator");
        string body = JsonSerializer.Serialize(_patient.Session("stolen", daysAgo: 1).ToJson(), ContractJson.Options);

        using HttpResponseMessage toStranger = await system.Hospital.PostAsync(body, stranger);
        using HttpResponseMessage toCoordinator = await system.Hospital.PostAsync(body, coordinator);

        Assert.Equal(HttpStatusCode.Unauthorized, toStranger.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, toCoordinator.StatusCode);
        Assert.Null(await system.Hospital.PatientAsync(_patient.Subject));
    }

    [OnSystemFact]
    public async Task Another_hospitals_routing_key_is_refused_by_the_broker()
    {
        Delivery forged = _patient.Session("forged", daysAgo: 1);
        await using IConnection connection = await system.Hospital.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new(true, true));
        TaskCompletionSource<ShutdownEventArgs> closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            closed.TrySetResult(reason);
            return Task.CompletedTask;
        };

        await Assert.ThrowsAnyAsync<Exception>(async () =>
            await Hospital.PublishAsync(channel, $"other.{forged.Type}", forged));

        Assert.Equal(403, (await closed.Task.WaitAsync(Patience.Usual, TimeProvider.System)).ReplyCode);
        Assert.Null(await system.Hospital.PatientAsync(_patient.Subject));
    }
    [OnSystemFact]
    public async Task A_message_that_came_round_a_corner_with_another_hospitals_key_is_nobodys()
    {
        Delivery forged = _patient.Session("forged", daysAgo: 1);
        Delivery honest = _patient.Session("honest", daysAgo: 2);
        await using IConnection connection = await system.Hospital.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new(true, true));
        string corner = $"{Hospital.Tenant}.corner";
        await channel.ExchangeDeclareAsync(corner, ExchangeType.Fanout, autoDelete: true);
        await channel.ExchangeBindAsync(Hospital.IntakeExchange, corner, "");

        // The broker checks a key where a message is published, not where it is passed on.
        await Hospital.PublishAsync(channel, $"other.{forged.Type}", forged, corner);
        await Hospital.PublishAsync(channel, $"{Hospital.Tenant}.{honest.Type}", honest);
        await channel.ExchangeDeleteAsync(corner);

        await Patience.UntilAsync("the honest one, which came later", async () =>
            (await system.Hospital.ReceiptAsync(honest.Id))?.Status == "stored");
        Hospital other = new(
            await system.ClientAsync("intake", "system", tenant: "other"), SystemUnderTest.HospitalBroker);
        Assert.Null(await other.ReceiptAsync(forged.Id));
        Assert.Null(await other.PatientAsync(_patient.Subject));
    }
}
