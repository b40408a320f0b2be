using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.Testing;
using MassTransit;

namespace LymphOutcomes.ServiceDefaults.Tests;

/// <summary>On the bus library's own in-memory transport: what is connected, stopped and connected again is real.</summary>
public sealed class When_a_queue_goes_deaf : IAsyncLifetime
{
    private static readonly TimeSpan Long = QueueReader.SilenceMax + TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly IBusControl _bus = Bus.Factory.CreateUsingInMemory(_ => { });
    private readonly SemaphoreSlim _taken = new(0);
    private readonly TaskCompletionSource _mayFinish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QueueReader _reader;
    private HostReceiveEndpointHandle? _connected;
    private bool _isSlow;

    public When_a_queue_goes_deaf() => _reader = new("facts", Connect, _time);

    public async Task InitializeAsync()
    {
        await _bus.StartAsync();
        await _reader.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        _mayFinish.TrySetResult();
        await _bus.StopAsync();
        _taken.Dispose();
    }

    [Fact]
    public void An_idle_one_is_not_deaf()
    {
        _time.Advance(Long);

        Assert.False(LookTwice(waiting: 0, consumers: 1));
        Assert.Null(_reader.Complaint);
    }

    [Fact]
    public void One_whose_messages_wait_untaken_is()
    {
        _time.Advance(Long);

        Assert.True(LookTwice(waiting: 3, consumers: 1));
        Assert.Equal("3 messages wait in facts and none was taken for 11 s.", _reader.Complaint);
    }

    [Fact]
    public void One_that_the_broker_gives_to_nobody_is_at_once()
    {
        Assert.True(LookTwice(waiting: 0, consumers: 0));
        Assert.Equal("Nobody reads the queue facts.", _reader.Complaint);
    }

    [Fact]
    public void A_single_look_between_two_connections_says_nothing()
    {
        Assert.False(_reader.IsDeaf(new(0, 0)));
        Assert.False(_reader.IsDeaf(new(0, 1)));
        Assert.False(_reader.IsDeaf(new(0, 0)));
    }

    [Fact]
    public async Task One_that_works_on_a_message_for_long_is_not_deaf()
    {
        _isSlow = true;
        await SendAsync();
        await TakenAsync();

        _time.Advance(Long);

        Assert.False(LookTwice(waiting: 3, consumers: 1));
    }

    [Fact]
    public async Task Connected_anew_it_takes_what_waited()
    {
        // As the library leaves it: ended behind our back, nobody told.
        await _connected!.StopAsync();
        await SendAsync();
        _time.Advance(Long);
        Assert.True(LookTwice(waiting: 1, consumers: 0));

        await _reader.ReconnectAsync(default);

        await TakenAsync();
        Assert.False(_reader.IsDeaf(new(0, 1)));
        Assert.Null(_reader.Complaint);
    }

    private bool LookTwice(uint waiting, uint consumers) =>
        !_reader.IsDeaf(new(waiting, consumers)) && _reader.IsDeaf(new(waiting, consumers));

    private HostReceiveEndpointHandle Connect() => _connected = _bus.ConnectReceiveEndpoint("facts", endpoint =>
        endpoint.Handler<Said>(async _ =>
        {
            _taken.Release();
            if (_isSlow)
                await _mayFinish.Task;
        }));

    private async Task SendAsync()
    {
        ISendEndpoint queue = await _bus.GetSendEndpoint(new Uri("queue:facts"));
        await queue.Send(new Said("hello"));
    }

    private async Task TakenAsync() => Assert.True(await _taken.WaitAsync(Patience), "the message was not taken");

    public sealed record Said(string Text);
}
