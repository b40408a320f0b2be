using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

public sealed class When_many_write_at_once(Stores stores) : IClassFixture<Stores>
{
    [OnPostgresFact]
    public async Task A_reader_that_tails_the_log_never_misses_an_event()
    {
        const int writers = 16, each = 60;
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest one = Stores.Open(options);
        await using StoreUnderTest two = Stores.Open(options);
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(60));

        Task<List<long>> tail = TailAsync(one.Log, writers * each * 2, late.Token);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            IEventStore<Sum> store = (w % 2 == 0 ? one : two).Store;
            for (int i = 0; i < each; i++)
                await store.AppendedAsync(AddTo(Stream($"s{w}"), i, i));
        })));

        Assert.Equal(Enumerable.Range(1, writers * each * 2).Select(i => (long)i), await tail);
    }

    // P21, short: in a real store most of these share transactions, and two instances compete for the lock.
    [OnPostgresFact]
    public async Task Every_snapshot_and_every_inline_row_equals_the_fold_of_its_stream()
    {
        const int writers = 8, streams = 20, each = 50;
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest one = Stores.Open(options);
        await using StoreUnderTest two = Stores.Open(options);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            IEventStore<Sum> store = (w % 2 == 0 ? one : two).Store;
            for (int i = 0; i < each; i++)
            {
                StreamKey stream = Stream($"s{(w + i) % streams}");
                await store.AppendedAsync(new AppendUnit<Sum>(
                    NewId(), stream, seen => Decision.Of([new(new Added(seen.State.Total + 1)), new(new Added(seen.Version % 7))])));
            }
        })));

        Dictionary<StreamKey, Sum> folds = [];
        foreach (StoredEvent e in await one.Log.AllAsync())
            folds[e.Stream] = Sum.Evolve(folds.GetValueOrDefault(e.Stream) ?? Sum.Initial, e);
        Assert.Equal(streams, folds.Count);
        foreach ((StreamKey stream, Sum fold) in folds)
        {
            string where = $"where stream_id = '{stream.Id}'";
            List<object> snapshot = await Stores.QueryAsync(
                options, $"select convert_from(data, 'UTF8') from snapshots {where} and version = {fold.Count}");
            Assert.Equal(fold, JsonSerializer.Deserialize<Sum>((string)snapshot.Single(), Sum.Types.Json));
            Assert.Equal([fold.Total], await Stores.QueryAsync(options, $"select sum from sums {where} and version = {fold.Count}"));
            Assert.Equal(fold, (await two.Store.LoadAsync(stream, CancellationToken.None)).State);
        }
    }

    [OnPostgresFact]
    public async Task What_arrived_while_the_lane_was_busy_is_committed_together()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        Task<AppendOutcome>[] waiting;
        await using (await HeldLock.TakeAsync(options))
        {
            waiting = [.. Enumerable.Range(0, 300).Select(i => log.Store.AppendAsync(AddTo(Stream($"s{i}"), i)))];
            await Task.Delay(200, CancellationToken.None);
        }

        await Task.WhenAll(waiting);
        // The first unit was begun alone, before the others came.
        Assert.InRange((await Stores.QueryAsync(options, "select distinct xmin::text from mt_events")).Count, 1, 3);
        Assert.Equal(300, await log.Log.HeadAsync(CancellationToken.None));
    }

    [OnPostgresFact]
    public async Task A_caller_that_gives_up_while_waiting_in_line_takes_its_unit_along()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        using CancellationTokenSource caller = new();
        Task<AppendOutcome> begun, inLine;
        await using (await HeldLock.TakeAsync(options))
        {
            begun = log.Store.AppendAsync(Add(1), caller.Token);
            await Task.Delay(200, CancellationToken.None);
            inLine = log.Store.AppendAsync(Add(2), caller.Token);
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inLine);
        }

        Assert.IsType<AppendOutcome.Appended>(await begun);
        Assert.Equal(1, await log.Log.HeadAsync(CancellationToken.None));
    }

    [OnPostgresFact]
    public async Task Log_order_is_time_order_though_clocks_differ()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest today = Stores.Open(options);
        await using StoreUnderTest tomorrow = Stores.Open(options with { ClockOffset = TimeSpan.FromDays(1) });
        for (int i = 0; i < 10; i++)
            await (i % 3 == 1 ? tomorrow : today).Store.AppendedAsync(Add(i));

        ImmutableArray<DateTimeOffset> times = [.. (await today.Log.AllAsync()).Select(e => e.Timestamp)];
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[1] - times[0], TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.True(times[2] >= times[1]);
    }

    [OnPostgresFact]
    public async Task A_number_too_large_for_the_database_fails_alone()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        Added huge = new(1, Extra: JsonDocument.Parse("1e200000").RootElement);
        ConcurrentBag<AppendOutcome> good = [];
        Task<AppendOutcome> bad = log.Store.AppendAsync(Events(new NewEvent(huge)));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => good.Add(await log.Store.AppendAsync(Add(i)))));

        Npgsql.PostgresException cause =
            Assert.IsType<Npgsql.PostgresException>(Assert.IsType<AppendOutcome.Failed>(await bad).Cause);
        Assert.StartsWith("22", cause.SqlState, StringComparison.Ordinal);
        Assert.All(good, o => Assert.IsType<AppendOutcome.Appended>(o));
        Assert.Equal(60, await log.Log.HeadAsync(CancellationToken.None));
    }

    [OnPostgresFact]
    public async Task A_state_over_64_KB_is_not_kept_and_yet_right()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(Add(1));
        Assert.Single(await Stores.QueryAsync(options, "select version from snapshots"));
        await log.Store.AppendedAsync(Events(new NewEvent(new Added(2, new string('x', 70_000)))));
        Assert.Empty(await Stores.QueryAsync(options, "select version from snapshots"));
        await log.Store.AppendedAsync(Add(4));

        Assert.Equal(7, (await log.Store.LoadAsync(Stream(), CancellationToken.None)).State.Total);
    }

    [OnPostgresFact]
    public async Task A_snapshot_of_another_fold_or_that_is_gone_is_made_anew()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(Add(1, 2));
        await Stores.QueryAsync(options, "update snapshots set fold_version = 2, data = convert_to('{\"total\": 99}', 'UTF8')");
        await log.Store.AppendedAsync(Add(4));
        await Stores.QueryAsync(
            options, "update snapshots set version = 1, data = convert_to('{\"total\": 1, \"count\": 1, \"seen\": [1]}', 'UTF8')");
        await log.Store.AppendedAsync(Add(8));
        Assert.Equal(15, (await log.Store.LoadAsync(Stream(), CancellationToken.None)).State.Total);
        await Stores.QueryAsync(options, "delete from snapshots");
        await log.Store.AppendedAsync(Add(16));

        Assert.Equal((31, 5), await StateAsync());

        async Task<(long, int)> StateAsync()
        {
            Sum state = (await log.Store.LoadAsync(Stream(), CancellationToken.None)).State;
            return (state.Total, state.Count);
        }
    }

    private static async Task<List<long>> TailAsync(ILogReader log, int until, CancellationToken ct)
    {
        List<long> seen = [];
        while (seen.Count < until)
        {
            long position = seen.Count == 0 ? 0 : seen[^1];
            IReadOnlyList<StoredEvent> news = await log.ReadAsync(position, 100, ct);
            seen.AddRange(news.Select(e => e.SeqId));
            if (news.Count == 0)
                await log.WaitForNewsAsync(position, TimeSpan.FromSeconds(1), ct);
        }

        return seen;
    }
}
