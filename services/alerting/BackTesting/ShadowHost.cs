using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Runs <see cref="Shadowing"/> behind the log, in one instance at a time.</summary>
/// <param name="shadowing">What is run.</param>
/// <param name="log">The log.</param>
/// <param name="positions">Elects the instance and keeps the place.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class ShadowHost(
    Shadowing shadowing, ILogReader log, ILogPositions positions, TimeProvider time, ILogger<ShadowHost> logger) : BackgroundService
{
    private const string Reader = "alerting-shadow";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using Leadership lead = await positions.LeadAsync(Reader, stoppingToken);
                using var tenure = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lead.Lost);
                await FollowAsync(tenure.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogBeginAgain(failure);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        long position = await positions.LoadAsync(Reader, ct);
        while (true)
        {
            await log.WaitForNewsAsync(position, Pause, ct);
            long to = await shadowing.StepAsync(position, ct);
            if (to > position && !await positions.MoveAsync(Reader, position, to, ct))
                return;
            position = to;
            await Task.Delay(Pause, time, ct);
        }
    }

    [LoggerMessage(3723, LogLevel.Warning, "Following the log with the rules that only look was interrupted; it goes on from its place.")]
    private partial void LogBeginAgain(Exception failure);
}
