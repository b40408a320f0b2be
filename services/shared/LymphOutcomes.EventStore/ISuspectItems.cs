using System.Collections.Concurrent;

namespace LymphOutcomes.EventStore;

/// <summary>
/// Counts attempts at items of a message that keeps coming back. An attempt is written down before the item is looked at, so that
/// one that ends the program is counted too; while the database is away nothing is attempted and nothing counted.
/// </summary>
public interface ISuspectItems
{
    /// <summary>Writes an attempt down.</summary>
    /// <returns>Which one it is, from 1.</returns>
    /// <exception cref="LogUnavailableException">It cannot be written; do not attempt it.</exception>
    Task<int> AttemptAsync(Guid item, CancellationToken ct);

    /// <summary>The latest attempt was none: the log was away, or the program was told to stop.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written; the count stays one too high.</exception>
    Task TakeBackAsync(Guid item, CancellationToken ct);

    /// <summary>The item is dealt with.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written; the count stays, which does no harm.</exception>
    Task ForgetAsync(Guid item, CancellationToken ct);
}

/// <summary>Counts in memory, for tests.</summary>
public sealed class InMemorySuspectItems : ISuspectItems
{
    private readonly ConcurrentDictionary<Guid, int> _attempts = new();

    /// <inheritdoc/>
    public Task<int> AttemptAsync(Guid item, CancellationToken ct) =>
        Task.FromResult(_attempts.AddOrUpdate(item, 1, (_, before) => before + 1));

    /// <inheritdoc/>
    public Task TakeBackAsync(Guid item, CancellationToken ct)
    {
        if (_attempts.TryGetValue(item, out int attempts))
            _attempts[item] = Math.Max(0, attempts - 1);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForgetAsync(Guid item, CancellationToken ct)
    {
        _attempts.TryRemove(item, out _);
        return Task.CompletedTask;
    }
}
