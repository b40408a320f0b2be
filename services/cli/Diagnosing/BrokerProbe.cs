using System.Text;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Asks the broker for its version and for every queue of the topology, and declares nothing.</summary>
/// <param name="connection">An open connection.</param>
public sealed class BrokerProbe(IConnection connection) : IAsyncDisposable
{
    private const ushort NotFound = 404;

    /// <summary>As the broker says itself.</summary>
    public string Version =>
        connection.ServerProperties?.TryGetValue("version", out object? version) == true && version is byte[] text
            ? Encoding.UTF8.GetString(text)
            : "unknown";

    /// <summary>Connects.</summary>
    /// <exception cref="CannotLookException">It is no amqp address.</exception>
    /// <exception cref="BrokerUnreachableException">No broker answers, or it lets nobody in.</exception>
    public static async Task<BrokerProbe> ConnectAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("amqp" or "amqps"))
            throw new CannotLookException("LYMPH_DOCTOR_BROKER is no amqp:// or amqps:// address.");
        ConnectionFactory factory = new()
        {
            Uri = uri,
            ClientProvidedName = "lymph doctor",
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        };
        return new(await factory.CreateConnectionAsync(ct));
    }

    /// <summary>Every queue that should be there.</summary>
    public async Task<IReadOnlyList<QueueSeen>> QueuesAsync(CancellationToken ct)
    {
        List<QueueSeen> queues = [];
        foreach (BrokerQueue expected in BrokerTopology.Current.Queues)
            queues.Add(await LookAsync(expected, ct));
        return queues;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<QueueSeen> LookAsync(BrokerQueue expected, CancellationToken ct)
    {
        QueueUse use = expected switch
        {
            { IsDeadEnd: true } => QueueUse.Dead,
            { DropsOldest: true } => QueueUse.Kept,
            _ => QueueUse.Read,
        };
        // A channel each: the broker closes the one that asks for a queue that is not there.
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            QueueDeclareOk found = await channel.QueueDeclarePassiveAsync(expected.Name, ct);
            return new(expected.Name, use, expected.MaxLength, found.MessageCount, found.ConsumerCount);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == NotFound)
        {
            return new(expected.Name, use, expected.MaxLength, Messages: null, Consumers: null);
        }
    }
}
