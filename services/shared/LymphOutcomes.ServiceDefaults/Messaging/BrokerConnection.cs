using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>
/// The one plain connection of a program to the broker (the bus library keeps its own), opened at first use and again after a loss.
/// </summary>
/// <param name="uri">Address of the broker.</param>
/// <param name="program">Name shown in the broker's list of connections.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where failures are told.</param>
public sealed partial class BrokerConnection(Uri uri, string program, TimeProvider time, ILogger<BrokerConnection> log)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;
    private bool _topologyApplied;

    /// <summary>True while the last opened connection stands.</summary>
    public bool IsOpen => _connection?.IsOpen == true;

    /// <summary>Opens a channel; the first one of a process also applies the topology.</summary>
    /// <exception cref="BrokerUnreachableException">No broker answers.</exception>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions? options, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                if (_connection is not null)
                    await _connection.DisposeAsync();
                _connection = await Factory().CreateConnectionAsync(ct);
                // A broker that came back empty must be given its queues before anything is published to it.
                _topologyApplied = false;
            }

            if (!_topologyApplied)
            {
                await using IChannel channel = await _connection.CreateChannelAsync(cancellationToken: ct);
                await BrokerTopology.Current.ApplyAsync(channel, ct);
                _topologyApplied = true;
            }

            return await _connection.CreateChannelAsync(options, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits until the broker answers and the topology stands.</summary>
    /// <param name="atMost">After this the last failure is thrown.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task WaitUntilReadyAsync(TimeSpan atMost, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await using IChannel channel = await OpenChannelAsync(options: null, ct);
                return;
            }
            catch (BrokerUnreachableException failure) when (time.GetElapsedTime(start) < atMost)
            {
                LogNotYet(failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _gate.Dispose();
    }

    // Recovery is ours: a library that silently reopens a channel would hide the loss of unconfirmed publishes.
    private ConnectionFactory Factory() => new()
    {
        Uri = uri,
        ClientProvidedName = program,
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
    };

    [LoggerMessage(5101, LogLevel.Warning, "The broker does not answer yet: {Reason}")]
    private partial void LogNotYet(string reason);
}
