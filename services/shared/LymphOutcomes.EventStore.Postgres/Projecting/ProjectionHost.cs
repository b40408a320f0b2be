using LymphOutcomes.EventStore.Projecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>Runs one asynchronous projection: one runner of its name at a time, among all instances.</summary>
internal sealed partial class ProjectionHost<TRow>(
    IRowTable<TRow> table, LogConnections connections, EventTypes types, PostgresLog log, ILogPositions positions, TimeProvider time,
    ILogger<ProjectionHost<TRow>> logger) : BackgroundService
    where TRow : class, IRowFold<TRow>
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ProjectionRunner<TRow> runner = new(table.Name, types, log, log, new LiveRows<TRow>(connections, table));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using Leadership lead = await positions.LeadAsync($"projection:{table.Name}", stoppingToken);
                using var tenure = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lead.Lost);
                await runner.FollowAsync(tenure.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OvertakenException)
            {
                // A rebuild has taken over, or another instance leads: go on from the stored position.
                LogOvertaken(table.Name);
            }
            catch (Exception failure)
            {
                LogBeginAgain(failure, table.Name);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(6151, LogLevel.Information, "Projection {View} was moved on by another runner or a rebuild; it begins from there.")]
    private partial void LogOvertaken(string view);

    [LoggerMessage(6152, LogLevel.Warning, "Projection {View} begins again from its stored position.")]
    private partial void LogBeginAgain(Exception failure, string view);
}
