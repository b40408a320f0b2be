using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>One event as it goes out to hospitals.</summary>
/// <param name="Id">Message id; the same when the event is published again.</param>
/// <param name="RoutingKey"><c>{tenant}.{type}</c>.</param>
/// <param name="Body">CloudEvents 1.0, JSON, structured mode.</param>
public sealed record OutgoingCloudEvent(Guid Id, string RoutingKey, byte[] Body)
{
    /// <summary>What a stored event of a patient has led to.</summary>
    /// <param name="id">Of the message.</param>
    /// <param name="source">The service that sends it, as CloudEvents <c>source</c>.</param>
    /// <param name="type">CloudEvents type.</param>
    /// <param name="patient">Our patient id: the subject.</param>
    /// <param name="because">The event; its time and its trace go with the message, and its tenant is the first word of the key.</param>
    /// <param name="data">A record of the contracts.</param>
    /// <param name="json">How the contracts are written.</param>
    public static OutgoingCloudEvent Of(
        Guid id, string source, string type, Guid patient, StoredEvent because, object data, JsonSerializerOptions json)
    {
        ArgumentNullException.ThrowIfNull(because);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                specversion = "1.0",
                id = id.ToString("D"),
                source,
                type,
                subject = patient.ToString("D"),
                time = because.Timestamp,
                datacontenttype = "application/json",
                traceparent = because.Headers.Traceparent,
                data,
            },
            json);
        return new(id, $"{because.Stream.Tenant}.{type}", body);
    }
}

/// <summary>Publishes to hospitals, one CloudEvents message an event, with broker confirms. One caller at a time.</summary>
/// <param name="broker">The broker.</param>
/// <param name="exchange">A topic exchange of the topology.</param>
/// <param name="overflow">Exchange for messages that a full queue of a hospital refuses.</param>
public sealed class CloudEventPublisher(BrokerConnection broker, string exchange, string overflow) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private IChannel? _channel;

    /// <summary>Publishes; returns when the broker has confirmed all of them.</summary>
    /// <exception cref="Exception">Anything was refused, returned or not confirmed.</exception>
    public async Task PublishAsync(IReadOnlyList<OutgoingCloudEvent> messages, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return;

        if (_channel is not { IsOpen: true })
        {
            if (_channel is not null)
                await _channel.DisposeAsync();
            _channel = await broker.OpenChannelAsync(Confirmed, ct);
        }

        // Awaiting a publish awaits its confirm; a returned or refused one throws, and the relay's position stays.
        List<Task> unconfirmed = new(messages.Count);
        foreach (OutgoingCloudEvent message in messages)
        {
            unconfirmed.Add(PublishAsync(_channel, message, ct));
        }

        await Task.WhenAll(unconfirmed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
    }

    // A hospital's own queue that is full refuses the message for everybody. It must not hold up the other hospitals: the
    // message is kept where those go that nobody has bound a queue for, and stays readable at GET /v1/alerts.
    private async Task PublishAsync(IChannel channel, OutgoingCloudEvent message, CancellationToken ct)
    {
        try
        {
            await channel.BasicPublishAsync(exchange, message.RoutingKey, mandatory: true, PropertiesOf(message), message.Body, ct);
        }
        catch (PublishException refused) when (!refused.IsReturn)
        {
            await channel.BasicPublishAsync(overflow, message.RoutingKey, mandatory: true, PropertiesOf(message), message.Body, ct);
        }
    }

    private static BasicProperties PropertiesOf(OutgoingCloudEvent message) => new()
    {
        MessageId = message.Id.ToString("D"),
        ContentType = "application/cloudevents+json",
        DeliveryMode = DeliveryModes.Persistent,
    };
}
