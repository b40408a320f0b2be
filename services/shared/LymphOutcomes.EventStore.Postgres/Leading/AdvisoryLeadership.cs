using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Leading;

/// <summary>
/// Leadership held by a session's advisory lock. The connection is pinged every second and the server ends it after four idle
/// ones, so a frozen holder loses the lock, and notices at its next ping.
/// </summary>
internal sealed class AdvisoryLeadership : Leadership
{
    private const string TrySql = "select pg_try_advisory_lock($1)";

    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlConnection _connection;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _pinging;
    private int _disposed;

    private AdvisoryLeadership(NpgsqlConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        Lost = _lost.Token;
        _pinging = Task.Run(PingAsync);
    }

    public override CancellationToken Lost { get; }

    /// <summary>Asks for the lock until it is free.</summary>
    public static async Task<Leadership> WaitForAsync(LogConnections connections, long key, TimeProvider time, CancellationToken ct)
    {
        NpgsqlConnection connection = connections.Session("lead", "-c idle_session_timeout=4000");
        try
        {
            await connection.OpenAsync(ct);
            while (!await TryAsync(connection, key, ct))
                await Task.Delay(AskInterval, time, ct);
            return new AdvisoryLeadership(connection, time);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _lost.CancelAsync();
        await _pinging;
        // Closing the session gives the lock back.
        await _connection.DisposeAsync();
        _lost.Dispose();
    }

    private static async Task<bool> TryAsync(NpgsqlConnection connection, long key, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(TrySql, connection) { CommandTimeout = 3 };
        command.Parameters.Bigint(key);
        return (bool)(await command.ExecuteScalarAsync(ct) ?? false);
    }

    private async Task PingAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingInterval, _time, Lost);
                await using NpgsqlCommand ping = new("select 1", _connection) { CommandTimeout = 2 };
                await ping.ExecuteScalarAsync(Lost);
            }
        }
        catch (OperationCanceledException) when (Lost.IsCancellationRequested)
        {
            // Given up by its holder.
        }
        catch (Exception)
        {
            // Whatever keeps the session from answering, it can no longer be relied on.
            await _lost.CancelAsync();
        }
    }
}
