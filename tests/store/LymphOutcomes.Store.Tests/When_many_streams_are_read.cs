using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

public sealed class When_many_streams_are_read(Stores stores) : IClassFixture<Stores>
{
    [Theory, InMemory, OnPostgres]
    public async Task Each_is_given_as_if_it_were_read_alone_and_in_the_order_asked(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(AddTo(Stream("a"), 1, 2));
        await log.Store.AppendedAsync(AddTo(Stream("b"), 3));
        await log.Store.AppendedAsync(AddTo(Stream("a"), 4));
        await log.Store.AppendedAsync(AddTo(Stream("a", tenant: "south"), 50));

        IReadOnlyList<StreamView<Sum>> views = await log.Store.LoadManyAsync(
            [Stream("b"), Stream("nothing"), Stream("a")], CancellationToken.None);

        Assert.Equal([Stream("b"), Stream("a")], views.Select(view => view.Stream));
        foreach (StreamView<Sum> view in views)
        {
            StreamView<Sum> alone = await log.Store.LoadAsync(view.Stream, CancellationToken.None);
            Assert.Equal((alone.State, alone.Version, alone.LogSeq), (view.State, view.Version, view.LogSeq));
        }
    }

    [Theory, InMemory, OnPostgres]
    public async Task What_no_snapshot_has_yet_is_in_it(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        StreamKey[] streams = [.. Enumerable.Range(0, 50).Select(n => Stream($"s{n}"))];
        await Task.WhenAll(streams.SelectMany(stream => Enumerable.Range(0, 5).Select(n => log.Store.AppendAsync(AddTo(stream, n)))));

        IReadOnlyList<StreamView<Sum>> views = await log.Store.LoadManyAsync(streams, CancellationToken.None);

        Assert.Equal(streams, views.Select(view => view.Stream));
        Assert.All(views, view => Assert.Equal((10L, 5, 5L), (view.State.Total, view.State.Count, view.Version)));
    }
}
