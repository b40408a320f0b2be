using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>Reads the program's queues, and looks every few seconds whether each is really read (<see cref="QueueReader"/>).</summary>
internal sealed partial class QueueReaders(
    IReadOnlyList<QueueReader> readers, BrokerConnection broker, TimeProvider time, ILogger<QueueReaders> log)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(readers.Select(reader => reader.StartAsync(cancellationToken))).WaitAsync(StartMax, time, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(readers.Select(reader => reader.StopAsync(cancellationToken)));
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string complaints = string.Join(' ', readers.Select(reader => reader.Complaint).OfType<string>());
        // Degraded: what waits in a queue is safe, and what this program holds can still be read.
        return Task.FromResult(complaints.Length > 0 ? HealthCheckResult.Degraded(complaints) : HealthCheckResult.Healthy());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
            {
                // The broker's own health check tells it, and a reader cannot be blamed meanwhile.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogCannotLook(failure);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using IChannel channel = await broker.OpenChannelAsync(options: null, ct);
        foreach (QueueReader reader in readers)
        {
            QueueDeclareOk queue = await channel.QueueDeclarePassiveAsync(reader.Queue, ct);
            if (!reader.IsDeaf(new(queue.MessageCount, queue.ConsumerCount)))
                continue;
            LogDeaf(reader.Complaint!);
            await reader.ReconnectAsync(ct);
        }
    }

    [LoggerMessage(5111, LogLevel.Warning, "{Complaint} It is connected anew.")]
    private partial void LogDeaf(string complaint);

    [LoggerMessage(5112, LogLevel.Warning, "The queues could not be looked at.")]
    private partial void LogCannotLook(Exception failure);
}
