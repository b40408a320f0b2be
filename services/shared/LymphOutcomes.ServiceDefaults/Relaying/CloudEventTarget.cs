using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>Publishes a log to hospitals, one CloudEvents message an event, with broker confirms.</summary>
/// <param name="broker">The broker.</param>
/// <param name="exchange">A topic exchange of the topology.</param>
/// <param name="overflow">Exchange for messages that a full queue of a hospital refuses.</param>
/// <param name="outgoing">Pure translation of a stored event; null = not published.</param>
public sealed class CloudEventTarget(
    BrokerConnection broker, string exchange, string overflow, Func<StoredEvent, OutgoingCloudEvent?> outgoing)
    : IRelayTarget, IAsyncDisposable
{
    private readonly CloudEventPublisher _publisher = new(broker, exchange, overflow);

    /// <inheritdoc/>
    public Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct) =>
        _publisher.PublishAsync([.. run.Select(outgoing).OfType<OutgoingCloudEvent>()], ct);

    /// <summary>Hospitals are not sent signs of life.</summary>
    public Task PublishIdleAsync(long position, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _publisher.DisposeAsync();
}
