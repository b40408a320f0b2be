using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_a_group_keeps_coming_back
{
    private readonly InMemorySuspectItems _suspects = new();
    private readonly List<int> _committed = [];
    private readonly List<(int Item, string Why)> _parked = [];
    private readonly Dictionary<int, Func<Task<AppendOutcome>>> _bad = [];

    [Fact]
    public async Task Good_items_are_committed_though_one_fails()
    {
        _bad[2] = () => Task.FromResult<AppendOutcome>(new AppendOutcome.Failed(new InvalidOperationException("no")));

        await Assert.ThrowsAsync<AggregateException>(HandleAsync);

        Assert.Equal([1, 3, 4], _committed);
    }

    [Fact]
    public async Task One_that_fails_again_and_again_is_parked_with_the_reason_and_the_group_is_done()
    {
        _bad[2] = () => Task.FromResult<AppendOutcome>(new AppendOutcome.Failed(new InvalidOperationException("no")));
        int deliveries = await DeliverUntilDoneAsync();

        Assert.Equal(SuspectGroup.ParkedAt - 1, deliveries);
        Assert.Equal([(2, "Not accepted in 6 attempts (InvalidOperationException).")], _parked);
    }

    [Fact]
    public async Task One_that_throws_while_it_is_read_is_parked_too()
    {
        _bad[3] = () => throw new FormatException("no");
        await DeliverUntilDoneAsync();

        Assert.Equal(3, Assert.Single(_parked).Item);
    }

    [Fact]
    public async Task One_that_ends_the_program_is_parked_unread_at_the_tenth_delivery_and_those_behind_it_are_committed()
    {
        // The end of a program: nothing after the attempt is done or written.
        _bad[2] = () => new TaskCompletionSource<AppendOutcome>().Task;
        int killed = 0;
        foreach (int _ in Enumerable.Range(0, SuspectGroup.ParkedAt - 1))
        {
            Assert.False(HandleAsync().IsCompleted);
            killed++;
        }

        await HandleAsync();

        Assert.Equal(10, SuspectGroup.AloneFrom + killed + 1);
        Assert.Equal([(2, "Attempted 6 times without an end.")], _parked);
        Assert.Equal([1, 3, 4], _committed.Distinct());
    }

    [Fact]
    public async Task Without_the_database_nothing_is_counted_against_anybody()
    {
        _bad[2] = () => throw new LogUnavailableException("away");
        SuspectGroup group = new(new Away(), NullLogger<SuspectGroup>.Instance);

        await Assert.ThrowsAsync<LogUnavailableException>(() => group.HandleAsync([1], Id, Commit, Park, default));

        Assert.Empty(_committed);
    }

    [Theory]
    [InlineData(typeof(LogUnavailableException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Waiting_for_an_append_lane_that_is_away_is_no_attempt(Type away)
    {
        _bad[2] = () => throw (Exception)Activator.CreateInstance(away, "away")!;
        foreach (int _ in Enumerable.Range(0, 3 * SuspectGroup.ParkedAt))
            await Assert.ThrowsAsync(away, HandleAsync);

        _bad.Clear();
        await HandleAsync();

        Assert.Empty(_parked);
        Assert.Equal([1, 2, 3, 4], _committed.Distinct().Order());
    }

    private async Task<int> DeliverUntilDoneAsync()
    {
        for (int delivery = 1; delivery <= 20; delivery++)
        {
            try
            {
                await HandleAsync();
                return delivery;
            }
            catch (AggregateException)
            {
                // Delivered again.
            }
        }

        throw new InvalidOperationException("It never ends.");
    }

    private Task HandleAsync() =>
        new SuspectGroup(_suspects, NullLogger<SuspectGroup>.Instance).HandleAsync([1, 2, 3, 4], Id, Commit, Park, default);

    private static Guid Id(int item) => new(item, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private Task<AppendOutcome> Commit(int item)
    {
        if (_bad.TryGetValue(item, out Func<Task<AppendOutcome>>? bad))
            return bad();
        _committed.Add(item);
        return Task.FromResult<AppendOutcome>(new AppendOutcome.Appended([]));
    }

    private Task<AppendOutcome> Park(int item, string why)
    {
        _parked.Add((item, why));
        return Task.FromResult<AppendOutcome>(new AppendOutcome.Appended([]));
    }

    private sealed class Away : ISuspectItems
    {
        public Task<int> AttemptAsync(Guid item, CancellationToken ct) => throw new LogUnavailableException("away");

        public Task TakeBackAsync(Guid item, CancellationToken ct) => Task.CompletedTask;

        public Task ForgetAsync(Guid item, CancellationToken ct) => Task.CompletedTask;
    }
}
