using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Npgsql;
using Xunit.Abstractions;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>
/// Promise P4: no committed event is skipped by a reader of the log, whatever other transactions do. The harm is drawn from a seed
/// that is printed; <c>LYMPH_TEST_SEED</c> plays one again, <c>LYMPH_TEST_LONG=yes</c> plays for minutes instead of seconds.
/// </summary>
[Collection(nameof(OnTheirOwn))]
public sealed class When_writers_are_slow_or_stop(Stores stores, ITestOutputHelper output) : IClassFixture<Stores>
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("LYMPH_TEST_LONG") == "yes";

    [OnPostgresFact]
    public async Task Readers_see_everything_once_and_in_order()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("LYMPH_TEST_SEED"), CultureInfo.InvariantCulture, out int given)
            ? given
            : Environment.TickCount & 0xFFFF;
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest one = Stores.Open(options);
        await using StoreUnderTest other = Stores.Open(options);
        using CancellationTokenSource stop = new(IsLong ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(6));
        using CancellationTokenSource noMore = new();

        await one.Store.AppendedAsync(AddTo(Stream("before"), 1, 2, 3));
        List<Task<List<long>>> readers = [Task.Run(() => TailAsync(one.Log, 0, noMore.Token))];
        Task[] writers =
        [
            .. Enumerable.Range(0, 3).Select(n =>
                Task.Run(() => WriteAsync(n == 0 ? other.Store : one.Store, new Random(seed + n), stop.Token))),
            Task.Run(() => HarmAsync(options, new Random(seed + 9), stop.Token)),
        ];
        await using NpgsqlConnection idle = await IdleInTransactionAsync(options.ConnectionString);
        await using NpgsqlConnection elsewhere = await IdleInTransactionAsync(
            new NpgsqlConnectionStringBuilder(options.ConnectionString) { Database = "postgres" }.ConnectionString);
        await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
        long middle = await one.Log.HeadAsync(CancellationToken.None);
        readers.Add(Task.Run(() => TailAsync(other.Log, middle, noMore.Token)));
        await Task.WhenAll(writers);

        long head = await one.Log.HeadAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        await noMore.CancelAsync();
        List<long>[] read = await Task.WhenAll(readers);
        List<object> committed = await Stores.QueryAsync(options, "select seq_id from mt_events order by seq_id");
        output.WriteLine($"LYMPH_TEST_SEED={seed}: {committed.Count} events, read again from {middle}");
        Assert.True(head > 200, $"only {head} events");
        Assert.Equal(committed.Cast<long>(), read[0]);
        Assert.Equal(committed.Cast<long>().Where(seq => seq > middle), read[1]);
        // What was written last has the last time, also when the server's clocks of two connections differ.
        Assert.Equal([0L], await Stores.QueryAsync(options, """
            select count(*) from (select timestamp < lag(timestamp) over (order by seq_id) as back from mt_events) t where back
            """));
    }

    [OnPostgresFact]
    public async Task A_writer_frozen_in_the_lane_holds_the_others_up_for_seconds_only()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(Add(1));
        // As a program's own connection of the append lane: the server ends it after five idle seconds.
        await using LogConnections frozen = new(options);
        await using NpgsqlConnection holder = await frozen.Appending.OpenConnectionAsync();
        await RunAsync(holder, $"begin; select pg_advisory_xact_lock({AdvisoryKey.OfLog(options.Schema)}); {InsertSql(2)}");

        long start = TimeProvider.System.GetTimestamp();
        Task<IReadOnlyList<StoredEvent>> waiting = log.Store.AppendedAsync(Add(2));
        await Task.Delay(1_000);
        Assert.False(waiting.IsCompleted);
        // The reader waits for nobody: it sees what is committed.
        Assert.Single(await log.Log.AllAsync());
        StoredEvent stored = Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(9)));
        TimeSpan waited = TimeProvider.System.GetElapsedTime(start);

        output.WriteLine($"measured: waited {waited.TotalSeconds:0.0} s");
        Assert.InRange(waited.TotalSeconds, 3, 8);
        Assert.Equal(2, stored.SeqId);
        Assert.Equal([1L, 2L], (await log.Log.AllAsync()).Select(e => e.SeqId));
        // Thawed, the frozen one is refused.
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(holder, "commit"));
        Assert.Equal([1L, 2L], (await log.Log.AllAsync()).Select(e => e.SeqId));
    }

    [OnPostgresFact]
    public async Task A_lane_that_stays_shut_is_told_to_the_caller_in_time_and_shows_in_the_figures()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        using WaitingUnits figures = new();
        await using (await HeldLock.TakeAsync(options))
        {
            Task<AppendOutcome> first = log.Store.AppendAsync(Add(1));
            await Task.Delay(500);
            using CancellationTokenSource tired = new();
            Task<AppendOutcome> second = log.Store.AppendAsync(Add(2), tired.Token);
            await Eventually.IsAsync(() => Task.FromResult(figures.Waiting >= 1));
            await tired.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
            await Assert.ThrowsAsync<LogUnavailableException>(() => first.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        await Eventually.IsAsync(() => Task.FromResult(figures.Waiting == 0));
        await log.Store.AppendedAsync(Add(3));
        Assert.Equal([1L], (await log.Log.AllAsync()).Select(e => e.SeqId));
    }

    private static async Task WriteAsync(IEventStore<Sum> store, Random draw, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await store.AppendedAsync(AddTo(Stream($"s{draw.Next(10)}"), [.. Enumerable.Range(0, draw.Next(1, 4)).Select(n => (long)n)]));
            await Task.Delay(draw.Next(6), CancellationToken.None);
        }
    }

    // Other writers of the same schema: slow to commit, rolled back after they took numbers, or drawing numbers for nothing.
    private static async Task HarmAsync(LogOptions options, Random draw, CancellationToken ct)
    {
        NpgsqlConnectionStringBuilder text = new(options.ConnectionString) { SearchPath = options.Schema, Pooling = false };
        await using NpgsqlConnection connection = new(text.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        while (!ct.IsCancellationRequested)
        {
            string begin = $"begin; select pg_advisory_xact_lock({AdvisoryKey.OfLog(options.Schema)});";
            switch (draw.Next(3))
            {
                case 0:
                    await RunAsync(connection, begin + InsertSql(draw.Next(1, 5)));
                    await Task.Delay(draw.Next(250), CancellationToken.None);
                    await RunAsync(connection, "commit");
                    break;
                case 1:
                    await RunAsync(connection, begin + InsertSql(draw.Next(1, 5)));
                    await Task.Delay(draw.Next(100), CancellationToken.None);
                    await RunAsync(connection, "rollback");
                    break;
                default:
                    await RunAsync(connection, "begin; select nextval('mt_events_sequence'); rollback");
                    break;
            }

            await Task.Delay(draw.Next(60), CancellationToken.None);
        }
    }

    // As the appender does it: numbers after the last one, under the lock.
    private static string InsertSql(int events) => $"""
        insert into mt_streams (tenant_id, id, version) values ('north', 'harm', 0) on conflict do nothing;
        insert into mt_events (seq_id, id, tenant_id, stream_id, version, type, data, timestamp)
        select h.head + n, gen_random_uuid(), 'north', 'harm', v.version + n, 'added.v1', jsonb_build_object('number', n), h.time
        from generate_series(1, {events.ToString(CultureInfo.InvariantCulture)}) n,
             (select coalesce(max(seq_id), 0) as head, greatest(clock_timestamp(), max(timestamp)) as time from mt_events) h,
             (select version from mt_streams where tenant_id = 'north' and id = 'harm') v;
        update mt_streams set version = version + {events.ToString(CultureInfo.InvariantCulture)} where tenant_id = 'north' and id = 'harm';
        """;

    private static async Task<NpgsqlConnection> IdleInTransactionAsync(string connectionString)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, "begin isolation level repeatable read; select txid_current(), count(*) from pg_class");
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<long>> TailAsync(ILogReader log, long position, CancellationToken noMore)
    {
        List<long> read = [];
        while (!noMore.IsCancellationRequested)
        {
            foreach (StoredEvent @event in await log.ReadAsync(position, 7, CancellationToken.None))
            {
                read.Add(@event.SeqId);
                position = @event.SeqId;
            }

            await log.WaitForNewsAsync(position, TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        return read;
    }
}

/// <summary>Tests that read clocks, or figures of the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(OnTheirOwn), DisableParallelization = true)]
public sealed class OnTheirOwn;
