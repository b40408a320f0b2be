using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>The contract of readers and positions: what holds for every store.</summary>
public sealed class When_the_log_is_read(Stores stores) : IClassFixture<Stores>
{
    [Theory, InMemory, OnPostgres]
    public async Task It_is_given_in_portions_without_a_gap(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Add([.. Enumerable.Range(0, 25).Select(i => (long)i)]));

        IReadOnlyList<StoredEvent> portion = await log.Log.ReadAsync(10, 7, CancellationToken.None);
        Assert.Equal(Enumerable.Range(11, 7).Select(i => (long)i), portion.Select(e => e.SeqId));
        Assert.Empty(await log.Log.ReadAsync(25, 7, CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_position_beyond_its_end_is_an_error_and_no_silence(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Add(1));

        PositionAheadOfLogException error = await Assert.ThrowsAsync<PositionAheadOfLogException>(
            () => log.Log.ReadAsync(40, 10, CancellationToken.None));
        Assert.Equal((40L, 1L), (error.Position, error.Head));
    }

    [Theory, InMemory, OnPostgres]
    public async Task News_wakes_a_reader_at_once(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Task news = log.Log.WaitForNewsAsync(0, TimeSpan.FromSeconds(20), CancellationToken.None);
        await log.Store.AppendedAsync(Add(1));

        await news.WaitAsync(TimeSpan.FromSeconds(5));
        await log.Log.WaitForNewsAsync(0, TimeSpan.FromSeconds(20), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_reader_that_was_overtaken_cannot_move_its_position(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Add([.. Enumerable.Range(0, 100).Select(i => (long)i)]));
        ILogPositions positions = log.Positions;

        Assert.Equal(0, await positions.LoadAsync("relay", CancellationToken.None));
        Assert.False(await positions.MoveAsync("relay", 5, 9, CancellationToken.None));
        Assert.True(await positions.MoveAsync("relay", 0, 10, CancellationToken.None));
        Assert.False(await positions.MoveAsync("relay", 0, 20, CancellationToken.None));
        Assert.True(await positions.MoveAsync("relay", 10, 30, CancellationToken.None));
        Assert.False(await positions.MoveAsync("relay", 10, 40, CancellationToken.None));
        Assert.Equal(30, await positions.LoadAsync("relay", CancellationToken.None));
        Assert.Equal(0, await positions.LoadAsync("another", CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task Only_one_leads_and_the_next_one_follows(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Leadership first = await log.Positions.LeadAsync("relay", CancellationToken.None);
        await using Leadership other = await log.Positions.LeadAsync("another", CancellationToken.None);
        Task<Leadership> second = log.Positions.LeadAsync("relay", CancellationToken.None);

        Task soon = Task.Delay(TimeSpan.FromMilliseconds(1_200), CancellationToken.None);
        Assert.NotSame(second, await Task.WhenAny(second, soon));
        Assert.False(first.Lost.IsCancellationRequested);
        CancellationToken lost = first.Lost;
        await first.DisposeAsync();
        Assert.True(lost.IsCancellationRequested);
        await using Leadership next = await second.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(next.Lost.IsCancellationRequested);
    }
}
