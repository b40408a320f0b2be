using LymphOutcomes.EventStore;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>
/// What is done with a group that keeps coming back (design D14): from the third redelivery on its items are handed on one by one,
/// the good ones are committed, and one that fails, or ends the program, again and again is parked by itself. So the group is
/// acknowledged in the end, and no fact goes down with a bad neighbour.
/// </summary>
/// <param name="suspects">Counts attempts.</param>
/// <param name="logger">Where it tells.</param>
public sealed partial class SuspectGroup(ISuspectItems suspects, ILogger<SuspectGroup> logger)
{
    /// <summary>From so many deliveries before this one a group is taken apart.</summary>
    public const int AloneFrom = 3;

    /// <summary>The attempt at which an item is parked unread: with the deliveries before, the tenth.</summary>
    public const int ParkedAt = 7;

    private static readonly TimeSpan TakeBackTime = TimeSpan.FromSeconds(5);

    /// <summary>True when the broker has delivered this message so often that something in it must be wrong.</summary>
    public static bool IsSuspect(ConsumeContext context) =>
        context.ReceiveContext.TransportHeaders.TryGetHeader("x-delivery-count", out object? count)
        && count is IConvertible number
        && number.ToInt64(null) >= AloneFrom;

    /// <summary>Handles the items one by one; those the log holds already cost a look and change nothing.</summary>
    /// <param name="items">Of one group.</param>
    /// <param name="idOf">Names an item.</param>
    /// <param name="handle">Reads an item and commits it.</param>
    /// <param name="park">Commits an item unread, with the reason for people.</param>
    /// <param name="ct">Stops it; what was committed stays.</param>
    /// <exception cref="LogUnavailableException">The database is away; nothing was counted for it.</exception>
    /// <exception cref="AggregateException">Some items failed and will be tried again; the others are committed.</exception>
    public async Task HandleAsync<TItem>(
        IReadOnlyList<TItem> items,
        Func<TItem, Guid> idOf,
        Func<TItem, Task<AppendOutcome>> handle,
        Func<TItem, string, Task<AppendOutcome>> park,
        CancellationToken ct)
    {
        List<Exception> failures = [];
        foreach (TItem item in items)
        {
            int attempt = await suspects.AttemptAsync(idOf(item), ct);
            AppendOutcome outcome;
            try
            {
                outcome = await AttemptAsync(item, attempt, handle, park);
            }
            catch (Exception failure) when (failure is LogUnavailableException or OperationCanceledException)
            {
                await TakeBackAsync(idOf(item));
                throw;
            }

            if (outcome is AppendOutcome.Failed still)
            {
                LogFailedAlone(still.Cause, attempt);
                failures.Add(still.Cause);
            }
            else
            {
                await suspects.ForgetAsync(idOf(item), ct);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"{failures.Count} of {items.Count} items failed alone; they are tried again.", failures);
    }

    private static async Task<AppendOutcome> AttemptAsync<TItem>(
        TItem item, int attempt, Func<TItem, Task<AppendOutcome>> handle, Func<TItem, string, Task<AppendOutcome>> park)
    {
        if (attempt >= ParkedAt)
            return await TryAsync(() => park(item, $"Attempted {attempt - 1} times without an end."));
        AppendOutcome outcome = await TryAsync(() => handle(item));
        return outcome is AppendOutcome.Failed failed && attempt == ParkedAt - 1
            ? await TryAsync(() => park(item, $"Not accepted in {attempt} attempts ({failed.Cause.GetType().Name})."))
            : outcome;
    }

    // What only waited for the log has not failed: else an outage of the append lane, with its many repeats of one delivery, would
    // park healthy facts. Where even this cannot be written nothing can be counted either, so it is one too many at most.
    private async Task TakeBackAsync(Guid item)
    {
        using CancellationTokenSource atMost = new(TakeBackTime);
        try
        {
            await suspects.TakeBackAsync(item, atMost.Token);
        }
        catch (Exception failure) when (failure is LogUnavailableException or OperationCanceledException)
        {
            LogNotTakenBack(failure, item);
        }
    }

    // Not only what the database refuses: also what throws while it is read.
    private static async Task<AppendOutcome> TryAsync(Func<Task<AppendOutcome>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception failure) when (failure is not (LogUnavailableException or OperationCanceledException))
        {
            return new AppendOutcome.Failed(failure);
        }
    }

    [LoggerMessage(5122, LogLevel.Warning, "An attempt at item {Item} met no log, and is counted: that could not be taken back.")]
    private partial void LogNotTakenBack(Exception failure, Guid item);

    [LoggerMessage(5121, LogLevel.Error, "An item failed alone, at attempt {Attempt}.")]
    private partial void LogFailedAlone(Exception cause, int attempt);
}
