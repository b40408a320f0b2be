using System.Collections.Concurrent;

namespace LymphOutcomes.EventStore;

/// <summary>Positions in memory, for tests: the same promises within one process.</summary>
public sealed class InMemoryLogPositions : ILogPositions
{
    private readonly ConcurrentDictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _leaders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<long> LoadAsync(string reader, CancellationToken ct) => Task.FromResult(_positions.GetOrAdd(reader, 0));

    /// <inheritdoc/>
    public Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct)
    {
        _positions.TryAdd(reader, 0);
        return Task.FromResult(_positions.TryUpdate(reader, to, from));
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
