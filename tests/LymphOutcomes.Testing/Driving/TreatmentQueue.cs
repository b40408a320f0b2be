using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Testing.Driving;

/// <summary>A queue the hospital has bound to exchange <c>lymph.sessions</c>, and what came.</summary>
public sealed class TreatmentQueue : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<TreatmentNews> _came = new();

    private TreatmentQueue(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    /// <summary>What came of one patient and type so far, in order.</summary>
    public IReadOnlyList<JsonElement> Of(Guid patient, string type) =>
        [.. _came.Where(news => news.Subject == patient && news.Type == type).Select(news => news.Data)];

    /// <summary>Declares, binds and begins to read.</summary>
    public static async Task<TreatmentQueue> BindAsync(IConnection connection, string queue, string key)
    {
        IChannel channel = await connection.CreateChannelAsync();
        TreatmentQueue bound = new(connection, channel);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true);
        await channel.QueueBindAsync(queue, "lymph.sessions", key);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            JsonElement news = JsonElement.Parse(message.Body.Span);
            bound._came.Enqueue(new(
                news.GetProperty("type").GetString()!, news.GetProperty("subject").GetGuid(), news.GetProperty("data")));
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

    private sealed record TreatmentNews(string Type, Guid Subject, JsonElement Data);
}
