using System.Diagnostics.Metrics;
using LymphOutcomes.EventStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>A relay of this program, by the name of its position.</summary>
/// <param name="Name">The name.</param>
public sealed record KnownRelay(string Name);

/// <summary>
/// Looks at every relay's position from outside the relay, so that one that hangs, or leads in another instance, is seen too.
/// </summary>
/// <param name="relays">Those of this program.</param>
/// <param name="log">The log they tail.</param>
/// <param name="positions">How far they have come.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class RelayWatch(
    IEnumerable<KnownRelay> relays, ILogReader log, ILogPositions positions, TimeProvider time, ILogger<RelayWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(LymphTelemetry.Name);
    private volatile IReadOnlyList<RelayReading> _readings = [];

    /// <summary>The last look at each; empty before the first.</summary>
    public IReadOnlyList<RelayReading> Readings => _readings;

    /// <summary>Looks at each relay now.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        List<RelayReading> readings = [];
        foreach (KnownRelay relay in relays)
        {
            readings.Add(await ReadAsync(relay.Name, ct));
        }

        _readings = readings;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Measure();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The log's own health check tells that the database is away; the last readings stay.
                LogCannotLook(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RelayReading> ReadAsync(string relay, CancellationToken ct)
    {
        try
        {
            long position = await positions.LoadAsync(relay, ct);
            IReadOnlyList<StoredEvent> next = await log.ReadAsync(position, 1, ct);
            // Read last, so that the head is never before what was just read.
            return new(relay, position, await log.HeadAsync(ct), next.Count == 0 ? null : next[0].Timestamp);
        }
        catch (PositionAheadOfLogException ahead)
        {
            // Written down at once, whoever saw it first: new events would make the numbers agree again, and those stored under
            // the numbers in between would be skipped without a word. What was only read is not: it may be released by now.
            if (!ahead.IsStored)
                await positions.RefuseAsync(relay, ahead.Position, ahead.Head, ct);
            return new(relay, ahead.Position, ahead.Head, WaitingSince: null);
        }
    }

    private void Measure()
    {
        Gauge("lymph.relay.position", "{event}", "Last number of the log the relay has published.", reading => reading.Position);
        Gauge("lymph.relay.head", "{event}", "Last number in the log the relay tails.", reading => reading.Head);
        Gauge("lymph.relay.lag", "{event}", "Events the relay has not dealt with.", reading => reading.Lag);
        Gauge(
            "lymph.relay.oldest_age",
            "s",
            "How long the oldest unrelayed event has waited.",
            reading => (long)reading.Age(time.GetUtcNow()).TotalSeconds);
    }

    private void Gauge(string name, string unit, string description, Func<RelayReading, long> value) =>
        _meter.CreateObservableGauge(
            name,
            () => _readings.Select(reading =>
                new Measurement<long>(value(reading), new KeyValuePair<string, object?>("relay", reading.Relay))),
            unit,
            description);

    [LoggerMessage(5301, LogLevel.Warning, "The relays' positions cannot be read; the next look follows in 5 seconds.")]
    private partial void LogCannotLook(Exception failure);
}
