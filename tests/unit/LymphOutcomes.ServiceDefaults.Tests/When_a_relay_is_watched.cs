using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Observing;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_a_relay_is_watched : IDisposable
{
    private const string Relay = "intake-relay";

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryEventStore<NoState> _log;
    private readonly InMemoryLogPositions _positions = new();
    private readonly RelayWatch _watch;

    public When_a_relay_is_watched()
    {
        _log = new(new EventTypes(JsonSerializerOptions.Web).Add<Happened>("happened.v1"), _time);
        _watch = new([new KnownRelay(Relay)], _log, _positions, _time, NullLogger<RelayWatch>.Instance);
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task A_relay_that_keeps_up_is_healthy()
    {
        await AppendAsync(3);
        await _positions.MoveAsync(Relay, 0, 3, default);

        HealthCheckResult health = await LookAsync();

        Assert.Equal((HealthStatus.Healthy, "intake-relay is 0 events behind."), (health.Status, health.Description));
    }

    [Fact]
    public async Task Being_behind_for_a_while_is_no_complaint()
    {
        await AppendAsync(3);
        _time.Advance(RelayReading.LateAfter);

        HealthCheckResult health = await LookAsync();

        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal(3, _watch.Readings.Single().Lag);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_it_is_degraded_and_says_by_how_much()
    {
        await AppendAsync(1);
        await _positions.MoveAsync(Relay, 0, 1, default);
        await AppendAsync(2);
        _time.Advance(TimeSpan.FromMinutes(16));

        HealthCheckResult health = await LookAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("intake-relay is 2 events behind; the oldest has waited 16 min.", health.Description);
    }

    [Fact]
    public async Task A_position_ahead_of_the_log_is_unhealthy_even_after_the_log_has_grown_past_it()
    {
        await AppendAsync(2);
        await _positions.MoveAsync(Relay, 0, 5, default);

        HealthCheckResult first = await LookAsync();
        await AppendAsync(4);
        HealthCheckResult later = await LookAsync();

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Unhealthy), (first.Status, later.Status));
        Assert.StartsWith("intake-relay stands at 5, but the log ends at 2:", later.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Released_by_a_person_it_is_healthy_again_without_a_restart()
    {
        await AppendAsync(2);
        await _positions.MoveAsync(Relay, 0, 5, default);
        Assert.Equal(HealthStatus.Unhealthy, (await LookAsync()).Status);

        await _positions.ReleaseAsync(Relay, 1, default);

        Assert.Equal("intake-relay is 1 events behind.", (await LookAsync()).Description);
    }

    [Fact]
    public async Task A_release_between_its_reading_the_refusal_and_its_answer_stands()
    {
        await AppendAsync(2);
        await _positions.RefuseAsync(Relay, 5, 2, default);
        using RelayWatch watch = new(
            [new KnownRelay(Relay)], _log, new ReleasedAfterARead(_positions), _time, NullLogger<RelayWatch>.Instance);

        await watch.LookAsync(default);

        Assert.Equal(1, await _positions.LoadAsync(Relay, default));
    }

    private async Task<HealthCheckResult> LookAsync()
    {
        await _watch.LookAsync(default);
        return await new RelayHealth(_watch, _time).CheckHealthAsync(new());
    }

    private Task<AppendOutcome> AppendAsync(int events) => _log.AppendAsync(
        new(
            Guid.CreateVersion7(_time.GetUtcNow()),
            new StreamKey("demo", "patient-1"),
            _ => new Decision.Append([.. Enumerable.Repeat(new NewEvent(new Happened()), events)])),
        default);

    private sealed record Happened;

    private sealed class ReleasedAfterARead(InMemoryLogPositions positions) : ILogPositions
    {
        public async Task<long> LoadAsync(string reader, CancellationToken ct)
        {
            try
            {
                return await positions.LoadAsync(reader, ct);
            }
            finally
            {
                await positions.ReleaseAsync(reader, 1, ct);
            }
        }

        public Task RefuseAsync(string reader, long position, long head, CancellationToken ct) =>
            positions.RefuseAsync(reader, position, head, ct);

        public Task ReleaseAsync(string reader, long to, CancellationToken ct) => positions.ReleaseAsync(reader, to, ct);

        public Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct) =>
            positions.MoveAsync(reader, from, to, ct);

        public Task<Leadership> LeadAsync(string reader, CancellationToken ct) => positions.LeadAsync(reader, ct);
    }
}
