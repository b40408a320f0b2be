using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using RabbitMQ.Client;

namespace LymphOutcomes.Testing.Driving;

/// <summary>A hospital's system at intake's two doors.</summary>
/// <param name="intake">With a token of role system.</param>
/// <param name="broker">With the hospital's own broker user.</param>
public sealed class Hospital(HttpClient intake, Uri broker)
{
    /// <summary>The hospital, as it signs in.</summary>
    public const string Tenant = "demo";

    /// <summary>Where hospitals publish.</summary>
    public const string IntakeExchange = "lymph.intake";

    /// <summary>Sends by HTTP and expects to be heard: one receipt for each.</summary>
    public async Task<IReadOnlyList<Receipt>> SendAsync(params IReadOnlyList<Delivery> deliveries)
    {
        using HttpResponseMessage answer = await PostAsync(
            JsonSerializer.Serialize(deliveries.Select(delivery => delivery.ToJson()), ContractJson.Options), intake);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        IReadOnlyList<Receipt> receipts = JsonSerializer.Deserialize<ReceiptList>(text, ContractJson.Options)!.Items;
        Assert.Equal(deliveries.Select(delivery => delivery.Id), receipts.Select(receipt => receipt.Id));
        return receipts;
    }

    /// <summary>Posts any text as events.</summary>
    /// <param name="body">As it is.</param>
    /// <param name="caller">Another caller than the hospital; null for the hospital.</param>
    public async Task<HttpResponseMessage> PostAsync(string body, HttpClient? caller = null)
    {
        using StringContent content = new(body, Encoding.UTF8, CloudEventTypes.BatchMediaType);
        return await (caller ?? intake).PostAsync(new Uri("v1/events", UriKind.Relative), content);
    }

    /// <summary>Publishes by AMQP under the hospital's own name; returns when the broker has confirmed.</summary>
    public async Task PublishAsync(Delivery delivery)
    {
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new(true, true));
        await PublishAsync(channel, $"{Tenant}.{delivery.Type}", delivery);
    }

    /// <summary>Publishes with a routing key of the caller's choice.</summary>
    public static ValueTask PublishAsync(
        IChannel channel, string routingKey, Delivery delivery, string exchange = IntakeExchange) => channel.BasicPublishAsync(
        exchange,
        routingKey,
        mandatory: true,
        new BasicProperties { ContentType = CloudEventTypes.SingleMediaType, DeliveryMode = DeliveryModes.Persistent },
        JsonSerializer.SerializeToUtf8Bytes(delivery.ToJson()));

    /// <summary>A connection of the hospital's own broker user.</summary>
    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = broker }.CreateConnectionAsync();

    /// <summary>Binds a queue of its own to everything alerting tells this hospital.</summary>
    /// <param name="name">Without the tenant.</param>
    public async Task<HospitalQueue> BindQueueAsync(string name) =>
        await HospitalQueue.BindAsync(await ConnectAsync(), "lymph.alerts", $"{Tenant}.{name}", $"{Tenant}.#");

    /// <summary>Binds a queue of its own to everything sessions tells this hospital.</summary>
    /// <param name="name">Without the tenant.</param>
    public async Task<HospitalQueue> BindTreatmentAsync(string name) =>
        await HospitalQueue.BindAsync(await ConnectAsync(), "lymph.sessions", $"{Tenant}.{name}", $"{Tenant}.#");

    /// <summary>What became of a delivery; null when intake never saw it.</summary>
    public Task<Receipt?> ReceiptAsync(string id) => GetAsync<Receipt>(
        $"v1/receipts?source={Uri.EscapeDataString(Delivery.Source)}&id={Uri.EscapeDataString(id)}");

    /// <summary>True when alerting has judged a delivery, or never will because nobody there needs it.</summary>
    public async Task<bool> WasJudgedAsync(string id) => await GetAsync<FoundReceipt>(
        $"v1/receipts?source={Uri.EscapeDataString(Delivery.Source)}&id={Uri.EscapeDataString(id)}") is { Judged: "yes" or "not-needed" };

    /// <summary>Our patient id for one of the hospital's; null when there is none.</summary>
    public async Task<Guid?> PatientAsync(string subject) =>
        (await GetAsync<FoundPatient>($"v1/patients?identifier={Uri.EscapeDataString(subject)}"))?.Patient;

    /// <summary>The hospital's identifiers of one of our patients; null when there is no such patient.</summary>
    public async Task<IReadOnlyList<PatientIdentifier>?> IdentifiersAsync(Guid patient) =>
        (await GetAsync<FoundIdentifiers>($"v1/patients/{patient}/identifiers"))?.Identifiers;

    private async Task<T?> GetAsync<T>(string path)
        where T : class
    {
        using HttpResponseMessage answer = await intake.GetAsync(new Uri(path, UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options);
    }

    private sealed record FoundReceipt(string Judged);

    private sealed record FoundPatient(Guid Patient);

    private sealed record FoundIdentifiers(Guid Patient, IReadOnlyList<PatientIdentifier> Identifiers);
}
