using System.Globalization;
using LymphOutcomes.EventStore.Postgres.Commands;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Reading;

/// <summary>
/// Listens on one connection of its own for how far the log reaches. Only a hint: while it is cut off, readers find out by
/// looking, which they do at every polling interval anyway.
/// </summary>
internal sealed partial class NewsOfTheLog : IAsyncDisposable
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(5);

    private readonly LogConnections _connections;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = NewsToCome();
    private long _head;
    private Task? _listening;

    public NewsOfTheLog(LogConnections connections, LogOptions options, TimeProvider time, ILogger<NewsOfTheLog> logger)
    {
        _connections = connections;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Returns when the log was heard to reach beyond a number, or after a time.</summary>
    public Task WaitAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct)
    {
        lock (_gate)
        {
            _listening ??= Task.Run(() => ListenAsync(_stop.Token), CancellationToken.None);
            if (_head > afterSeq)
                return Task.CompletedTask;
            return Task.WhenAny(_next.Task, Task.Delay(atLatest, _time, ct)).Unwrap();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_listening is { } listening)
            await listening;
        _stop.Dispose();
    }

    private static TaskCompletionSource NewsToCome() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ListenAsync(CancellationToken ct)
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(100);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection connection = _connections.Session("listen");
                connection.Notification += (_, news) => Hear(news.Payload);
                await connection.OpenAsync(ct);
                await using (NpgsqlCommand listen = new($"listen {AnnounceHead.ChannelOf(_options.Schema)}", connection))
                    await listen.ExecuteNonQueryAsync(ct);
                pause = TimeSpan.FromMilliseconds(100);
                while (true)
                    await connection.WaitAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogCutOff(failure, pause);
                await Task.Delay(pause, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
                // A restored database may end earlier than what was heard before.
                lock (_gate)
                    _head = 0;
            }
        }
    }

    private void Hear(string payload)
    {
        if (!long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out long head))
            return;
        lock (_gate)
        {
            _head = head;
            _next.TrySetResult();
            _next = NewsToCome();
        }
    }

    [LoggerMessage(6111, LogLevel.Warning, "Cut off from news of the log; readers look by themselves. Next try in {Pause}.")]
    private partial void LogCutOff(Exception failure, TimeSpan pause);
}
