using RabbitMQ.Client;

namespace LymphOutcomes.Bench.Driving;

/// <summary>The one raw publisher of every row: persistent messages, mandatory, confirmed, a bounded number in flight.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private const int InFlightMax = 1_024;

    private static readonly BasicProperties Properties =
        new() { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent };

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _exchange;
    private readonly string _routingKey;

    private Publisher(IConnection connection, IChannel channel, string exchange, string routingKey) =>
        (_connection, _channel, _exchange, _routingKey) = (connection, channel, exchange, routingKey);

    /// <summary>Connects as the user of the address.</summary>
    public static async Task<Publisher> ConnectAsync(Uri broker, string exchange, string routingKey, CancellationToken ct)
    {
        ConnectionFactory factory = new() { Uri = broker, ClientProvidedName = "bench", AutomaticRecoveryEnabled = false };
        IConnection connection = await factory.CreateConnectionAsync(ct);
        IChannel channel = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        return new(connection, channel, exchange, routingKey);
    }

    /// <summary>As a hospital publishes: its own user, its own topic.</summary>
    public static Task<Publisher> AsHospitalAsync(BenchSettings settings, CancellationToken ct) => ConnectAsync(
        settings.HospitalBroker, "lymph.intake", $"{BenchSettings.Tenant}.lymph.limb-measured.v1", ct);

    /// <summary>Returns when all are confirmed.</summary>
    public async Task PublishAsync(IReadOnlyList<Body> bodies, CancellationToken ct)
    {
        var inFlight = new Task[InFlightMax];
        Array.Fill(inFlight, Task.CompletedTask);
        for (int n = 0; n < bodies.Count; n++)
        {
            await inFlight[n % InFlightMax];
            inFlight[n % InFlightMax] = PublishAsync(bodies[n], ct);
        }

        await Task.WhenAll(inFlight);
    }

    /// <summary>Returns when it is confirmed.</summary>
    public Task PublishAsync(Body body, CancellationToken ct) =>
        _channel.BasicPublishAsync(_exchange, _routingKey, mandatory: true, Properties, body.Json, ct).AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
