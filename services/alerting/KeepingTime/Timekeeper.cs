using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.KeepingTime;

/// <summary>
/// Looks at each patient whose moment has come. Any number of instances may run; one that ends in the middle loses nothing: what it
/// had claimed is due again when its lease is over, and what it had done is not done again (promise P12).
/// </summary>
/// <param name="queue">Who is due.</param>
/// <param name="store">The log.</param>
/// <param name="rules">The rule sets in force.</param>
/// <param name="time">For waiting and for ids; what is due is the database's to say.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class Timekeeper(
    TimerQueue queue, IEventStore<PatientPicture> store, RuleBook rules, TimeProvider time, ILogger<Timekeeper> logger)
    : BackgroundService
{
    private const int BatchMax = 100;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    // What is due and yet asks for nothing would be claimed again at once.
    private static readonly TimeSpan SoonestAgain = TimeSpan.FromMinutes(1);

    /// <summary>Looks once at those that are due, at most 100.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        IReadOnlyList<DueTimer> due = await queue.ClaimAsync(BatchMax, ct);
        await Task.WhenAll(due.Select(timer => LookAsync(timer, ct)));
        return due.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait = LookInterval;
            try
            {
                if (await LookAsync(stoppingToken) == BatchMax)
                    continue;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, timers must be kept again as soon as the database is back.
                LogTrouble(failure);
                wait = AfterTrouble;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(DueTimer timer, CancellationToken ct)
    {
        Guid unit = Guid.CreateVersion7(time.GetUtcNow());
        RuleSet inForce = rules.InForce(timer.Tenant);
        DateTimeOffset? next = null;
        AppendOutcome outcome = await store.AppendAsync(
            new(
                unit,
                StreamKey.OfPatient(timer.Tenant, timer.Patient),
                view =>
                {
                    Decision decision = RuleChange.First(view, inForce, caughtUp => TimePasses.Decide(caughtUp, inForce, unit));
                    if (decision is Decision.Nothing)
                        next = Later(Timetable.NextMoment(view.State, inForce, view.Now), view.Now + SoonestAgain);
                    return decision;
                }),
            ct);
        switch (outcome)
        {
            case AppendOutcome.Unchanged:
                await queue.SetAsync(timer, next, ct);
                break;
            case AppendOutcome.Failed failed:
                // Its lease runs out and it is tried again; the others go on.
                LogNotKept(failed.Cause);
                break;
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? moment, DateTimeOffset soonest) => moment < soonest ? soonest : moment;

    [LoggerMessage(3801, LogLevel.Error, "What time does to one patient could not be stored; it will be tried again.")]
    private partial void LogNotKept(Exception cause);

    [LoggerMessage(3802, LogLevel.Error, "Timers could not be looked at; they will be again in a moment.")]
    private partial void LogTrouble(Exception cause);
}
