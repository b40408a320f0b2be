using System.Diagnostics.Metrics;
using System.Threading.Channels;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Observing;

namespace LymphOutcomes.Alerting.StreamingAlerts;

/// <summary>One alert that changed, at its place in the log.</summary>
/// <param name="Seq">Number in alerting's log; the id of the server-sent event.</param>
/// <param name="Tenant">The hospital.</param>
/// <param name="Alert">The alert after the change.</param>
public sealed record AlertChange(long Seq, string Tenant, Alert Alert);

/// <summary>Tails the log once and hands alert changes to everyone who listens.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class AlertStream(ILogReader log, TimeProvider time, ILogger<AlertStream> logger) : BackgroundService
{
    private const int EventsMax = 500;
    private const int ListenersMax = 2_000;
    private const int BehindMax = 1_000;
    private static readonly TimeSpan PollAtLatest = TimeSpan.FromSeconds(1);

    private static readonly UpDownCounter<int> Listening = LymphTelemetry.Meter.CreateUpDownCounter<int>(
        "lymph.stream.listeners", "{listener}", "Open live streams.");

    private readonly Lock _gate = new();
    private readonly List<Listener> _listeners = [];
    private long _position = -1;

    /// <summary>
    /// Starts listening to one tenant. Changes after <see cref="Listener.From"/> arrive, each once, in log order; a listener that
    /// falls more than 1,000 behind is cut off and its channel completed.
    /// </summary>
    /// <returns>Null when the stream has not started yet or too many listen.</returns>
    public Listener? Listen(string tenant)
    {
        lock (_gate)
        {
            if (_position < 0 || _listeners.Count >= ListenersMax)
                return null;
            Listener listener = new(tenant, _position, Channel.CreateBounded<AlertChange>(BehindMax), Forget);
            _listeners.Add(listener);
            Listening.Add(1);
            return listener;
        }
    }

    /// <summary>The alert changes in a run of the log.</summary>
    public static IEnumerable<AlertChange> ChangesIn(IEnumerable<StoredEvent> run) =>
        from stored in run
        where stored.Data is AlertEvent { Alert.Held: not true } && stored.Stream.Patient is not null
        select new AlertChange(
            stored.SeqId, stored.Stream.Tenant, AlertView.Of(stored.Stream.Patient!.Value, ((AlertEvent)stored.Data!).Alert));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TailAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (PositionAheadOfLogException ahead)
            {
                // An older backup was restored under us. Everyone is sent away: who comes again is told to read everything.
                LogBeginAnew(ahead);
                Restart();
            }
            catch (Exception failure)
            {
                // Listeners keep waiting; the tail goes on from where it was, so nothing is skipped.
                LogTailFailed(failure);
                await Task.Delay(PollAtLatest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TailAsync(CancellationToken ct)
    {
        if (_position < 0)
            Advance([], await log.HeadAsync(ct));
        while (true)
        {
            await log.WaitForNewsAsync(_position, PollAtLatest, ct);
            IReadOnlyList<StoredEvent> run = await log.ReadAsync(_position, EventsMax, ct);
            if (run.Count > 0)
                Advance([.. ChangesIn(run)], run[^1].SeqId);
        }
    }

    private void Advance(List<AlertChange> changes, long position)
    {
        lock (_gate)
        {
            foreach (AlertChange change in changes)
            {
                foreach (Listener listener in _listeners)
                {
                    if (listener.Tenant == change.Tenant && !listener.Channel.Writer.TryWrite(change))
                        listener.Channel.Writer.TryComplete();
                }
            }

            _position = position;
        }
    }

    private void Restart()
    {
        lock (_gate)
        {
            foreach (Listener listener in _listeners)
                listener.Channel.Writer.TryComplete();
            _position = -1;
        }
    }

    private void Forget(Listener listener)
    {
        lock (_gate)
        {
            if (_listeners.Remove(listener))
                Listening.Add(-1);
        }
    }

    [LoggerMessage(3202, LogLevel.Error, "The live stream stood ahead of the log: an older backup was restored. It begins anew.")]
    private partial void LogBeginAnew(Exception ahead);

    [LoggerMessage(3201, LogLevel.Warning, "The live stream could not read the log; it goes on from where it was.")]
    private partial void LogTailFailed(Exception failure);
}

/// <summary>One who listens; dispose to stop.</summary>
/// <param name="tenant">The hospital.</param>
/// <param name="from">Everything up to this number of the log was there before.</param>
/// <param name="channel">Where changes arrive.</param>
/// <param name="forget">Called once on dispose.</param>
public sealed class Listener(string tenant, long from, Channel<AlertChange> channel, Action<Listener> forget) : IDisposable
{
    /// <summary>The hospital.</summary>
    public string Tenant { get; } = tenant;

    /// <summary>Everything up to this number of the log was there before.</summary>
    public long From { get; } = from;

    internal Channel<AlertChange> Channel { get; } = channel;

    /// <summary>What arrives; completed when the listener fell too far behind.</summary>
    public ChannelReader<AlertChange> Changes => Channel.Reader;

    /// <inheritdoc/>
    public void Dispose() => forget(this);
}
