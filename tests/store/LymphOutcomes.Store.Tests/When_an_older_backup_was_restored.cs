using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>P10: a position ahead of its log is refused, and stays so until a person releases it.</summary>
public sealed class When_an_older_backup_was_restored(Stores stores) : IClassFixture<Stores>
{
    [Theory, InMemory, OnPostgres]
    public async Task A_reader_seen_ahead_is_refused_also_when_the_log_has_grown_past_it(StoreKind kind)
    {
        await using StoreUnderTest log = await AheadAsync(kind);
        PositionAheadOfLogException first =
            await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.LoadAsync("relay", default));
        await log.Store.AppendedAsync(Add([.. Enumerable.Range(0, 20).Select(i => (long)i)]));

        PositionAheadOfLogException later =
            await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.LoadAsync("relay", default));

        Assert.Equal((10L, 2L), (first.Position, first.Head));
        Assert.Equal((10L, 2L), (later.Position, later.Head));
        Assert.False(await log.Positions.MoveAsync("relay", 10, 15, default));
        Assert.Equal(0, await log.Positions.LoadAsync("another", default));
    }

    [Theory, InMemory, OnPostgres]
    public async Task Whoever_sees_it_can_have_it_refused_and_the_first_numbers_stay(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Add(1, 2, 3));
        await log.Positions.RefuseAsync("relay", 9, 3, default);
        await log.Positions.RefuseAsync("relay", 9, 4, default);

        PositionAheadOfLogException refused =
            await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.LoadAsync("relay", default));
        Assert.Equal((9L, 3L), (refused.Position, refused.Head));
        Assert.False(await log.Positions.MoveAsync("relay", 0, 3, default));
    }

    [Theory, InMemory, OnPostgres]
    public async Task Released_it_goes_on_from_where_the_person_said(StoreKind kind)
    {
        await using StoreUnderTest log = await AheadAsync(kind);
        await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.LoadAsync("relay", default));

        await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.ReleaseAsync("relay", 3, default));
        await Assert.ThrowsAsync<PositionAheadOfLogException>(() => log.Positions.LoadAsync("relay", default));
        await log.Positions.ReleaseAsync("relay", 1, default);

        Assert.Equal(1, await log.Positions.LoadAsync("relay", default));
        Assert.True(await log.Positions.MoveAsync("relay", 1, 2, default));
    }

    // As after a restore of the events alone: the log ends at 2, the reader stands at 10.
    private async Task<StoreUnderTest> AheadAsync(StoreKind kind)
    {
        StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Add(1, 2));
        Assert.True(await log.Positions.MoveAsync("relay", 0, 10, default));
        return log;
    }
}
