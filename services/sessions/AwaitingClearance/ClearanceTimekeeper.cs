using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>
/// Looks at sessions on hold that nobody has cleared in time. Any number of instances may run; one that ends in the middle loses
/// nothing: what it had claimed is due again when its lease is over, and what was said is not said again.
/// </summary>
/// <param name="queue">What is due.</param>
/// <param name="store">The log.</param>
/// <param name="options">How long a session may wait.</param>
/// <param name="time">For waiting and for ids; what is due is the database's to say.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class ClearanceTimekeeper(
    WaitQueue queue,
    IEventStore<PatientSafety> store,
    ClearanceOptions options,
    TimeProvider time,
    ILogger<ClearanceTimekeeper> logger)
    : BackgroundService
{
    private const int BatchMax = 100;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>Looks once at those that are due, at most 100.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        IReadOnlyList<DueHold> due = await queue.ClaimAsync(options.Within, BatchMax, ct);
        await Task.WhenAll(due.Select(hold => SayAsync(hold, ct)));
        return due.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await LookAsync(stoppingToken) == BatchMax)
                    continue;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, timers must be kept again as soon as the database is back.
                LogTrouble(failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(LookInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAsync(DueHold hold, CancellationToken ct)
    {
        AppendOutcome outcome = await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                StreamKey.OfPatient(hold.Tenant, hold.Patient),
                view => ClearanceDeadline.Decide(view, hold.Session, options.Within)),
            ct);
        if (outcome is AppendOutcome.Failed failed)
            LogNotSaid(failed.Cause);
    }

    [LoggerMessage(2801, LogLevel.Error, "That a session on hold waits too long could not be stored; it will be tried again.")]
    private partial void LogNotSaid(Exception cause);

    [LoggerMessage(2802, LogLevel.Error, "Sessions on hold could not be looked at; they will be again in a moment.")]
    private partial void LogTrouble(Exception cause);
}
