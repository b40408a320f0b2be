using LymphOutcomes.EventStore.Postgres.Commands;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>
/// Does the rebuilds that an operator asks for in table <c>rebuilds</c>, and goes on with those that a stop interrupted. One
/// instance at a time does each.
/// </summary>
internal sealed partial class RebuildHost(
    IEnumerable<IRebuild> rebuilds, LogConnections connections, ILogPositions positions, TimeProvider time, ILogger<RebuildHost> logger)
    : BackgroundService
{
    private const string AskedSql = "select name from rebuilds where phase <> 'idle' and name = any ($1)";

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitForLeadMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IRebuild> _known = rebuilds.ToDictionary(rebuild => rebuild.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool isKnown = false;
        while (!stoppingToken.IsCancellationRequested && _known.Count > 0)
        {
            TimeSpan pause = LookInterval;
            try
            {
                if (!isKnown)
                    await MakeKnownAsync(stoppingToken);
                isKnown = true;
                foreach (string name in await AskedAsync(stoppingToken))
                {
                    if (!await RunAsync(_known[name], stoppingToken))
                        pause = PauseAfterFailure;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database is away: rebuilds go on from where they are when it is back.
                LogCannotLook(failure);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> RunAsync(IRebuild rebuild, CancellationToken ct)
    {
        using CancellationTokenSource late = new(WaitForLeadMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        Leadership lead;
        try
        {
            lead = await positions.LeadAsync($"rebuild:{rebuild.Name}", either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Another instance is at it.
            return true;
        }

        await using (lead)
        {
            using var tenure = CancellationTokenSource.CreateLinkedTokenSource(ct, lead.Lost);
            try
            {
                LogBegins(rebuild.Name);
                long begun = time.GetTimestamp();
                await rebuild.RunAsync(Teller(rebuild.Name), tenure.Token);
                LogDone(rebuild.Name, time.GetElapsedTime(begun));
                return true;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                LogStopped(failure, rebuild.Name);
                await TellAsync(rebuild.Name, failure, ct);
                return false;
            }
        }
    }

    private Action<long, long> Teller(string view)
    {
        long told = time.GetTimestamp();
        return (events, head) =>
        {
            if (time.GetElapsedTime(told) < TellEvery)
                return;
            told = time.GetTimestamp();
            LogReached(view, events, head);
        };
    }

    private async Task MakeKnownAsync(CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        RebuildRow.AddKnow(batch, _known.Keys);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<string>> AskedAsync(CancellationToken ct)
    {
        await using NpgsqlCommand command = connections.Reading.CreateCommand(AskedSql);
        command.Parameters.Texts([.. _known.Keys]);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync(ct);
        List<string> asked = [];
        while (await rows.ReadAsync(ct))
            asked.Add(rows.GetString(0));
        return asked;
    }

    private async Task TellAsync(string view, Exception failure, CancellationToken ct)
    {
        await using NpgsqlConnection connection = await connections.Projecting.OpenConnectionAsync(ct);
        if (await RebuildRow.LoadAsync(connection, view, ct) is not { Run: not null } row)
            return;
        await using NpgsqlBatch batch = new(connection);
        // Its kind and not its words, which may quote what an event holds.
        row.AddFailure(batch, view, failure is PostgresException server ? $"SQLSTATE {server.SqlState}" : failure.GetType().Name);
        await batch.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(6141, LogLevel.Information, "The rebuild of {View} begins, or goes on.")]
    private partial void LogBegins(string view);

    [LoggerMessage(6142, LogLevel.Information, "The rebuild of {View} has dealt with {Events} events of {Head}.")]
    private partial void LogReached(string view, long events, long head);

    [LoggerMessage(6143, LogLevel.Information, "The rebuild of {View} is done: the rows made anew are in place. It took {Duration}.")]
    private partial void LogDone(string view, TimeSpan duration);

    [LoggerMessage(6144, LogLevel.Warning, "The rebuild of {View} was interrupted; it goes on from what was committed.")]
    private partial void LogStopped(Exception failure, string view);

    [LoggerMessage(6145, LogLevel.Warning, "Rebuilds cannot be looked after; the next try follows in 5 seconds.")]
    private partial void LogCannotLook(Exception failure);
}
