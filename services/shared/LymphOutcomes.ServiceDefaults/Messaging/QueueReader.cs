using MassTransit;

namespace LymphOutcomes.ServiceDefaults.Messaging;

/// <summary>What the broker said of a queue.</summary>
/// <param name="Waiting">Messages nobody has been given.</param>
/// <param name="Consumers">Readers the broker knows of, those of other instances too.</param>
internal sealed record QueueSight(uint Waiting, uint Consumers);

/// <summary>
/// One queue read by the bus library, and whether it is really being read. The library's transport can end for good when a
/// cancellation reaches it while the broker goes away, without a word in its health check; and between its attempts to come
/// back it pauses up to a minute. So the broker is asked, and a reader found deaf twice is connected anew.
/// </summary>
/// <param name="queue">The queue's name.</param>
/// <param name="connect">Connects it to the bus.</param>
/// <param name="time">The clock.</param>
internal sealed class QueueReader(string queue, Func<HostReceiveEndpointHandle> connect, TimeProvider time)
{
    /// <summary>
    /// Messages that wait this long while this reader holds none are not being read: the relays publish at least each five
    /// seconds (<see cref="Relaying.LogRelay"/>), so a deaf queue does not look like an idle one.
    /// </summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(10);

    private HostReceiveEndpointHandle? _handle;
    private InHand _inHand = new(time);
    private int _looksDeaf;

    /// <summary>The queue's name.</summary>
    public string Queue => queue;

    /// <summary>Why it counts as deaf, in a sentence; null while it is read.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Connects and waits until the broker delivers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        Connect();
        await _handle!.Ready.WaitAsync(ct);
    }

    /// <summary>Takes in what the broker said; true when the reader must be connected anew.</summary>
    public bool IsDeaf(QueueSight sight)
    {
        TimeSpan silent = _inHand.Silence;
        bool isUnread = sight.Waiting > 0 && _inHand.Messages == 0 && silent >= SilenceMax;
        Complaint = sight.Consumers == 0 ? $"Nobody reads the queue {queue}."
            : isUnread ? $"{sight.Waiting} messages wait in {queue} and none was taken for {silent.TotalSeconds:0} s."
            : null;
        // One look may fall between two connections; the second one does not.
        _looksDeaf = Complaint is null ? 0 : _looksDeaf + 1;
        return _looksDeaf >= 2;
    }

    /// <summary>Lets go of the connection that does not deliver and takes a new one, which goes on trying by itself.</summary>
    public async Task ReconnectAsync(CancellationToken ct)
    {
        await StopAsync(ct);
        Connect();
    }

    /// <summary>Stops reading; what is in hand is finished or delivered again.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_handle is not { } handle)
            return;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StopMax);
        try
        {
            await handle.StopAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It hangs on a connection that is gone; what it still holds comes again.
        }

        _handle = null;
    }

    private void Connect()
    {
        _handle = connect();
        // What the connection before still holds is no longer this one's.
        _inHand = new(time);
        _looksDeaf = 0;
        _handle.ReceiveEndpoint.ConnectReceiveObserver(_inHand);
    }

    /// <summary>Messages one connection has been given and not finished.</summary>
    private sealed class InHand(TimeProvider time) : IReceiveObserver
    {
        private int _messages;
        private long _last = time.GetTimestamp();

        public int Messages => Volatile.Read(ref _messages);

        /// <summary>Since a message was last given or finished, or since the connection was made.</summary>
        public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _last));

        public Task PreReceive(ReceiveContext context) => ChangedAsync(1);

        public Task PostReceive(ReceiveContext context) => ChangedAsync(-1);

        public Task ReceiveFault(ReceiveContext context, Exception exception) => ChangedAsync(-1);

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        private Task ChangedAsync(int by)
        {
            Interlocked.Add(ref _messages, by);
            Interlocked.Exchange(ref _last, time.GetTimestamp());
            return Task.CompletedTask;
        }
    }
}
