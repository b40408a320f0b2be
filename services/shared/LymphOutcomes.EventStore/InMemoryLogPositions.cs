using System.Collections.Concurrent;

namespace LymphOutcomes.EventStore;

/// <summary>Positions in memory, for tests: the same promises within one process.</summary>
/// <param name="log">The log they are of; null = nobody looks whether a position is ahead of it.</param>
public sealed class InMemoryLogPositions(ILogReader? log = null) : ILogPositions
{
    private readonly ConcurrentDictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Position, long Head)> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _leaders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        long position = _positions.GetOrAdd(reader, 0);
        if (log is not null && await log.HeadAsync(ct) is var head && position > head)
            await RefuseAsync(reader, position, head, ct);
        return _refused.TryGetValue(reader, out (long Position, long Head) seen)
            ? throw new PositionAheadOfLogException(reader, seen.Position, seen.Head) { IsStored = true }
            : position;
    }

    /// <inheritdoc/>
    public Task RefuseAsync(string reader, long position, long head, CancellationToken ct)
    {
        _refused.TryAdd(reader, (position, head));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string reader, long to, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        if (log is not null && await log.HeadAsync(ct) is var head && to > head)
            throw new PositionAheadOfLogException(reader, to, head);
        _positions[reader] = to;
        _refused.TryRemove(reader, out _);
    }

    /// <inheritdoc/>
    public Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct)
    {
        _positions.TryAdd(reader, 0);
        return Task.FromResult(!_refused.ContainsKey(reader) && _positions.TryUpdate(reader, to, from));
    }

    /// <inheritdoc/>
    public async Task<Leadership> LeadAsync(string reader, CancellationToken ct)
    {
        SemaphoreSlim gate = _leaders.GetOrAdd(reader, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        return new Lease(gate);
    }

    private sealed class Lease(SemaphoreSlim gate) : Leadership
    {
        private readonly CancellationTokenSource _lost = new();

        public override CancellationToken Lost => _lost.Token;

        public override async ValueTask DisposeAsync()
        {
            if (_lost.IsCancellationRequested)
                return;
            await _lost.CancelAsync();
            gate.Release();
        }
    }
}
