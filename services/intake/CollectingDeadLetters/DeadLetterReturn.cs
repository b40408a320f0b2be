using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.Intake.CollectingDeadLetters;

/// <summary>Publishes given-up messages back into the queue they died in.</summary>
/// <param name="broker">The connection.</param>
public sealed class DeadLetterReturn(BrokerConnection broker)
{
    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Returns when the broker has confirmed it.</summary>
    /// <param name="queue">A queue of the topology.</param>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="properties">As <see cref="DeadLetter.Properties"/> kept them.</param>
    /// <param name="ct">Stops waiting; it may have been published then.</param>
    /// <exception cref="LogUnavailableException">The broker does not answer, or the queue is full or gone; try again.</exception>
    public async Task PublishAsync(string queue, ReadOnlyMemory<byte> body, string? properties, CancellationToken ct)
    {
        try
        {
            // A channel each: it is seldom, and a person waits for the answer.
            await using IChannel channel = await broker.OpenChannelAsync(Confirmed, ct);
            await channel.BasicPublishAsync("", queue, mandatory: true, DeadLetter.ToPublish(properties), body, ct);
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException)
        {
            throw new LogUnavailableException($"{queue} did not take the message back.", failure);
        }
    }
}
