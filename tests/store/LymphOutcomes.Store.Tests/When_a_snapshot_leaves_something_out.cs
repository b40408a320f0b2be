using LymphOutcomes.EventStore;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>The contract of bounded snapshots: a decision that misses something is given the whole history.</summary>
public sealed class When_a_snapshot_leaves_something_out(Stores stores) : IClassFixture<Stores>
{
    private static readonly string Forgotten = "forget" + new string('x', 1_000);

    [Theory, InMemory, OnPostgres]
    public async Task A_decision_that_needs_it_is_asked_again_with_the_whole_history(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        await log.Store.AppendedAsync(Events(new NewEvent(new Added(1, Forgotten))));
        await log.Store.AppendedAsync(Add(2));

        // Sent together: the history of the second holds what the first of the group appends.
        AppendOutcome[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => log.Store.AppendAsync(Needing(view => view.State.Padding is null))));

        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
        StreamView<Sum> whole = await log.Store.LoadWholeAsync(Stream(), CancellationToken.None);
        Assert.Equal((12, Forgotten), (whole.State.Count, whole.State.Padding));
        long[] counts = [1, 2, .. Enumerable.Range(2, 10).Select(count => (long)count)];
        Assert.Equal(counts, whole.State.Seen);
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_decision_that_asks_for_ever_fails_alone(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        AppendOutcome[] outcomes = await Task.WhenAll(
            log.Store.AppendAsync(Add(1)), log.Store.AppendAsync(Needing(_ => true)), log.Store.AppendAsync(Add(2)));

        Assert.IsType<AppendOutcome.Failed>(outcomes[1]);
        Assert.Equal(3, (await log.Store.LoadAsync(Stream(), CancellationToken.None)).State.Total);
    }

    [Theory, InMemory, OnPostgres]
    public async Task A_record_that_a_stream_has_taken_in_is_known_to_that_stream_alone(StoreKind kind)
    {
        await using StoreUnderTest log = await stores.NewAsync(kind);
        DateTimeOffset at = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        await log.Store.AppendedAsync(Events(new NewEvent(new Added(1), Record: new("r1", Version: null, "aa", at))));
        await log.Store.AppendedAsync(Events(new NewEvent(new Added(2), Record: new("r1", 2, "bb", at.AddDays(1)))));

        Assert.Equal([new RecordSeen("r1", 2, "bb", at.AddDays(1))], await SeenAsync(Stream()));
        Assert.Empty(await SeenAsync(Stream("other")));

        async Task<IEnumerable<RecordSeen>> SeenAsync(StreamKey stream)
        {
            IReadOnlyDictionary<string, RecordSeen>? seen = null;
            await log.Store.AppendAsync(new(
                NewId(), stream, view => { seen = view.Seen; return new Decision.Nothing(); }, LookForRecords: ["r1", "r2"]));
            return seen!.Values;
        }
    }

    private static AppendUnit<Sum> Needing(Func<StreamView<Sum>, bool> history) => new(
        NewId(),
        Stream(),
        view => history(view) ? new Decision.ReadHistory() : Decision.Of([new NewEvent(new Added(view.State.Count))]));
}
