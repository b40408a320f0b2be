using System.Collections.Concurrent;
using System.Text.Json;
using LymphOutcomes.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Testing.Driving;

/// <summary>A queue the hospital has bound to an exchange for hospitals, and what came.</summary>
public sealed class HospitalQueue : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<HospitalMessage> _came = new();

    private HospitalQueue(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>What came of one patient so far, in order.</summary>
    public IReadOnlyList<HospitalMessage> Of(Guid patient) => [.. _came.Where(news => news.Subject == patient)];

    /// <summary>Declares, binds and begins to read.</summary>
    public static async Task<HospitalQueue> BindAsync(IConnection connection, string exchange, string queue, string key)
    {
        IChannel channel = await connection.CreateChannelAsync();
        HospitalQueue bound = new(connection, channel);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync(queue, exchange, key);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            bound._came.Enqueue(HospitalMessage.Read(message.RoutingKey, message.Body));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return bound;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

/// <summary>One message.</summary>
/// <param name="RoutingKey">As the broker gave it.</param>
/// <param name="Type">CloudEvents type.</param>
/// <param name="Subject">Our patient id.</param>
/// <param name="Data">What it says.</param>
public sealed record HospitalMessage(string RoutingKey, string Type, Guid Subject, JsonElement Data)
{
    /// <summary>The data as a record of the contracts.</summary>
    public T As<T>() => Data.Deserialize<T>(ContractJson.Options)!;

    /// <summary>Reads the CloudEvent.</summary>
    public static HospitalMessage Read(string routingKey, ReadOnlyMemory<byte> body)
    {
        JsonElement news = JsonElement.Parse(body.Span);
        return new(
            routingKey, news.GetProperty("type").GetString()!, news.GetProperty("subject").GetGuid(), news.GetProperty("data"));
    }
}
