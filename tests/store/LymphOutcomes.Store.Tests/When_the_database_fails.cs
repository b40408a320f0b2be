using System.Collections.Concurrent;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Testing;
using Npgsql;
using static LymphOutcomes.Store.Tests.Units;

namespace LymphOutcomes.Store.Tests;

public sealed class When_the_database_fails(Stores stores) : IClassFixture<Stores>
{
    [OnPostgresFact]
    public Task A_group_that_never_arrived_is_written_once() => AppendThroughAsync(Cut.BeforeTheServerHearsIt);

    [OnPostgresFact]
    public Task A_group_whose_answer_was_lost_is_found_and_not_written_again() => AppendThroughAsync(Cut.AfterTheServerCommitted);

    [OnPostgresFact]
    public async Task What_was_answered_is_stored_once_and_nothing_else_though_connections_are_killed()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(4));
        string kill = $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{options.Schema} append'";
        int killed = 0;
        Task killing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await Task.Delay(100, CancellationToken.None);
                killed += (await Stores.QueryAsync(options, kill)).Count;
            }
        });

        ConcurrentBag<Guid> stored = [];
        ConcurrentBag<Guid> unsure = [];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                AppendUnit<Sum> unit = AddTo(Stream($"s{w}"), 1, 2);
                try
                {
                    stored.Add((await log.Store.AppendedAsync(unit))[0].Id);
                }
                catch (LogUnavailableException)
                {
                    unsure.Add(DerivedId.From(unit.Id, 0));
                }
            }
        })));
        await killing;

        Assert.True(killed > 5, $"only {killed} connections were killed");
        List<Guid> inLog = [.. (await Stores.QueryAsync(options, "select id from mt_events where version % 2 = 1")).Cast<Guid>()];
        Assert.Equal(inLog.Count, inLog.Distinct().Count());
        Assert.Empty(stored.Except(inLog));
        Assert.Empty(inLog.Except(stored).Except(unsure));
        // Numbers have no gap: the last one is how many there are.
        Assert.Equal([true], await Stores.QueryAsync(options, "select max(seq_id) = count(*) from mt_events"));
    }

    [OnPostgresFact]
    public async Task Callers_are_told_within_ten_seconds_and_the_lane_lives_on()
    {
        LogOptions options = await stores.NewSchemaAsync();
        string database = new NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(Add(1));

        LogOptions outside = options with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Database = "postgres" }.ConnectionString,
        };
        await Stores.QueryAsync(outside, $"alter database {database} allow_connections false");
        try
        {
            await Stores.QueryAsync(outside, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'");
            Task<AppendOutcome>[] callers = [.. Enumerable.Range(0, 20).Select(i => log.Store.AppendAsync(Add(i)))];
            foreach (Task<AppendOutcome> caller in callers)
                await Assert.ThrowsAsync<LogUnavailableException>(() => caller.WaitAsync(TimeSpan.FromSeconds(15)));
        }
        finally
        {
            await Stores.QueryAsync(outside, $"alter database {database} allow_connections true");
        }

        Assert.Equal(2, (await log.Store.AppendedAsync(Add(2)))[0].SeqId);
    }

    [OnPostgresFact]
    public async Task A_leader_whose_session_is_ended_notices_and_another_takes_over()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await using Leadership first = await log.Positions.LeadAsync("relay", CancellationToken.None);
        Task<Leadership> second = log.Positions.LeadAsync("relay", CancellationToken.None);
        TaskCompletionSource lost = new();
        first.Lost.Register(lost.SetResult);

        await Stores.QueryAsync(options, $"""
            select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks l using (pid)
            where a.application_name = '{options.Schema} lead' and l.locktype = 'advisory' and l.granted
            """);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(4));
        await using Leadership next = await second.WaitAsync(TimeSpan.FromSeconds(4));
        Assert.False(next.Lost.IsCancellationRequested);
    }

    [OnPostgresFact]
    public async Task A_stored_position_beyond_the_log_is_an_error()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options);
        await log.Store.AppendedAsync(Add(1));
        Assert.True(await log.Positions.MoveAsync("relay", 0, 900, CancellationToken.None));

        PositionAheadOfLogException error = await Assert.ThrowsAsync<PositionAheadOfLogException>(
            () => log.Positions.LoadAsync("relay", CancellationToken.None));
        Assert.Equal((900L, 1L), (error.Position, error.Head));
        Assert.Contains("relay", error.Message, StringComparison.Ordinal);
    }

    [OnPostgresFact]
    public async Task News_comes_again_after_the_listener_was_cut_off()
    {
        LogOptions options = await stores.NewSchemaAsync();
        await using StoreUnderTest log = Stores.Open(options with { PollInterval = TimeSpan.FromSeconds(30) });
        await log.Store.AppendedAsync(Add(1));
        Task wait = log.Log.WaitForNewsAsync(1, TimeSpan.FromSeconds(30), CancellationToken.None);
        await Task.Delay(500, CancellationToken.None);
        await Stores.QueryAsync(
            options, $"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{options.Schema} listen'");
        await Task.Delay(1_000, CancellationToken.None);
        await log.Store.AppendedAsync(Add(2));
        await wait.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private async Task AppendThroughAsync(Cut cut)
    {
        LogOptions options = await stores.NewSchemaAsync();
        NpgsqlConnectionStringBuilder text = new(options.ConnectionString);
        await using CuttingProxy line = new(text.Host!, text.Port);
        text.Host = "127.0.0.1";
        text.Port = line.Port;
        await using StoreUnderTest log = Stores.Open(options with { ConnectionString = text.ConnectionString });

        line.Arm(cut);
        Task<AppendOutcome>[] units = [.. Enumerable.Range(0, 5).Select(i => log.Store.AppendAsync(Add(i, i)))];
        AppendOutcome[] outcomes = await Task.WhenAll(units);

        Assert.Equal(1, line.Cuts);
        Assert.All(outcomes, o => Assert.IsType<AppendOutcome.Appended>(o));
        IEnumerable<StoredEvent> answered = outcomes.Cast<AppendOutcome.Appended>().SelectMany(o => o.Events).OrderBy(e => e.SeqId);
        await using StoreUnderTest direct = Stores.Open(options);
        Assert.Equal(answered, await direct.Log.AllAsync());
        Assert.Equal(10, await direct.Log.HeadAsync(CancellationToken.None));
    }
}
