using System.Collections.Concurrent;
using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_a_relay_stands_ahead_of_its_log : IDisposable
{
    private const string Relay = "intake-relay";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryEventStore<NoState> _log;
    private readonly InMemoryLogPositions _positions;
    private readonly Published _target = new();
    private readonly LogRelay _relay;

    public When_a_relay_stands_ahead_of_its_log()
    {
        _log = new(new EventTypes(JsonSerializerOptions.Web).Add<Happened>("happened.v1"), _time);
        _positions = new(_log);
        _relay = new(Relay, _target, _log, _positions, _time, NullLogger<LogRelay>.Instance);
    }

    public void Dispose() => _relay.Dispose();

    [Fact]
    public async Task It_publishes_nothing_though_the_log_grows_past_it_until_it_is_released()
    {
        await AppendAsync(2);
        await _positions.MoveAsync(Relay, 0, 5, default);
        await _relay.StartAsync(default);
        await Assert.ThrowsAsync<PositionAheadOfLogException>(() => _positions.LoadAsync(Relay, default));

        await AppendAsync(6);
        foreach (int _ in Enumerable.Range(0, 20))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        Assert.Empty(_target.Seqs);
        Assert.Equal(5, (await Assert.ThrowsAsync<PositionAheadOfLogException>(() => _positions.LoadAsync(Relay, default))).Position);

        await _positions.ReleaseAsync(Relay, 2, default);
        long start = TimeProvider.System.GetTimestamp();
        while (_target.Seqs.Count < 6 && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10);
        }

        await _relay.StopAsync(default);
        Assert.Equal([3, 4, 5, 6, 7, 8], _target.Seqs);
    }

    private Task<AppendOutcome> AppendAsync(int events) => _log.AppendAsync(
        new(
            Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            new StreamKey("demo", "patient-1"),
            _ => new Decision.Append([.. Enumerable.Repeat(new NewEvent(new Happened()), events)])),
        default);

    private sealed record Happened;

    private sealed class Published : IRelayTarget
    {
        public ConcurrentQueue<long> Seqs { get; } = [];

        public Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
        {
            foreach (StoredEvent stored in run)
                Seqs.Enqueue(stored.SeqId);
            return Task.CompletedTask;
        }

        public Task PublishIdleAsync(long position, CancellationToken ct) => Task.CompletedTask;
    }
}
