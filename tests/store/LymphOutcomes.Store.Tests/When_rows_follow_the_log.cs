using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>The contract of asynchronous projections: what holds for every store.</summary>
public sealed class When_rows_follow_the_log(Stores stores) : IClassFixture<Stores>
{
    [Theory, InMemory, OnPostgres]
    public async Task They_are_the_fold_of_it(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2));
        await log.Store.AppendedAsync(AddTo(Stream("avocado"), 4));
        await log.Store.AppendedAsync(AddTo(Stream("berry"), 999));
        await log.CatchUpAsync(Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("berry"), 1));
        await log.Store.AppendedAsync(AddTo(Stream("apple", "south"), 8));
        await log.CatchUpAsync(Sum.Types);

        Assert.Equal(
            [new("north", "a", 3, 7, 1), new Total("south", "a", 1, 8, 6)],
            (await log.RowsAsync()).Values.OrderBy(row => row.Tenant));
        Assert.Equal(6, await log.Live(Sum.Types).PositionAsync(CancellationToken.None));
        Assert.Empty(await log.SkippedAsync());
    }

    [Theory, InMemory, OnPostgres]
    public async Task What_cannot_be_used_is_set_aside_and_the_rest_goes_on(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Written);
        await log.Store.AppendedAsync(Events(
            new NewEvent(new Added(1)), new NewEvent(new Heard(5)), new NewEvent(new Wordy("many")), new NewEvent(new Added(2))));
        await log.Store.AppendedAsync(AddTo(Stream("stone"), 4));
        await log.Store.AppendedAsync(Events(new NewEvent(new Broken(-666))));
        await log.Store.AppendedAsync(AddTo(Stream("sea"), 8));

        await log.CatchUpAsync(Reading);
        Assert.Equal([new("north", "s", 4, 15, 1)], (await log.RowsAsync()).Values);
        Assert.Equal(
            [
                new(2, "heard.v1", "unknown type"),
                new(3, "wordy.v1", "cannot be read: JSON at $.number"),
                new(6, "broken.v1", "the fold failed: InvalidOperationException"),
            ],
            await log.SkippedAsync());
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_runner_that_was_overtaken_writes_nothing(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2));
        IProjectionRows<Total> frozen = log.Live(Sum.Types);
        await log.CatchUpAsync(Sum.Types);

        RowKey key = new("north", "a");
        ProjectionStep<Total> late = new(
            0, 2, new Dictionary<RowKey, Total?> { [key] = new("north", "a", 77, 77, 77) }, [new(1, "added.v1", "late")]);
        Assert.False(await frozen.WriteAsync(late, CancellationToken.None));
        Assert.Equal(new("north", "a", 2, 3, 1), (await log.RowsAsync())[key]);
        Assert.Empty(await log.SkippedAsync());
        await Assert.ThrowsAsync<OvertakenException>(() =>
            log.Runner(Sum.Types).BringToAsync(0, 2, _ => Task.CompletedTask, CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_position_beyond_the_log_is_an_error_and_no_silence(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        await log.Store.AppendedAsync(Add(1));
        Assert.True(await log.Live(Sum.Types).WriteAsync(new(0, 40, new Dictionary<RowKey, Total?>(), []), CancellationToken.None));
        await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Runner(Sum.Types).FollowAsync(CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task News_reaches_them_without_a_timer(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        using CancellationTokenSource stop = new();
        Task following = log.Runner(Sum.Types).FollowAsync(stop.Token);
        for (int i = 1; i <= 5; i++)
        {
            await log.Store.AppendedAsync(AddTo(Stream("apple"), 1));
            int events = i;
            await Eventually.IsAsync(async () => (await log.RowsAsync()).Values.SingleOrDefault()?.Events == events, following);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Theory, InMemory, OnPostgres]
    public async Task They_are_built_anew_beside_the_live_ones_and_take_over(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2));
        await log.CatchUpAsync(Sum.Types);
        // A row that no event explains: the rebuild is to put it right.
        await log.Live(Sum.Types).WriteAsync(
            new(2, 2, new Dictionary<RowKey, Total?> { [new("north", "z")] = new("north", "z", 9, 9, 9) }, [new(1, "added.v1", "old")]),
            CancellationToken.None);
        await log.Store.AppendedAsync(AddTo(Stream("berry"), 5));

        RowRebuild<Total> rebuild = await log.RebuildAsync(Sum.Types);
        Assert.Equal(2, (await log.RowsAsync()).Count);
        await rebuild.RunAsync((_, _) => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(
            [new("north", "a", 2, 3, 1), new Total("north", "b", 1, 5, 3)], (await log.RowsAsync()).Values.OrderBy(row => row.Letter));
        Assert.Empty(await log.SkippedAsync());
        Assert.Equal(3, await log.Live(Sum.Types).PositionAsync(CancellationToken.None));

        await log.Store.AppendedAsync(AddTo(Stream("berry"), 5));
        await log.CatchUpAsync(Sum.Types);
        Assert.Equal(10, (await log.RowsAsync())[new("north", "b")].Sum);
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_runner_goes_on_from_where_a_rebuild_has_come(StoreKind kind)
    {
        await using ProjectionUnderTest log = await Projections.NewAsync(stores, kind, Sum.Types);
        using CancellationTokenSource stop = new();
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2));
        RowRebuild<Total> rebuild = await log.RebuildAsync(Sum.Types);
        await rebuild.RunAsync((_, _) => Task.CompletedTask, CancellationToken.None);

        // The runner had nothing yet; the rows that took over are ahead of it, and it adds nothing twice.
        Task following = log.Runner(Sum.Types).FollowAsync(stop.Token);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 4));
        await Eventually.IsAsync(async () => (await log.RowsAsync()).Values.Single() == new Total("north", "a", 3, 7, 1), following);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    private static EventTypes Written { get; } = new EventTypes(System.Text.Json.JsonSerializerOptions.Web)
        .Add<Added>("added.v1").Add<Wordy>("wordy.v1").Add<Heard>("heard.v1").Add<Broken>("broken.v1");

    // Another program's view of the same log: one name unknown, one that does not fit, one a fold throws on.
    private static EventTypes Reading { get; } = new EventTypes(System.Text.Json.JsonSerializerOptions.Web)
        .Add<Added>("added.v1").Upcast("wordy.v1", "added.v1", json => json).Upcast("broken.v1", "added.v1", json => json);

    private sealed record Heard(int Decibel);

    private sealed record Broken(long Number);

    private sealed record Wordy(string Number);
}

/// <summary>Waits for what another task is about to do.</summary>
public static class Eventually
{
    public static async Task IsAsync(Func<Task<bool>> condition, Task? meanwhile = null)
    {
        for (int look = 0; look < 200; look++)
        {
            if (await condition())
                return;
            if (meanwhile is { IsFaulted: true })
                await meanwhile;
            await Task.Delay(50);
        }

        Assert.Fail("It did not come true within 10 seconds.");
    }
}
