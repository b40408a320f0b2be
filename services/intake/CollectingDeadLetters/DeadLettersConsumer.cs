using System.Data.Common;
using System.Threading.Channels;
using LymphOutcomes.ServiceDefaults.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LymphOutcomes.Intake.CollectingDeadLetters;

/// <summary>
/// Reads <c>lymph.dead</c> and moves what was given up into quarantine, where a person sees it and can send it back. Acknowledged
/// when committed; safe to repeat.
/// </summary>
/// <param name="broker">The connection.</param>
/// <param name="table">Where they go.</param>
/// <param name="time">Waits.</param>
/// <param name="log">Where it tells.</param>
internal sealed partial class DeadLettersConsumer(
    BrokerConnection broker, DeadLetterTable table, TimeProvider time, ILogger<DeadLettersConsumer> log) : BackgroundService
{
    private const string Queue = "lymph.dead";

    // Up to 256 KiB a message from our own queues, more from hospitals: few are held at once, for there is no hurry.
    private const ushort Prefetch = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Broker or database gone: what is not acknowledged comes again. The queue counts no deliveries.
                LogBeginAgain(failure);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConsumeAsync(CancellationToken ct)
    {
        await using IChannel channel = await broker.OpenChannelAsync(options: null, ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        Channel<(ulong Tag, DeadLetter Letter)> arrived = Channel.CreateBounded<(ulong, DeadLetter)>(Prefetch);
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += async (_, message) => await arrived.Writer.WriteAsync(
            (message.DeliveryTag, DeadLetter.Of(message.RoutingKey, message.BasicProperties, message.Body)), ct);
        consumer.UnregisteredAsync += (_, _) => Completed(arrived);
        channel.ChannelShutdownAsync += (_, _) => Completed(arrived);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, ct);
        await foreach ((ulong tag, DeadLetter letter) in arrived.Reader.ReadAllAsync(ct))
        {
            await KeepAsync(letter, channel, ct);
            await channel.BasicAckAsync(tag, multiple: false, ct);
            LogKept(letter.Queue);
        }
    }

    // Held while the database is away, and not given back: a message that came again at once would only turn in circles.
    private async Task KeepAsync(DeadLetter letter, IChannel channel, CancellationToken ct)
    {
        while (channel.IsOpen)
        {
            try
            {
                await table.KeepAsync(letter, ct);
                return;
            }
            catch (DbException failure)
            {
                LogCannotKeep(failure);
                await Task.Delay(Pause, time, ct);
            }
        }

        throw new OperationCanceledException("The channel closed; the message will be delivered again.");
    }

    private static Task Completed(Channel<(ulong, DeadLetter)> arrived)
    {
        arrived.Writer.TryComplete();
        return Task.CompletedTask;
    }

    [LoggerMessage(1301, LogLevel.Error, "A message that {Queue} gave up was put into quarantine.")]
    private partial void LogKept(string queue);

    [LoggerMessage(1302, LogLevel.Warning, "A given-up message cannot be kept now; it is held and tried again.")]
    private partial void LogCannotKeep(Exception failure);

    [LoggerMessage(1303, LogLevel.Warning, "The queue of given-up messages cannot be read; it is tried again.")]
    private partial void LogBeginAgain(Exception failure);
}
