using System.Text.Json;
using RabbitMQ.Client;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>
/// Every exchange, queue and binding of the system, from one file. Each service applies it before its first publish, so that
/// whichever starts first, nothing is published where nobody would keep it (promise P8).
/// </summary>
public sealed record BrokerTopology(IReadOnlyList<BrokerExchange> Exchanges, IReadOnlyList<BrokerQueue> Queues)
{
    /// <summary>Deliveries of one message before the broker gives it up to <c>lymph.dead</c>.</summary>
    public const int DeliveriesMax = 50;

    private const string DeadLetterExchange = "lymph.dead";

    /// <summary>The topology this build belongs to.</summary>
    public static BrokerTopology Current { get; } = Read();

    /// <summary>Declares everything; safe to repeat and from several services at once.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">The broker holds one of the names with other
    /// settings; an operator must decide (see <c>deploy/RUNBOOK.md</c>).</exception>
    public async Task ApplyAsync(IChannel channel, CancellationToken ct)
    {
        foreach (BrokerExchange exchange in Exchanges)
        {
            Dictionary<string, object?> arguments = [];
            if (exchange.Alternate is { } alternate)
                arguments["alternate-exchange"] = alternate;
            await channel.ExchangeDeclareAsync(
                exchange.Name, exchange.Type, durable: true, autoDelete: false, arguments, cancellationToken: ct);
        }

        foreach (BrokerQueue queue in Queues)
        {
            await channel.QueueDeclareAsync(
                queue.Name, durable: true, exclusive: false, autoDelete: false, Arguments(queue), cancellationToken: ct);
            await channel.QueueBindAsync(queue.Name, queue.Bind.Exchange, queue.Bind.Key, cancellationToken: ct);
        }
    }

    /// <summary>The arguments a queue is declared with; whoever declares it again must use the same.</summary>
    /// <exception cref="KeyNotFoundException">The topology has no such queue.</exception>
    public IReadOnlyDictionary<string, object?> ArgumentsOf(string queue) =>
        Arguments(Queues.FirstOrDefault(q => q.Name == queue)
            ?? throw new KeyNotFoundException($"topology.json has no queue '{queue}'."));

    private static Dictionary<string, object?> Arguments(BrokerQueue queue)
    {
        Dictionary<string, object?> arguments = new()
        {
            ["x-queue-type"] = "quorum",
            ["x-max-length"] = queue.MaxLength,
            // A full queue refuses the publisher, whose position then stays; at-least-once dead-lettering needs it too.
            ["x-overflow"] = queue.DropsOldest ? "drop-head" : "reject-publish",
        };
        if (!queue.IsDeadEnd && !queue.DropsOldest)
        {
            arguments["x-delivery-limit"] = DeliveriesMax;
            arguments["x-dead-letter-exchange"] = DeadLetterExchange;
            arguments["x-dead-letter-routing-key"] = queue.Name;
            arguments["x-dead-letter-strategy"] = "at-least-once";
        }

        return arguments;
    }

    private static BrokerTopology Read()
    {
        using Stream file = typeof(BrokerTopology).Assembly.GetManifestResourceStream("topology.json")
            ?? throw new InvalidOperationException("topology.json is not embedded in this assembly.");
        return JsonSerializer.Deserialize<BrokerTopology>(file, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("topology.json is empty.");
    }
}

/// <summary>An exchange.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>topic</c> or <c>fanout</c>.</param>
/// <param name="Why">What it is for, for the reader of the file.</param>
/// <param name="Alternate">Exchange that gets what no queue was bound for; null = such messages are returned.</param>
public sealed record BrokerExchange(string Name, string Type, string Why, string? Alternate = null);

/// <summary>A durable quorum queue with its one binding.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bind">Where its messages come from.</param>
/// <param name="MaxLength">Messages it holds at most.</param>
/// <param name="DropsOldest">When full: true = forget the oldest, false = refuse the publisher.</param>
/// <param name="IsDeadEnd">True for the queue where given-up messages end.</param>
public sealed record BrokerQueue(
    string Name, BrokerBinding Bind, int MaxLength, bool DropsOldest = false, bool IsDeadEnd = false);

/// <summary>A binding.</summary>
/// <param name="Exchange">Source exchange.</param>
/// <param name="Key">Routing key pattern; empty for a fanout exchange.</param>
public sealed record BrokerBinding(string Exchange, string Key);
