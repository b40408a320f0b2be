using LymphOutcomes.Bench.Driving;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Bench.Rows;

/// <summary>R: what the broker can carry at all. Publish, consume, acknowledge; nothing in between.</summary>
internal sealed class LimitOfBus : IRow
{
    private const string Queue = "bench.limit";
    private const ushort Prefetch = 1_000;
    private const int AcknowledgeEvery = 250;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["r"];

    /// <inheritdoc/>
    public bool DrivesPrograms => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct)
    {
        IReadOnlyList<Body> bodies = stage.Bodies.Spread("limit", stage.Sizes.LimitEvents, stage.Sizes.Patients);
        ConnectionFactory factory = new() { Uri = stage.Settings.Broker, ClientProvidedName = "bench consumer" };
        await using IConnection connection = await factory.CreateConnectionAsync(ct);
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        try
        {
            await RoundAsync(stage, connection, [.. bodies.Take(Sizes.WarmUp(bodies.Count))], ct);
            return
            [
                new("r", Figure.Rate,
                    await stage.RoundsAsync("plain bus", Figure.Rate, _ => RoundAsync(stage, connection, bodies, ct)),
                    $"plain RabbitMQ.Client, confirmed publishes into a quorum queue, consumed at the same time, "
                    + $"acknowledged by {AcknowledgeEvery}; from the first publish to the last acknowledged"),
            ];
        }
        finally
        {
            await channel.QueueDeleteAsync(Queue, cancellationToken: CancellationToken.None);
        }
    }

    private static async Task<double> RoundAsync(
        Stage stage, IConnection connection, IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        await using Publisher publisher = await Publisher.ConnectAsync(stage.Settings.Broker, "", Queue, ct);
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int seen = 0;
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            // One dispatcher a channel: messages come one after another.
            seen++;
            if (seen % AcknowledgeEvery == 0 || seen == bodies.Count)
                await channel.BasicAckAsync(message.DeliveryTag, multiple: true, ct);
            if (seen == bodies.Count)
                done.TrySetResult(stage.Time.GetTimestamp());
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, ct);

        Dictionary<string, double> cpu = stage.Cpu.Read();
        long start = stage.Time.GetTimestamp();
        Task publishing = publisher.PublishAsync(bodies, ct);
        long end = await done.Task.WaitAsync(Stage.ArrivalMax, stage.Time, ct);
        stage.SayCpu(cpu, bodies.Count);
        await publishing;
        if (seen != bodies.Count)
            throw new CountsDifferException($"{seen} messages consumed of {bodies.Count}");
        return stage.RateSince(start, end, bodies.Count);
    }
}
