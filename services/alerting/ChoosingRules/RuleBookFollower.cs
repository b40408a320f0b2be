using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// Opens the rule book before anything is judged, and then keeps it as the log has it: every instance judges by what one of them was
/// told, within a second.
/// </summary>
/// <param name="book">The rule book.</param>
/// <param name="streams">Where rule sets lie.</param>
/// <param name="store">Folds them.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class RuleBookFollower(
    RuleBook book,
    RuleStreams streams,
    IEventStore<RuleSetHistory> store,
    ILogReader log,
    TimeProvider time,
    ILogger<RuleBookFollower> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan LookAtLatest = TimeSpan.FromSeconds(1);

    // With each commit there is news; a few looks a second are enough.
    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromMilliseconds(250);

    private long _position;

    /// <summary>After the schema is there, and before any consumer or endpoint can judge.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads one hospital's rule sets anew, so that who has just changed them reads their own write.</summary>
    public async Task ReadAsync(string tenant, CancellationToken ct)
    {
        StreamView<RuleSetHistory> view = await store.LoadAsync(RuleSetHistory.StreamOf(tenant), ct);
        book.Put(tenant, view.State, view.Version);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Judging goes on by what is known; the place is kept, so nothing is overlooked.
                LogCannotFollow(failure);
                await Task.Delay(LookAtLatest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        while (true)
        {
            await log.WaitForNewsAsync(_position, LookAtLatest, ct);
            long head = await log.HeadAsync(ct);
            if (head < _position)
            {
                LogBackupPutBack(_position, head);
                book.Clear();
                await OpenAsync(ct);
            }
            else if (head > _position)
            {
                foreach (string tenant in await streams.SinceAsync(_position, head, ct))
                    await ReadAsync(tenant, ct);
                _position = head;
            }

            await Task.Delay(PauseBetweenLooks, time, ct);
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        // The end first: what is written while the streams are read is read once more.
        long head = await log.HeadAsync(ct);
        foreach (string tenant in await streams.AllAsync(ct))
            await ReadAsync(tenant, ct);
        _position = head;
    }

    [LoggerMessage(3701, LogLevel.Warning, "The rule book could not be followed; judging goes on by what is known.")]
    private partial void LogCannotFollow(Exception failure);

    [LoggerMessage(3702, LogLevel.Error, "The log ends at {Head}, not {Position}: an older backup is back. Rule sets are read anew.")]
    private partial void LogBackupPutBack(long position, long head);
}
