using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P11: two instances of intake, one relay. The holder is frozen, then cut off; the other takes over.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_two_relays_run(ChaosSystem system, ITestOutputHelper output)
{
    // Who holds intake's one leadership: the backend, and the client's port on our side of the connection.
    private const string Holder = """
        select a.pid from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.granted and a.application_name = 'intake lead'
        """;

    private const string Position =
        "select max(last_seq_id) from intake.mt_event_progression where name like '%relay%'";

    private static readonly TimeSpan TakeOverMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(6);

    [OnChaosFact]
    public async Task One_publishes_and_the_other_takes_over_in_time()
    {
        int seed = Seed.Take("P11", output);
        await using Trial trial = await Trial.BeginAsync(system, "P11", seed, output);
        await using BusTap tap = await BusTap.OpenAsync();
        RunningProgram first = RunningProgram.Of("intake");
        int firstHolder = await HolderAsync();
        using SecondInstance second = await SecondInstance.StartAsync("intake", "LymphOutcomes.Intake");
        try
        {
            // The frozen one cannot answer, so the load knocks at the other's door; both read the AMQP inbox.
            await trial.Load.StartAsync(system, door: second.Door);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            Assert.Equal(firstHolder, await HolderAsync());

            await first.SignalAsync("STOP");
            long frozenAt = TimeProvider.System.GetTimestamp();
            long position = await system.Database.NumberAsync(Position);
            (int secondHolder, TimeSpan led) = await TakenOverAsync(firstHolder, frozenAt);
            await Patience.UntilAsync("the new holder to publish", async () => await system.Database.NumberAsync(Position) > position);
            TimeSpan published = TimeProvider.System.GetElapsedTime(frozenAt);
            await Task.Delay(Frozen - TimeProvider.System.GetElapsedTime(frozenAt) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
            await first.SignalAsync("CONT");
            trial.Say($"holder frozen: the other leads after {led.TotalSeconds:0.00} s, publishes after {published.TotalSeconds:0.00} s");

            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            Assert.Equal(secondHolder, await HolderAsync());

            await system.Database.RowsAsync("select pg_terminate_backend($1)", row => row.GetBoolean(0), secondHolder);
            (_, TimeSpan again) = await TakenOverAsync(secondHolder, TimeProvider.System.GetTimestamp());
            trial.Say($"holder's connection terminated: led again after {again.TotalSeconds:0.00} s");
            Assert.InRange(led, TimeSpan.Zero, TakeOverMax);
            Assert.InRange(again, TimeSpan.Zero, TakeOverMax);

            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            await trial.PassAsync();
            await NoHoleAsync(trial, tap);
        }
        finally
        {
            await first.SignalAsync("CONT");
        }
    }

    /// <summary>
    /// Every fact intake published since the start lies within a published group and is in it; what came twice is the same.
    /// </summary>
    private async Task NoHoleAsync(Trial trial, BusTap tap)
    {
        List<(long Seq, Guid Id)> stored = await system.Database.RowsAsync(
            "select seq_id, id from intake.mt_events where seq_id > $1 and type <> 'patient-details.v1' order by seq_id",
            row => (row.GetInt64(0), row.GetGuid(1)),
            trial.Since.Intake);
        IReadOnlyList<TappedGroup> groups = tap.Groups;
        HashSet<Guid> published = [.. groups.SelectMany(group => group.Items).Select(item => item.GetProperty("id").GetGuid())];
        Assert.All(stored, fact => Assert.Contains(fact.Id, published));
        Assert.All(groups, group => Assert.Equal(
            stored.Where(fact => fact.Seq >= group.FromSeq && fact.Seq <= group.ToSeq).Select(fact => fact.Id),
            group.Items.Select(item => item.GetProperty("id").GetGuid())));
        int again = groups.Sum(group => group.Items.Count) - stored.Count;
        trial.Say($"{groups.Count} groups, {stored.Count} facts, {again} published twice, no hole");
    }

    private async Task<(int Holder, TimeSpan After)> TakenOverAsync(int from, long since)
    {
        int holder = 0;
        await Patience.UntilAsync("another holder", async () => (holder = await HolderAsync()) != 0 && holder != from);
        return (holder, TimeProvider.System.GetElapsedTime(since));
    }

    private async Task<int> HolderAsync() =>
        (await system.Database.RowsAsync(Holder, row => row.GetInt32(0))) is { Count: <= 1 } holders
            ? holders.SingleOrDefault()
            : throw new InvalidOperationException("Two lead at once.");
}
