using System.Data.Common;
using System.Text;
using System.Threading.Channels;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// The AMQP door: reads <c>lymph.intake.inbox</c> and acknowledges what is committed. A batch is whatever has arrived when there
/// is room for one, without a timer. A few are stored at once, so that the next is read and its patients are looked up while the
/// last is committed; they are acknowledged in the order they came.
/// </summary>
/// <param name="broker">The connection.</param>
/// <param name="inbox">Stores a batch.</param>
/// <param name="time">Waits.</param>
/// <param name="log">Where it tells.</param>
internal sealed partial class FactsConsumer(BrokerConnection broker, Inbox inbox, TimeProvider time, ILogger<FactsConsumer> log)
    : BackgroundService
{
    private const string Queue = "lymph.intake.inbox";
    private const ushort Prefetch = 512;
    private const int BatchMax = 200;
    private const int BatchesAtOnce = 3;
    private static readonly TimeSpan BackoffMin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan backoff = BackoffMin;
        while (!stoppingToken.IsCancellationRequested)
        {
            long start = time.GetTimestamp();
            try
            {
                await ConsumeAsync(stoppingToken);
                LogLost();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Broker gone, queue missing, channel closed: everything unacknowledged comes again on the next channel.
                LogDoorClosed(failure);
            }

            // A channel that had lived for a while earns a quick return.
            backoff = time.GetElapsedTime(start) > BackoffMax ? BackoffMin : Longer(backoff);
            await Task.Delay(backoff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        await using IChannel channel = await broker.OpenChannelAsync(options: null, ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        Channel<ArrivedMessage> arrived = Channel.CreateBounded<ArrivedMessage>(Prefetch);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += async (_, message) => await arrived.Writer.WriteAsync(Copy(message), ct);
        consumer.ShutdownAsync += (_, _) => Completed(arrived);
        consumer.UnregisteredAsync += (_, _) => Completed(arrived);
        channel.ChannelShutdownAsync += (_, _) => Completed(arrived);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, ct);
        LogDoorOpen();

        Queue<Task> inHand = new();
        while (await arrived.Reader.WaitToReadAsync(ct))
        {
            List<ArrivedMessage> batch = [];
            while (batch.Count < BatchMax && arrived.Reader.TryRead(out ArrivedMessage? message))
                batch.Add(message);
            inHand.Enqueue(OrCloseAsync(HandleAsync(batch, inHand.LastOrDefault() ?? Task.CompletedTask, channel, ct), arrived.Writer));
            while (inHand.Count >= BatchesAtOnce || (inHand.TryPeek(out Task? oldest) && oldest.IsCompleted))
                await inHand.Dequeue();
        }

        await Task.WhenAll(inHand);
    }

    // A batch that failed was not acknowledged: the channel must go, even if nothing more ever arrives on it.
    private static async Task OrCloseAsync(Task batch, ChannelWriter<ArrivedMessage> arrived)
    {
        try
        {
            await batch;
        }
        catch (Exception failure)
        {
            arrived.TryComplete(failure);
            throw;
        }
    }

    /// <summary>
    /// Stores a batch and, when the one before it is done, acknowledges it. Where it cannot be handled, each message is tried alone.
    /// </summary>
    private async Task HandleAsync(List<ArrivedMessage> batch, Task before, IChannel channel, CancellationToken ct)
    {
        bool suspicious = batch.Exists(message => message.IsSuspicious);
        bool isStored = !suspicious && await TryStoreAsync(batch, channel, ct);
        // One acknowledgement speaks for all messages up to it: none may overtake a batch that is not committed.
        await before;
        if (isStored)
        {
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true, ct);
            return;
        }

        foreach (ArrivedMessage message in batch)
        {
            if (await TryStoreAsync([message], channel, ct))
                await channel.BasicAckAsync(message.Tag, multiple: false, ct);
            else
                await channel.BasicNackAsync(message.Tag, multiple: false, requeue: true, ct);
        }
    }

    /// <summary>
    /// True when the batch is committed; waits as long as the database is away. False when something else is wrong.
    /// </summary>
    /// <remarks>
    /// Nothing is given back to the queue while waiting: the broker counts deliveries, and an hour without a database must not use
    /// up those of innocent messages. The prefetch bounds what is held.
    /// </remarks>
    private async Task<bool> TryStoreAsync(List<ArrivedMessage> batch, IChannel channel, CancellationToken ct)
    {
        IReadOnlyList<ArrivedMessage>? counted = null;
        for (TimeSpan backoff = BackoffMin; channel.IsOpen; backoff = Longer(backoff))
        {
            try
            {
                counted ??= await inbox.CountAsync(batch, ct);
                await inbox.StoreAsync(counted, ct);
                return true;
            }
            catch (Exception failure) when (
                failure is LogUnavailableException or DbException { SqlState: not ['2', '2' or '3', ..] })
            {
                LogCannotStore(failure, batch.Count);
                await Task.Delay(backoff, time, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Not the database's absence: a message (or a bug it found). It is tried alone, and parked at the tenth delivery.
                LogCannotHandle(failure, batch.Count);
                await Task.Delay(BackoffMin, time, ct);
                return false;
            }
        }

        throw new OperationCanceledException("The channel closed; the batch will be delivered again.");
    }

    private static Task Completed(Channel<ArrivedMessage> arrived)
    {
        arrived.Writer.TryComplete();
        return Task.CompletedTask;
    }

    private static ArrivedMessage Copy(BasicDeliverEventArgs message)
    {
        IDictionary<string, object?>? headers = message.BasicProperties.Headers;
        long deliveries = headers?.TryGetValue("x-delivery-count", out object? count) == true && count is IConvertible number
            ? number.ToInt64(null)
            : 0;
        string? traceparent = headers?.TryGetValue("traceparent", out object? trace) == true
            && trace is byte[] { Length: <= 64 } text
            ? Encoding.ASCII.GetString(text)
            : null;
        return new(
            message.DeliveryTag,
            message.Exchange,
            WasDeadLettered: headers?.ContainsKey("x-death") == true,
            message.RoutingKey,
            message.BasicProperties.IsUserIdPresent() ? message.BasicProperties.UserId : null,
            deliveries,
            CloudEventReader.IsTraceparent(traceparent) ? traceparent : null,
            message.Body.ToArray());
    }

    private static TimeSpan Longer(TimeSpan backoff) => backoff * 2 < BackoffMax ? backoff * 2 : BackoffMax;

    [LoggerMessage(1101, LogLevel.Information, "The AMQP door is open.")]
    private partial void LogDoorOpen();

    [LoggerMessage(1102, LogLevel.Warning, "The AMQP door closed; it will be opened again.")]
    private partial void LogDoorClosed(Exception failure);

    [LoggerMessage(1103, LogLevel.Warning, "The channel of the AMQP door was closed.")]
    private partial void LogLost();

    [LoggerMessage(1104, LogLevel.Warning, "{Count} messages could not be stored; trying again, nothing is acknowledged.")]
    private partial void LogCannotStore(Exception failure, int count);

    [LoggerMessage(1105, LogLevel.Error, "{Count} messages could not be handled; each is tried alone.")]
    private partial void LogCannotHandle(Exception failure, int count);
}
