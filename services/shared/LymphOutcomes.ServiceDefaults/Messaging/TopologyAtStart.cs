using Microsoft.Extensions.Hosting;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>Applies the topology before any hosted service of the program starts to consume or publish.</summary>
internal sealed class TopologyAtStart(BrokerConnection broker) : IHostedLifecycleService
{
    private static readonly TimeSpan StartWait = TimeSpan.FromMinutes(2);

    public Task StartingAsync(CancellationToken cancellationToken) => broker.WaitUntilReadyAsync(StartWait, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
