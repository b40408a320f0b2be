using LymphOutcomes.EventStore;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>Where a <see cref="LogRelay"/> publishes.</summary>
public interface IRelayTarget
{
    /// <summary>Publishes a run of the log; returns when the broker has confirmed all of it.</summary>
    /// <param name="run">At least one event, in log order.</param>
    /// <param name="ct">Stops the publish; what was confirmed by then may be published again.</param>
    /// <exception cref="Exception">Anything was refused, returned or not confirmed: the position must not move.</exception>
    Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct);

    /// <summary>Says "alive, nothing new", so that a reader can tell silence from staleness.</summary>
    /// <param name="position">Last number published.</param>
    /// <param name="ct">Stops the publish.</param>
    Task PublishIdleAsync(long position, CancellationToken ct);
}
