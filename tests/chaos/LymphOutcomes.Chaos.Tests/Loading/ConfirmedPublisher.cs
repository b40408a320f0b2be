using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>A hospital's publisher that waits for the broker's confirms and comes back after every loss.</summary>
/// <param name="broker">With the hospital's own user.</param>
/// <param name="answerMax">How long it waits for confirms.</param>
public sealed class ConfirmedPublisher(Uri broker, TimeSpan answerMax) : IAsyncDisposable
{
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Publishes; null unless the broker has confirmed all of it.</summary>
    public async Task<IReadOnlyList<(string Id, string Status)>?> PublishAsync(IReadOnlyList<PlannedFact> facts)
    {
        using CancellationTokenSource limit = new(answerMax, TimeProvider.System);
        try
        {
            IChannel channel = await OpenAsync(limit.Token);
            await Task.WhenAll(facts.Select(fact => Hospital
                .PublishAsync(channel, $"{Hospital.Tenant}.{fact.Delivery.Type}", fact.Delivery).AsTask()))
                .WaitAsync(limit.Token);
            return [.. facts.Select(fact => (fact.Delivery.Id, "confirmed"))];
        }
        catch (Exception failure) when (failure is RabbitMQClientException or OperationCanceledException or IOException
            or TimeoutException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            await CloseAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<IChannel> OpenAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: true })
            return _channel;
        await CloseAsync();
        ConnectionFactory factory = new()
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
        };
        _connection = await factory.CreateConnectionAsync(ct);
        return _channel = await _connection.CreateChannelAsync(new(true, true), ct);
    }

    private async Task CloseAsync()
    {
        IConnection? connection = _connection;
        (_connection, _channel) = (null, null);
        if (connection is null)
            return;
        try
        {
            await connection.AbortAsync();
            await connection.DisposeAsync();
        }
        catch (Exception failure) when (failure is RabbitMQClientException or IOException or ObjectDisposedException or TimeoutException)
        {
            // It was gone already.
        }
    }
}
