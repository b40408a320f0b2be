using System.Diagnostics;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Observing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>
/// Tails the log and publishes it: the log is the outbox. The position moves only after the broker has confirmed, so a crash
/// repeats events and never loses one; every reader is safe to repeat (design D1).
/// </summary>
/// <param name="name">Name of the position; one relay of a name publishes at a time, among all instances.</param>
/// <param name="target">Where events go.</param>
/// <param name="log">The log.</param>
/// <param name="positions">How far this relay has come.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class LogRelay(
    string name, IRelayTarget target, ILogReader log, ILogPositions positions, TimeProvider time, ILogger<LogRelay> logger)
    : BackgroundService
{
    private const int EventsMax = 500;
    private static readonly TimeSpan IdleSignal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    // Nothing but a person's release ends it: it is looked for, and no more.
    private static readonly TimeSpan PauseWhileRefused = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using Leadership lead = await positions.LeadAsync(name, stoppingToken);
                using var tenure = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lead.Lost);
                LogLeading(name);
                await RelayAsync(tenure.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (PositionAheadOfLogException ahead)
            {
                await RefuseAsync(ahead, stoppingToken);
            }
            catch (Exception failure)
            {
                // Whatever went wrong (broker, database, lost lead), the position has not moved: begin again from it.
                LogBeginAgain(failure, name);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Makes sure the refusal outlives the next event and this program, then waits.</summary>
    private async Task RefuseAsync(PositionAheadOfLogException ahead, CancellationToken ct)
    {
        try
        {
            if (!ahead.IsStored)
                await positions.RefuseAsync(name, ahead.Position, ahead.Head, ct);
            LogRefused(name, ahead.Position, ahead.Head);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogBeginAgain(failure, name);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Task.Delay(PauseWhileRefused, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RelayAsync(CancellationToken ct)
    {
        long position = await positions.LoadAsync(name, ct);
        long idleSince = time.GetTimestamp();
        while (true)
        {
            IReadOnlyList<StoredEvent> run = await log.ReadAsync(position, EventsMax, ct);
            if (run.Count == 0)
            {
                if (time.GetElapsedTime(idleSince) >= IdleSignal)
                {
                    await target.PublishIdleAsync(position, ct);
                    idleSince = time.GetTimestamp();
                }

                await log.WaitForNewsAsync(position, IdleSignal, ct);
                continue;
            }

            await PublishAsync(run, ct);
            long reached = run[^1].SeqId;
            if (!await positions.MoveAsync(name, position, reached, ct))
            {
                LogOvertaken(name, position);
                return;
            }

            position = reached;
            idleSince = time.GetTimestamp();
        }
    }

    private async Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
    {
        using Activity? activity = LymphTelemetry.StartGroup(
            $"relay {name}", ActivityKind.Producer, run.Select(stored => stored.Headers.Traceparent));
        activity?.SetTag("lymph.from_seq", run[0].SeqId).SetTag("lymph.to_seq", run[^1].SeqId);
        try
        {
            await target.PublishAsync(run, ct);
        }
        catch
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    [LoggerMessage(5201, LogLevel.Information, "Relay {Relay} publishes from here on.")]
    private partial void LogLeading(string relay);

    [LoggerMessage(5202, LogLevel.Warning, "Relay {Relay} begins again from its stored position.")]
    private partial void LogBeginAgain(Exception failure, string relay);

    [LoggerMessage(5204, LogLevel.Error,
        "Relay {Relay} stands at {Position}, but the log ends at {Head}: it publishes nothing until it is released (see the runbook).")]
    private partial void LogRefused(string relay, long position, long head);

    [LoggerMessage(5203, LogLevel.Warning, "Relay {Relay} was overtaken at position {Position}: another instance moved it.")]
    private partial void LogOvertaken(string relay, long position);
}
