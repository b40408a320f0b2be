using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.EventStore;
using MassTransit;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>Publishes a log to the other services, many events a message: at most 500 items and 256 KiB each.</summary>
/// <typeparam name="TItem">One published event.</typeparam>
/// <typeparam name="TGroup">The message that carries a run of them.</typeparam>
/// <param name="bus">The bus.</param>
/// <param name="outgoing">Pure translation of a stored event; null = not published.</param>
/// <param name="bytesOf">Size of an item on the wire, roughly.</param>
/// <param name="group">Builds a message from first and last sequence number covered and the items between.</param>
public sealed class BusGroupTarget<TItem, TGroup>(
    IBus bus, Func<StoredEvent, TItem?> outgoing, Func<TItem, int> bytesOf, Func<long, long, IReadOnlyList<TItem>, TGroup> group)
    : IRelayTarget
    where TItem : class
    where TGroup : class
{
    private const int ItemsMax = 500;
    private const int BytesMax = 256 * 1024;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
    {
        List<TItem> items = [];
        long from = run[0].SeqId;
        int bytes = 0;
        List<Task> unconfirmed = [];
        for (int i = 0; i < run.Count; i++)
        {
            if (outgoing(run[i]) is { } item)
            {
                int size = bytesOf(item);
                if (items.Count == ItemsMax || (items.Count > 0 && bytes + size > BytesMax))
                {
                    unconfirmed.Add(SendAsync(from, run[i - 1].SeqId, items, ct));
                    (items, bytes, from) = ([], 0, run[i].SeqId);
                }

                items.Add(item);
                bytes += size;
            }
        }

        if (items.Count > 0)
            unconfirmed.Add(SendAsync(from, run[^1].SeqId, items, ct));
        await Task.WhenAll(unconfirmed);
    }

    /// <inheritdoc/>
    public Task PublishIdleAsync(long position, CancellationToken ct) => SendAsync(position + 1, position, [], ct);

    private Task SendAsync(long from, long to, List<TItem> items, CancellationToken ct) =>
        bus.Publish(group(from, to, items), context =>
        {
            // Returned when no queue is bound: better to stand still than to publish into nothing.
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                rabbit.Mandatory = true;
            if (items.Count > 0)
                context.MessageId = MessageIdOf(from, to);
        }, ct);

    private static Guid MessageIdOf(long from, long to) =>
        DerivedId.From(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(TGroup).FullName}/{from}/{to}")));
}
