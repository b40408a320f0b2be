using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// Turns the log into deliveries. A relay like any other: one reader among all instances, and its position moves after the rows are
/// there, so a crash writes them again and changes nothing. A view that is built anew passes nobody by here, so it tells nobody.
/// </summary>
/// <param name="routes">Whom to tell.</param>
/// <param name="table">Where the deliveries are written down.</param>
/// <param name="time">The clock.</param>
public sealed class DeliveriesFromLog(Routes routes, DeliveryTable table, TimeProvider time) : IRelayTarget
{
    /// <summary>Name of the position; migration 110 writes its first, so that nobody is told of the past.</summary>
    public const string Name = "alerting-notifications";

    /// <inheritdoc/>
    public Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        return table.AddAsync(
            [.. run.SelectMany(stored => Routing.Of(stored, routes.Of(stored.Stream.Tenant)))], time.GetUtcNow(), ct);
    }

    /// <inheritdoc/>
    public Task PublishIdleAsync(long position, CancellationToken ct) => Task.CompletedTask;
}
