using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>The contract: what holds for every store.</summary>
public sealed class When_units_are_appended(Stores stores) : IClassFixture<Stores>
{
    [Theory, InMemory, OnPostgres]
    public async Task They_are_read_back_as_they_were_answered(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        NewEvent @event = new(new Added(7, "ä"), Headers: new EventHeaders("corr", "cause", "00-1", "abc"));
        IReadOnlyList<StoredEvent> answered = await log.Store.AppendedAsync(Events(@event, new(new Added(8))));

        Assert.Equal(answered, await log.Log.AllAsync());
        Assert.Equal(answered, await log.Log.ReadStreamAsync(Stream(), CancellationToken.None));
        Assert.Equal([1L, 2L], answered.Select(e => e.SeqId));
        Assert.Equal([1L, 2L], answered.Select(e => e.Version));
        Assert.Equal(("corr", "abc"), (answered[0].Headers.CorrelationId, answered[0].Headers.ContentHash));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_decision_sees_every_event_before_it(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        // Sent together, so that on PostgreSQL most of them share a transaction.
        AppendUnit<Sum>[] units = [.. Enumerable.Range(0, 40).Select(_ => new AppendUnit<Sum>(
            NewId(), Stream(), seen => Decision.Of([new(new Added(seen.Version)), new(new Added(seen.State.Count))])))];
        await Task.WhenAll(units.Select(u => log.Store.AppendAsync(u)));

        StreamView<Sum> view = await log.Store.LoadAsync(Stream(), CancellationToken.None);
        Assert.Equal((80, 80, 80), (view.Version, view.State.Count, view.LogSeq));
        IEnumerable<long> expected = Enumerable.Range(0, 40).SelectMany(i => new[] { 2L * i, 2L * i });
        Assert.Equal(expected, (await log.Log.AllAsync()).Select(e => ((Added)e.Data!).Number));
    }

    [Theory, InMemory, OnPostgres]
    public async Task Streams_of_two_hospitals_with_one_name_are_two_streams(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(AddTo(Stream(tenant: "north"), 1));
        await log.Store.AppendedAsync(AddTo(Stream(tenant: "south"), 5));

        Assert.Equal(5, (await log.Store.LoadAsync(Stream(tenant: "south"), CancellationToken.None)).State.Total);
        Assert.Single(await log.Log.ReadStreamAsync(Stream(tenant: "north"), CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_delivery_that_is_known_is_seen_by_the_decision(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Guid delivery = NewId();
        AppendOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => log.Store.AppendAsync(Once(delivery))));
        AppendOutcome later = await log.Store.AppendAsync(Once(delivery));

        Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        Assert.Equal(19, outcomes.OfType<AppendOutcome.Unchanged>().Count());
        Assert.IsType<AppendOutcome.Unchanged>(later);
        Assert.Single(await log.Log.AllAsync());
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_known_delivery_shows_its_place_and_its_content_hash(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Guid delivery = NewId();
        await log.Store.AppendedAsync(Once(delivery));
        KnownEvent? seen = null;
        await log.Store.AppendAsync(new(NewId(), Stream("other"), view => Look(view, out seen), [delivery, NewId()]));

        Assert.Equal(new KnownEvent(1, "hash"), seen);

        Decision Look(StreamView<Sum> view, out KnownEvent? found)
        {
            found = view.Known.GetValueOrDefault(delivery);
            return new Decision.Nothing();
        }
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_refusal_is_a_value_and_writes_nothing(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        AppendOutcome outcome = await log.Store.AppendAsync(
            new AppendUnit<Sum>(NewId(), Stream(), _ => new Decision.Reject("too-late", "It is over.")));

        Assert.Equal(new AppendOutcome.Rejected("too-late", "It is over."), outcome);
        Assert.Equal(0, await log.Log.HeadAsync(CancellationToken.None));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_decision_that_throws_fails_alone(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        AppendUnit<Sum> bad = new(NewId(), Stream(), _ => throw new InvalidOperationException("A bug."));
        await AssertFailsAloneAsync(log, bad);
    }

    [Theory, InMemory, OnPostgres]
    public async Task Text_that_cannot_be_stored_fails_alone_and_whole(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await AssertFailsAloneAsync(log, Events(new(new Added(1)), new(new Added(2, "NUL \0 inside")), new(new Added(3))));
    }

    [Theory, InMemory, OnPostgres]
    public async Task An_event_id_that_is_taken_fails_alone(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Guid taken = NewId();
        await log.Store.AppendedAsync(new(NewId(), Stream("first"), _ => Decision.Of([new(new Added(1), taken)])));
        await AssertFailsAloneAsync(log, Events(new(new Added(2)), new(new Added(3), taken)));
    }

    [Theory, InMemory, OnPostgres]
    public async Task The_same_unit_twice_is_not_stored_twice(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        AppendUnit<Sum> unit = Add(5);
        await log.Store.AppendedAsync(unit);

        Assert.IsType<AppendOutcome.Failed>(await log.Store.AppendAsync(unit));
        Assert.Single(await log.Log.AllAsync());
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_stream_whose_fold_breaks_fails_alone(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await AssertFailsAloneAsync(log, AddTo(Stream("broken"), 1, -666, 2));
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_type_discriminator_may_come_back_in_any_place(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Events(new NewEvent(new Measured([new Disc(4)]))));

        Measured read = Assert.IsType<Measured>((await log.Log.AllAsync()).Single().Data);
        Assert.Equal(new Disc(4), read.Shapes.Single());
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_unit_that_asks_for_too_much_is_refused_at_the_door(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        Guid[] many = [.. Enumerable.Range(0, 501).Select(i => DerivedId.From(Guid.Empty, i))];
        await Assert.ThrowsAsync<ArgumentException>(() =>
            log.Store.AppendAsync(new(NewId(), Stream(), _ => new Decision.Nothing(), many), CancellationToken.None));
    }

    private static AppendUnit<Sum> Once(Guid delivery) => new(
        NewId(),
        Stream(delivery.ToString("n")),
        view => view.Known.ContainsKey(delivery)
            ? new Decision.Nothing()
            : Decision.Of([new(new Added(1), delivery, new EventHeaders(ContentHash: "hash"))]),
        [delivery]);

    // The bad unit stands among good ones that arrive with it; only it fails, and nothing of it is kept.
    private static async Task AssertFailsAloneAsync(StoreUnderTest log, AppendUnit<Sum> bad)
    {
        long before = await log.Log.HeadAsync(CancellationToken.None);
        AppendUnit<Sum>[] units = [.. Enumerable.Range(0, 30).Select(i => i == 17 ? bad : AddTo(Stream("good"), 10, 20))];
        AppendOutcome[] outcomes = await Task.WhenAll(units.Select(u => log.Store.AppendAsync(u)));

        Assert.IsType<AppendOutcome.Failed>(outcomes[17]);
        Assert.Equal(29, outcomes.OfType<AppendOutcome.Appended>().Count());
        IReadOnlyList<StoredEvent> kept = await log.Log.ReadAsync(before, 5_000, CancellationToken.None);
        Assert.Equal(58, kept.Count);
        Assert.All(kept, e => Assert.Equal(Stream("good"), e.Stream));
        Assert.Equal(29 * 30, (await log.Store.LoadAsync(Stream("good"), CancellationToken.None)).State.Total);
    }
}
