using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Runs <see cref="Rejudging"/> in the background, in one instance at a time.</summary>
/// <param name="rejudging">What is run.</param>
/// <param name="positions">Elects the instance.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class RejudgeHost(
    Rejudging rejudging, ILogPositions positions, TimeProvider time, ILogger<RejudgeHost> logger) : BackgroundService
{
    private static readonly TimeSpan PauseWithoutWork = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using Leadership lead = await positions.LeadAsync("alerting-rejudge", stoppingToken);
                using var tenure = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lead.Lost);
                while (true)
                {
                    if (!await rejudging.StepAsync(tenure.Token))
                        await Task.Delay(PauseWithoutWork, time, tenure.Token);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // What was done stays done; the batch at hand is begun again.
                LogBeginAgain(failure);
                await Task.Delay(PauseWithoutWork, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(3705, LogLevel.Warning, "The look at every patient under other rules was interrupted; it goes on from where it was.")]
    private partial void LogBeginAgain(Exception failure);
}
