using System.Diagnostics.Metrics;
using LymphOutcomes.Clinical;
using LymphOutcomes.ServiceDefaults.Observing;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// Sends what is due. At least once: an attempt is written down before it begins, and one of which nothing more is written down
/// (a crash, a database away) is made again under the same key. Any number of instances may run.
/// </summary>
/// <param name="routes">To whom.</param>
/// <param name="table">What is due, and where it is written down what came of it.</param>
/// <param name="channels">How.</param>
/// <param name="options">How long an attempt may take, how often is looked.</param>
/// <param name="time">The clock.</param>
/// <param name="draw">A number from 0 to below 1, another each time: spreads what failed together.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class NotificationSender(
    Routes routes, DeliveryTable table, IEnumerable<IChannel> channels, IOptions<NotificationOptions> options, TimeProvider time,
    Func<double> draw, ILogger<NotificationSender> logger) : BackgroundService
{
    // Beyond the end of every attempt, with time to write it down.
    private static readonly TimeSpan LostAfterTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookForUnrouted = TimeSpan.FromMinutes(10);

    private static readonly Counter<long> Attempts = LymphTelemetry.Meter.CreateCounter<long>(
        "lymph.notifications.attempts", "{attempt}", "Attempts at sending a notification, by channel and outcome.");

    private readonly Dictionary<Channel, IChannel> _channels = channels.ToDictionary(channel => channel.Channel);
    private readonly Lock _gate = new();
    private readonly Dictionary<Route, int> _underWay = [];
    private DateTimeOffset _lookedForUnrouted = DateTimeOffset.MinValue;

    /// <summary>Sends what is due now and has room, and waits for all of it.</summary>
    /// <returns>How many attempts were made.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        IReadOnlyList<Task> begun = await BeginDueAsync(ct);
        await Task.WhenAll(begun);
        return begun.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause = options.Value.PollInterval;
            try
            {
                running.RemoveAll(attempt => attempt.IsCompleted);
                running.AddRange(await BeginDueAsync(stoppingToken));
                await GiveUpUnroutedAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // The database is away, as a rule: what is due stays so.
                LogCannotLook(failure);
                pause = PauseAfterFailure;
            }

            // An attempt that ends makes room for the next, which may be due already.
            await Task.WhenAny([Task.Delay(pause, time, stoppingToken), .. running]);
        }

        await Task.WhenAll(running);
    }

    private async Task<IReadOnlyList<Task>> BeginDueAsync(CancellationToken ct)
    {
        IReadOnlyList<ClaimedDelivery> claimed = await table.ClaimAsync(
            Room(), time.GetUtcNow(), options.Value.Timeout + LostAfterTimeout, ct);
        return [.. claimed.Select(delivery => AttemptAsync(routes.Find(delivery.Tenant, delivery.Route)!, delivery, ct))];
    }

    private List<RoomOfRoute> Room()
    {
        lock (_gate)
        {
            return
            [
                .. routes.All
                    .Select(route => new RoomOfRoute(route, route.AtOnce - _underWay.GetValueOrDefault(route)))
                    .Where(room => room.Room > 0),
            ];
        }
    }

    private void Count(Route route, int change)
    {
        lock (_gate)
            _underWay[route] = _underWay.GetValueOrDefault(route) + change;
    }

    private async Task AttemptAsync(Route route, ClaimedDelivery delivery, CancellationToken ct)
    {
        Count(route, +1);
        try
        {
            SendOutcome outcome = await SendAsync(route, delivery, ct);
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset? next = outcome.IsSent ? null : Backoff.Next(delivery.Attempt, delivery.FirstAttemptAt, now, draw());
            await table.RecordAsync(delivery, outcome, now, next, ct);
            Tell(route, delivery, outcome, isGivenUp: !outcome.IsSent && next is null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program ends. Whether it was sent is not known here: it is sent again.
        }
        catch (Exception failure)
        {
            // It may have been sent and could not be written down: it is sent again, under the same key.
            LogNotRecorded(failure, route.Name, route.Tenant);
        }
        finally
        {
            Count(route, -1);
        }
    }

    private async Task<SendOutcome> SendAsync(Route route, ClaimedDelivery delivery, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await _channels[route.Channel].SendAsync(route, delivery, time.GetUtcNow(), end.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // An answer that comes later is not heard; the repeat carries the same key.
            return new(IsSent: false, $"no answer within {options.Value.Timeout.TotalSeconds} s");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Not foreseen by the channel: still an attempt that failed, and never the end of the others.
            LogUnforeseen(failure, route.Name, route.Tenant);
            return new(IsSent: false, failure.GetType().Name);
        }
    }

    private void Tell(Route route, ClaimedDelivery delivery, SendOutcome outcome, bool isGivenUp)
    {
        Attempts.Add(
            1,
            new KeyValuePair<string, object?>("channel", route.Channel.ToWire()),
            new KeyValuePair<string, object?>("outcome", outcome.IsSent ? "sent" : "failed"));
        if (isGivenUp)
            LogGivenUp(delivery.Id, route.Name, route.Tenant, delivery.Attempt, outcome.Detail);
        else if (!outcome.IsSent)
            LogFailed(delivery.Id, route.Name, route.Tenant, delivery.Attempt, outcome.Detail);
    }

    private async Task GiveUpUnroutedAsync(CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now - _lookedForUnrouted < LookForUnrouted)
            return;
        await table.GiveUpUnroutedAsync(routes.All, now - Backoff.GivenUpAfter, now, ct);
        _lookedForUnrouted = now;
    }

    [LoggerMessage(3301, LogLevel.Warning, "What is to be sent cannot be looked up; the next look follows in a second.")]
    private partial void LogCannotLook(Exception failure);

    [LoggerMessage(3302, LogLevel.Warning, "What came of sending to {Route} of {Tenant} could not be written down: it is sent again.")]
    private partial void LogNotRecorded(Exception failure, string route, string tenant);

    [LoggerMessage(3303, LogLevel.Error, "Sending to {Route} of {Tenant} failed in a way that was not foreseen.")]
    private partial void LogUnforeseen(Exception failure, string route, string tenant);

    [LoggerMessage(3304, LogLevel.Warning, "Attempt {Attempt} at sending {Delivery} to {Route} of {Tenant} failed: {Reason}.")]
    private partial void LogFailed(Guid delivery, string route, string tenant, int attempt, string reason);

    [LoggerMessage(3305, LogLevel.Error, "{Delivery} to {Route} of {Tenant} is given up after attempt {Attempt}: {Reason}.")]
    private partial void LogGivenUp(Guid delivery, string route, string tenant, int attempt, string reason);
}
