using System.Diagnostics;
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
        Uri door = new($"http://127.0.0.1:{ChaosSystem.PortOf("dashboard") + 30}/");
        using Process second = StartSecond(door);
        try
        {
            await ReadyAsync(door);
            // The frozen one cannot answer, so the load knocks at the other's door; both read the AMQP inbox.
            await trial.Load.StartAsync(system, door: door);
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
            second.Kill();
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

    /// <summary>The same program from the same copy with the same environment, at another address.</summary>
    private static Process StartSecond(Uri door)
    {
        ProcessStartInfo start = new("/bin/sh")
        {
            WorkingDirectory = Path.Combine(ChaosSystem.Repository, "services", "intake"),
            ArgumentList =
            {
                "-c", "exec dotnet \"$0\" >\"$1\" 2>&1",
                Path.Combine(ChaosSystem.RunFolder, "programs", "intake", "LymphOutcomes.Intake.dll"),
                Path.Combine(ChaosSystem.RunFolder, "logs", "intake-second.log"),
            },
        };
        foreach (string foreign in start.Environment.Keys.Where(key => key is not ("PATH" or "HOME" or "DOTNET_ROOT")).ToArray())
            start.Environment.Remove(foreign);
        foreach (string line in File.ReadLines(Path.Combine(ChaosSystem.RunFolder, "env", "intake.env")))
            start.Environment[line.Split('=', 2)[0]] = line.Split('=', 2)[1];
        start.Environment["ASPNETCORE_URLS"] = door.ToString();
        return Process.Start(start)!;
    }

    private static async Task ReadyAsync(Uri door)
    {
        using HttpClient client = new() { BaseAddress = door };
        await Patience.UntilAsync("the second instance", async () =>
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }
}
