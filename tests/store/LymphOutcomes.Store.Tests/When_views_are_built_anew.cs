using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.EventStore.Postgres.Projecting;
using LymphOutcomes.EventStore.Projecting;
using LymphOutcomes.Testing;
using Npgsql;
using Xunit.Abstractions;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

/// <summary>
/// Promise P5: inline rows, followed rows and snapshots are rebuilt while two instances write and readers read; the rebuilding
/// connections are cut at random moments, as a kill -9 does, and the rebuild goes on. The harm is drawn from a seed that is printed.
/// <c>LYMPH_TEST_SEED</c> plays one again, <c>LYMPH_TEST_LONG=yes</c> plays twenty.
/// </summary>
public sealed class When_views_are_built_anew(Stores stores, ITestOutputHelper output) : IClassFixture<Stores>
{
    private const string SumsHash = "select md5(string_agg(s::text, '|' order by s.tenant_id, s.stream_id)) from sums s";

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("LYMPH_TEST_LONG") == "yes";

    [OnPostgresFact]
    public async Task They_equal_the_live_ones_and_no_read_fails()
    {
        int first = int.TryParse(Environment.GetEnvironmentVariable("LYMPH_TEST_SEED"), CultureInfo.InvariantCulture, out int given)
            ? given
            : Environment.TickCount & 0xFFFF;
        for (int seed = first; seed < first + (IsLong ? 20 : 1); seed++)
            await PlayAsync(seed);
    }

    [OnPostgresFact]
    public async Task The_table_that_takes_over_has_the_names_its_migrations_know()
    {
        LogOptions options = await stores.NewSchemaAsync();
        const string names = "select indexname || ' ' || substring(indexdef from ' USING .*$') from pg_indexes "
            + "where schemaname = current_schema() order by 1";
        List<object> before = await Stores.QueryAsync(options, names);
        await using ServiceParts program = new(options, Sum.Types);
        foreach (IRebuild rebuild in (IRebuild[])[program.Totals, program.Totals, program.Sums, program.Snapshots])
        {
            await Projections.AskAsync(options, rebuild.Name);
            await rebuild.RunAsync((_, _) => { }, CancellationToken.None);
            Assert.Equal(before, await Stores.QueryAsync(options, names));
        }
    }

    [OnPostgresFact]
    public async Task A_table_that_a_migration_has_changed_meanwhile_is_begun_again()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using ProjectionUnderTest log = Projections.NewOnPostgres(options, Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2, 3));
        await log.BesideAsync(Sum.Types);
        await Stores.QueryAsync(options, "alter table totals add column remark text");
        await using ServiceParts program = new(options, Sum.Types);
        await program.Totals.RunAsync((_, _) => { }, CancellationToken.None);

        Assert.Equal([6L], await Stores.QueryAsync(options, "select sum from totals where remark is null"));
        Assert.Equal(["idle"], await Stores.QueryAsync(options, "select phase from rebuilds where name = 'totals'"));
    }

    [OnPostgresFact]
    public Task A_reader_that_does_not_let_go_delays_the_change_and_nobody_else() => HoldAsync("sums");

    [OnPostgresFact]
    public Task Nor_does_one_of_the_snapshots() => HoldAsync("snapshots");

    private async Task HoldAsync(string view)
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using ProjectionUnderTest log = Projections.NewOnPostgres(options, Sum.Types);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1));
        await using ServiceParts program = new(options, Sum.Types);
        await using NpgsqlConnection reader = await program.Connections.Reading.OpenConnectionAsync();
        await using NpgsqlTransaction reading = await reader.BeginTransactionAsync();
        await using (NpgsqlCommand look = new($"select count(*) from {view}", reader))
            Assert.Equal(1L, await look.ExecuteScalarAsync());

        await Projections.AskAsync(options, view);
        Task rebuild = (view == "sums" ? program.Sums : program.Snapshots).RunAsync((_, _) => { }, CancellationToken.None);
        List<TimeSpan> waits = [];
        for (int i = 0; i < 8; i++)
        {
            long begun = TimeProvider.System.GetTimestamp();
            await log.Store.AppendedAsync(AddTo(Stream("apple"), 1));
            waits.Add(TimeProvider.System.GetElapsedTime(begun));
            await Task.Delay(300);
        }

        // The change asks for its place for a tenth of a second at a time, and appends wait no longer.
        Assert.True(waits.Max() < TimeSpan.FromSeconds(1), $"An append waited {waits.Max()}.");
        Assert.False(rebuild.IsCompleted);
        Assert.Equal(
            [$"waits for {view}, which a long read or a dump holds"],
            await Stores.QueryAsync(options, $"select failure from rebuilds where name = '{view}' and failure is not null"));
        await reading.RollbackAsync();
        await rebuild.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([9L], await Stores.QueryAsync(options, "select sum from sums"));
        Assert.Equal(["idle"], await Stores.QueryAsync(options, $"select phase from rebuilds where name = '{view}' and failure is null"));
    }

    [OnPostgresFact]
    public async Task A_snapshot_that_holds_what_the_log_does_not_is_put_right()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1, 2));
        await Stores.QueryAsync(options, """
            update snapshots set data = convert_to(jsonb_set(convert_from(data, 'UTF8')::jsonb, '{total}', '77')::text, 'UTF8')
            """);
        Assert.Equal(77, (await log.Store.LoadAsync(Stream("apple"), CancellationToken.None)).State.Total);

        await using ServiceParts program = new(options, Sum.Types);
        await Projections.AskAsync(options, "snapshots");
        await program.Snapshots.RunAsync((_, _) => { }, CancellationToken.None);
        Assert.Equal(3, (await log.Store.LoadAsync(Stream("apple"), CancellationToken.None)).State.Total);
        Assert.Equal([2L], await Stores.QueryAsync(options, "select version from snapshots"));
    }

    [OnPostgresFact]
    public async Task A_program_that_has_a_state_in_memory_takes_the_one_made_anew()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1));
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 2));
        // The log was repaired: the same versions, another number.
        await Stores.QueryAsync(options, """update mt_events set data = '{"number": 5}' where seq_id = 2""");
        await using ServiceParts program = new(options, Sum.Types);
        await Projections.AskAsync(options, "snapshots");
        await program.Snapshots.RunAsync((_, _) => { }, CancellationToken.None);

        await log.Store.AppendedAsync(AddTo(Stream("apple"), 10));
        Assert.Equal(16, (await log.Store.LoadAsync(Stream("apple"), CancellationToken.None)).State.Total);
        Assert.Equal(1, await SnapshotsCheck.AllEqualTheirStreamsAsync(options, log.Store, log.Log));
    }

    [OnPostgresFact]
    public async Task A_program_that_has_a_state_in_memory_reads_it_again_on_a_new_connection()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 1));
        await log.Store.AppendedAsync(AddTo(Stream("apple"), 2));
        // As after a failover: the last commit was lost, and somebody else has made another of the same version.
        await Stores.QueryAsync(options, """
            update snapshots set data = convert_to(jsonb_set(convert_from(data, 'UTF8')::jsonb, '{total}', '6')::text, 'UTF8')
            """);
        await Stores.QueryAsync(
            options, $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{options.Schema} append'");

        await log.Store.AppendedAsync(AddTo(Stream("apple"), 10));

        Assert.Equal(16, (await log.Store.LoadAsync(Stream("apple"), CancellationToken.None)).State.Total);
    }

    private async Task PlayAsync(int seed)
    {
        Random draw = new(seed);
        LogOptions options = await stores.NewSchemaAsync();
        await using ProjectionUnderTest one = Projections.NewOnPostgres(options, Sum.Types);
        await using StoreUnderTest other = Stores.Open(options);
        await FillAsync(options, one.Store, draw, appends: 1_500);
        await one.CatchUpAsync(Sum.Types);

        using CancellationTokenSource stop = new();
        Task<long>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadAsync(options, stop.Token)))];
        Task[] writers =
        [
            Task.Run(() => WriteAsync(one.Store, new Random(seed + 1), stop.Token)),
            Task.Run(() => WriteAsync(other.Store, new Random(seed + 2), stop.Token)),
            Task.Run(() => FollowAsync(one, stop.Token)),
        ];
        int cuts = 0;
        foreach (string view in (string[])["sums", "totals", "snapshots"])
            cuts += await RebuildUnderFireAsync(options, view, draw);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        long reads = (await Task.WhenAll(readers)).Sum();
        await one.CatchUpAsync(Sum.Types);

        output.WriteLine($"LYMPH_TEST_SEED={seed}: {cuts} cuts, {reads} reads, {await one.Log.HeadAsync(default)} events");
        await CompareAsync(options, one);
    }

    // What the views are after everything, against rows made from the log here and now.
    private static async Task CompareAsync(LogOptions options, ProjectionUnderTest one)
    {
        List<object> live = await Stores.QueryAsync(options, SumsHash);
        List<object> folded = await Stores.QueryAsync(options, $"""
            select md5(string_agg(s::text, '|' order by s.tenant_id, s.stream_id)) from (
                select tenant_id, stream_id, max(version) as version,
                       coalesce(sum((data ->> 'number')::bigint) filter (where type = 'added.v1'), 0)::bigint as sum
                from mt_events where stream_id not in ('later', 'poison') group by tenant_id, stream_id) s
            """);
        Assert.Equal(folded, live);
        Dictionary<(string, string), Total> totals = [];
        foreach (StoredEvent @event in await EverythingAsync(one))
        {
            if (Total.KeyOf(@event) is { } key)
            {
                Total? before = totals.GetValueOrDefault((key.Tenant, key.Id));
                totals.Remove((key.Tenant, key.Id));
                if (Total.Evolve(before, @event) is { } after)
                    totals[(key.Tenant, key.Id)] = after;
            }
        }

        Assert.Equal(
            totals.Values.OrderBy(t => t.Tenant).ThenBy(t => t.Letter, StringComparer.Ordinal),
            (await one.RowsAsync()).Values.OrderBy(t => t.Tenant).ThenBy(t => t.Letter, StringComparer.Ordinal));
        Assert.Equal(["unknown type", "cannot be read: JSON at $.number"], (await one.SkippedAsync()).Select(skipped => skipped.Reason));
        await SnapshotsCheck.AllEqualTheirStreamsAsync(options, one.Store, one.Log);
    }

    private static async Task<List<StoredEvent>> EverythingAsync(ProjectionUnderTest one)
    {
        List<StoredEvent> all = [];
        long head = await one.Log.HeadAsync(CancellationToken.None);
        for (long after = 0; after < head; after += 1_000)
        {
            IReadOnlyList<RawEvent> page = await one.Raw.ReadRawAsync(after, Math.Min(after + 1_000, head), [], CancellationToken.None);
            all.AddRange(page.Select(raw => raw.Read(Sum.Types, out _)).OfType<StoredEvent>().Where(stored => stored.Data is Added));
        }

        return all;
    }

    private static async Task FillAsync(LogOptions options, IEventStore<Sum> store, Random draw, int appends)
    {
        await Task.WhenAll(Enumerable.Range(0, appends).Select(_ => store.AppendAsync(AppendOf(draw))));
        // One of an unknown type, as a later version of the program would leave it, and one that cannot be read.
        await store.AppendedAsync(AddTo(Stream("later"), 1));
        await store.AppendedAsync(AddTo(Stream("poison"), 1));
        await Stores.QueryAsync(options, """
            update mt_events set type = 'of-tomorrow.v1' where stream_id = 'later';
            update mt_events set data = '{"number": "many"}' where stream_id = 'poison';
            delete from sums where stream_id in ('later', 'poison');
            delete from snapshots where stream_id in ('later', 'poison')
            """);
    }

    private static AppendUnit<Sum> AppendOf(Random draw)
    {
        lock (draw)
        {
            char letter = (char)('a' + draw.Next(20));
            StreamKey stream = Stream($"{letter}{draw.Next(15)}", draw.Next(3) == 0 ? "south" : "north");
            return AddTo(stream, [.. Enumerable.Range(0, draw.Next(1, 6)).Select(_ => (long)draw.Next(100))]);
        }
    }

    private static async Task WriteAsync(IEventStore<Sum> store, Random draw, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.AppendedAsync(AppendOf(draw))));
            await Task.Delay(2, CancellationToken.None);
        }
    }

    private static async Task FollowAsync(ProjectionUnderTest one, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await one.Runner(Sum.Types).FollowAsync(ct);
            }
            catch (Exception expected) when (expected is OperationCanceledException or OvertakenException
                or NpgsqlException)
            {
                // Overtaken by the rebuild's taking over, or cut with it: begin again, as the host does.
            }
        }
    }

    // Rows never become fewer, never older, and are never away.
    private static async Task<long> ReadAsync(LogOptions options, CancellationToken ct)
    {
        await using ServiceParts program = new(options, Sum.Types);
        (long reads, long rows, long versions, long totals) = (0, 0, 0, 0);
        while (!ct.IsCancellationRequested)
        {
            await using NpgsqlCommand command = program.Connections.Reading.CreateCommand(
                "select (select count(*) from sums), (select sum(version)::bigint from sums), (select count(*) from totals)");
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(CancellationToken.None);
            Assert.True(await row.ReadAsync(CancellationToken.None));
            (long Rows, long Versions, long Totals) seen = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
            Assert.True(
                seen.Rows >= rows && seen.Versions >= versions && seen.Totals >= totals - 1,
                $"A read went back: {(rows, versions, totals)}, then {seen}.");
            (rows, versions, totals) = seen;
            reads++;
        }

        return reads;
    }

    private static async Task<int> RebuildUnderFireAsync(LogOptions options, string view, Random draw)
    {
        await Projections.AskAsync(options, view);
        int cuts = 0;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            // An instance of its own each time, as after a kill.
            await using ServiceParts program = new(options, Sum.Types);
            IRebuild rebuild = view switch { "sums" => program.Sums, "totals" => program.Totals, _ => program.Snapshots };
            Task run = rebuild.RunAsync((_, _) => { }, CancellationToken.None);
            if (cuts < 6)
            {
                await Task.WhenAny(run, Task.Delay(draw.Next(1, 60)));
                if (!run.IsCompleted)
                {
                    await Stores.QueryAsync(options, $"""
                        select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{options.Schema} project'
                        """);
                }
            }

            try
            {
                await run;
                return cuts;
            }
            catch (Exception cut) when (cut is NpgsqlException or IOException or OvertakenException
                or OperationCanceledException)
            {
                cuts++;
            }
        }

        Assert.Fail($"{view} was not rebuilt.");
        return cuts;
    }
}
