using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>Listens to the groups intake publishes, with a queue of its own, and can publish a group by hand.</summary>
public sealed class BusTap : IAsyncDisposable
{
    private const string Exchange = "lymph.intake.facts";
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<TappedGroup> _groups = new();

    private BusTap(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>Every group so far that carries facts, in the order it came.</summary>
    public IReadOnlyList<TappedGroup> Groups => [.. _groups.Where(group => group.Items.Count > 0)];

    /// <summary>Begins to listen.</summary>
    public static async Task<BusTap> OpenAsync()
    {
        ConnectionFactory factory = new() { Uri = ChaosSystem.BrokerOf("lymph"), AutomaticRecoveryEnabled = false };
        IConnection connection = await factory.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync(new(true, true));
        BusTap tap = new(connection, channel);
        QueueDeclareOk queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, Exchange, "");
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            tap._groups.Enqueue(new(new BasicProperties(message.BasicProperties), message.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return tap;
    }

    /// <summary>Publishes a group again, or one made by hand; returns when the broker has confirmed.</summary>
    public async Task PublishAsync(TappedGroup group) =>
        await _channel.BasicPublishAsync(Exchange, "", mandatory: true, group.Properties, group.Body);

    /// <summary>Messages waiting in a queue of the system, those being worked on not counted.</summary>
    public async Task<uint> WaitingAsync(string queue) => (await _channel.QueueDeclarePassiveAsync(queue)).MessageCount;

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

/// <summary>A group message as it went over the bus.</summary>
/// <param name="Properties">Its AMQP properties.</param>
/// <param name="Body">The bus library's envelope, JSON.</param>
public sealed record TappedGroup(BasicProperties Properties, byte[] Body)
{
    private readonly JsonElement _message = JsonElement.Parse(Body).GetProperty("message");

    /// <summary>First sequence number covered.</summary>
    public long FromSeq => _message.GetProperty("fromSeq").GetInt64();

    /// <summary>Last sequence number covered.</summary>
    public long ToSeq => _message.GetProperty("toSeq").GetInt64();

    /// <summary>The facts in it.</summary>
    public IReadOnlyList<JsonElement> Items => [.. _message.GetProperty("items").EnumerateArray()];

    /// <summary>Another message of the same kind with other facts.</summary>
    public TappedGroup With(IEnumerable<JsonNode?> items)
    {
        JsonNode envelope = JsonNode.Parse(Body)!;
        envelope["message"]!["items"] = new JsonArray([.. items]);
        envelope["messageId"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("D");
        return new(Properties, JsonSerializer.SerializeToUtf8Bytes(envelope));
    }
}
