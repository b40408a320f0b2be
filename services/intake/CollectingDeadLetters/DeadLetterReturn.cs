using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.Intake.CollectingDeadLetters;

/// <summary>Publishes given-up messages back into the queue they died in.</summary>
/// <param name="broker">The connection.</param>
/// <param name="time">Bounds the waiting.</param>
public sealed class DeadLetterReturn(BrokerConnection broker, TimeProvider time)
{
    // A broker short of memory or disk reads nothing more and says nothing: it confirms when that is over.
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Returns when the broker has confirmed it.</summary>
    /// <param name="queue">A queue of the topology.</param>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="properties">As <see cref="DeadLetter.Properties"/> kept them.</param>
    /// <param name="ct">Stops waiting; it may have been published then.</param>
    /// <exception cref="LogUnavailableException">Not confirmed in 20 seconds, or the queue is full or gone; try again.</exception>
    public async Task PublishAsync(string queue, ReadOnlyMemory<byte> body, string? properties, CancellationToken ct)
    {
        using CancellationTokenSource late = new(WaitMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            // Not left to the client alone: it takes its time to open or close what the other side does not answer.
            await PublishOnceAsync(queue, body, properties, either.Token).WaitAsync(either.Token);
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException or TimeoutException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new LogUnavailableException($"{queue} did not take the message back.", failure);
        }
    }

    // A channel each: it is seldom, and a person waits for the answer.
    private async Task PublishOnceAsync(string queue, ReadOnlyMemory<byte> body, string? properties, CancellationToken ct)
    {
        await using IChannel channel = await broker.OpenChannelAsync(Confirmed, ct);
        await channel.BasicPublishAsync("", queue, mandatory: true, DeadLetter.ToPublish(properties), body, ct);
    }
}
