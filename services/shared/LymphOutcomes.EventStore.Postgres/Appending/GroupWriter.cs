using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>
/// Brings a group of units to an end, whatever happens: written, refused, failed alone, or told that the log is away. Used by
/// one writer at a time.
/// </summary>
internal sealed partial class GroupWriter<TState>(
    LogConnections connections,
    GroupTransaction<TState> transaction,
    LogOptions options,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
    where TState : class, IFold<TState>
{
    /// <summary>Longest time from a unit's arrival until its caller is told that the log is away.</summary>
    public static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);

    // A group is closed when it holds this much JSON; the rest of its units go into the next.
    private const long GroupSizeMax = 4 * 1024 * 1024;
    private const int GroupEventsMax = 20_000;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _connection;

    /// <summary>Finishes every one of the units.</summary>
    public async Task WriteAsync(ArraySegment<QueuedUnit<TState>> units, CancellationToken ct)
    {
        while (units.Count > 0)
            units = units[await WriteFirstAsync(units, ct)..];
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    // Finishes one or more units from the front, and says how many.
    private async Task<int> WriteFirstAsync(ArraySegment<QueuedUnit<TState>> units, CancellationToken ct)
    {
        Attempt? unsure = null;
        TimeSpan pause = TimeSpan.FromMilliseconds(20);
        while (true)
        {
            try
            {
                NpgsqlConnection connection = await ConnectAsync(ct);
                if (unsure is not null && await WasItCommitted.AskAsync(connection, options.Schema, unsure.Last, ct))
                    return Finish(units, unsure.Outcomes);
                unsure = null;

                long begun = time.GetTimestamp();
                DecisionRun<TState> run = await transaction.BeginAsync(connection, [.. units.Select(u => u.Unit)], ct);
                List<AppendOutcome> outcomes = await DecideAsync(connection, run, units, ct);
                if (run.Prepared.Count == 0)
                {
                    await RollBackAsync(connection, ct);
                    return Finish(units, outcomes);
                }

                await using NpgsqlBatch batch = transaction.WriteBatch(connection, run);
                unsure = new Attempt(outcomes, run.Prepared[^1].Event);
                await batch.ExecuteNonQueryAsync(ct);
                transaction.Committed();
                LogMetrics.CommitDuration.Record(time.GetElapsedTime(begun).TotalSeconds);
                return Finish(units, outcomes);
            }
            catch (Exception failure) when (!SqlStates.MayPass(failure))
            {
                // The server answered, or nothing was sent: surely not committed.
                return await PartAsync(units, failure, ct);
            }
            catch (Exception failure)
            {
                await DisconnectAsync();
                LogMetrics.GroupRetries.Add(1);
                if (ct.IsCancellationRequested || time.GetElapsedTime(units[0].EnqueuedAt) + pause >= PatienceMax)
                    return FinishAll(units, new LogUnavailableException("The log cannot be reached.", failure));
                LogTryingAgain(failure, units.Count, pause);
                await Task.Delay(pause, time, CancellationToken.None);
                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }
        }
    }

    // Decides units until the group is full; at least one.
    private async Task<List<AppendOutcome>> DecideAsync(
        NpgsqlConnection connection, DecisionRun<TState> run, ArraySegment<QueuedUnit<TState>> units, CancellationToken ct)
    {
        List<AppendOutcome> outcomes = new(units.Count);
        foreach (QueuedUnit<TState> queued in units)
        {
            if (run.Size >= GroupSizeMax || run.Prepared.Count >= GroupEventsMax)
                break;
            AppendOutcome? outcome = run.Decide(queued.Unit);
            if (outcome is null)
            {
                await transaction.LoadWholeAsync(connection, run, queued.Unit.Stream, ct);
                outcome = run.Decide(queued.Unit) ?? AppendOutcome.Failed.AskedForHistoryTwice;
            }

            outcomes.Add(outcome);
        }

        return outcomes;
    }

    // One unit spoils the group: halves are written apart until it stands alone (at most 2n transactions for n units).
    private async Task<int> PartAsync(ArraySegment<QueuedUnit<TState>> units, Exception failure, CancellationToken ct)
    {
        await DisconnectIfBrokenAsync();
        if (failure is PostgresException server && !SqlStates.IsBadData(server))
        {
            LogRefused(failure, units.Count);
            return FinishAll(units, new LogUnavailableException("The log's database refuses to be written to.", failure));
        }

        if (units.Count == 1)
        {
            LogUnitFailed(failure, units[0].Unit.Id);
            units[0].Finish(new AppendOutcome.Failed(failure));
            return 1;
        }

        LogMetrics.GroupRetries.Add(1);
        int half = units.Count / 2;
        await WriteAsync(units[..half], ct);
        await WriteAsync(units[half..], ct);
        return units.Count;
    }

    private static int Finish(ArraySegment<QueuedUnit<TState>> units, List<AppendOutcome> outcomes)
    {
        LogMetrics.GroupUnits.Record(outcomes.Count);
        for (int i = 0; i < outcomes.Count; i++)
            units[i].Finish(outcomes[i]);
        return outcomes.Count;
    }

    private static int FinishAll(ArraySegment<QueuedUnit<TState>> units, Exception failure)
    {
        foreach (QueuedUnit<TState> unit in units)
            unit.Finish(failure);
        return units.Count;
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        if (_connection is { } connection)
            return connection;
        connection = await connections.Appending.OpenConnectionAsync(ct);
        transaction.Reconnected();
        return _connection = connection;
    }

    private static async Task RollBackAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using NpgsqlCommand rollback = new("rollback", connection);
        await rollback.ExecuteNonQueryAsync(ct);
    }

    // After an answered error the connection is whole; only its transaction must go, and with it the lock.
    private async Task DisconnectIfBrokenAsync()
    {
        try
        {
            if (_connection is not null)
                await RollBackAsync(_connection, CancellationToken.None);
        }
        catch (Exception failure) when (SqlStates.MayPass(failure) || failure is InvalidOperationException)
        {
            await DisconnectAsync();
        }
    }

    private async Task DisconnectAsync()
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        await connection.DisposeAsync();
    }

    [LoggerMessage(6101, LogLevel.Warning, "The log cannot be reached; {Units} units wait, next try in {Pause}.")]
    private partial void LogTryingAgain(Exception failure, int units, TimeSpan pause);

    [LoggerMessage(6102, LogLevel.Error, "The log's database refused a group of {Units} units.")]
    private partial void LogRefused(Exception failure, int units);

    [LoggerMessage(6103, LogLevel.Error, "Unit {Unit} could not be written; those beside it were.")]
    private partial void LogUnitFailed(Exception failure, Guid unit);

    private sealed record Attempt(List<AppendOutcome> Outcomes, StoredEvent Last);
}
