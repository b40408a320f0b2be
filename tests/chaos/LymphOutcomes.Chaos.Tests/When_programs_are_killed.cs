using System.Globalization;
using System.Text.Json;
using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>
/// P1: acknowledged means kept. Shows safety against processes that crash (kill -9), not against power loss.
/// LYMPH_CHAOS_KILLS=200 asks for the long form, whose counts are kept in tests/chaos/results.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed class When_programs_are_killed(ChaosSystem system, ITestOutputHelper output)
{
    private const int KillsUsual = 8;
    private const string Variable = "LYMPH_CHAOS_KILLS";
    private static readonly string[] Killed = ["intake", "sessions", "alerting", "postgres", "rabbitmq"];
    private static readonly JsonSerializerOptions Readable = new(ContractJson.Options) { WriteIndented = true };
    private static readonly TimeSpan BusyMax = TimeSpan.FromSeconds(20);

    [OnChaosFact]
    public async Task Everything_acknowledged_is_kept_and_judged_once()
    {
        int kills = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } asked
            ? int.Parse(asked, CultureInfo.InvariantCulture)
            : KillsUsual;
        int seed = Seed.Take("P1", output);
        Random random = new(seed);
        List<Kill> done = [];
        await using Trial trial = await Trial.BeginAsync(system, "P1", seed, output);
        await trial.Load.StartAsync(system);
        while (done.Count < kills)
        {
            string[] round = [.. Killed];
            random.Shuffle(round);
            foreach (string program in round.Take(kills - done.Count))
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5 + (2 * random.NextDouble())), TimeProvider.System);
                done.Add(await KillAsync(trial, program));
                trial.Say($"kill {done.Count}, {program}: {done[^1].Unacknowledged} unacknowledged");
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()), TimeProvider.System);
                await system.Deployment.StartAsync(program);
            }
        }

        Verdict verdict = await trial.RestAsync();
        if (kills > KillsUsual)
            await KeepAsync(seed, done, verdict);
        Assert.True(verdict.IsPass, verdict.ToString());
        Assert.All(done, kill => Assert.True(kill.Unacknowledged > 0, $"{kill.Program} was idle"));
        Assert.All(ChaosSystem.Parts, part => Assert.True(RunningProgram.Of(part).IsRunning, $"{part} ended by itself"));
    }

    /// <summary>Kills what is provably busy: only then is the number of facts it had in hand of any meaning.</summary>
    private async Task<Kill> KillAsync(Trial trial, string program)
    {
        RunningProgram process = RunningProgram.Of(program);
        long unacknowledged = 0;
        await Patience.UntilAsync(
            $"{program} to be busy", async () => (unacknowledged = await InHandAsync(trial, program)) > 0, BusyMax);
        process.Kill();
        // Who asks too early takes a dying process for one that runs, and starts none.
        await Patience.UntilAsync($"{program} to be gone", () => Task.FromResult(!process.IsRunning), BusyMax);
        return new(program, unacknowledged);
    }

    private async Task<long> InHandAsync(Trial trial, string program) => program switch
    {
        // Stored by intake and not yet in the log of whom it is for. Of the latest only: the answer must be quick to be true.
        "sessions" => await system.Database.NumberAsync(
            """
            select count(*) from intake.mt_events i
            where i.seq_id > greatest($1, (select max(seq_id) - 5000 from intake.mt_events)) and i.type = 'session-completed.v1'
            and not exists (select from sessions.mt_events s where s.id = i.id)
            """,
            trial.Since.Intake),
        "alerting" => await system.Database.NumberAsync(
            """
            select count(*) from intake.mt_events i
            where i.seq_id > greatest($1, (select max(seq_id) - 5000 from intake.mt_events)) 
            and i.type not in ('patient-details.v1', 'session-completed.v1')
            and not exists (select from alerting.mt_events a where a.id = i.id)
            """,
            trial.Since.Intake),
        "rabbitmq" => trial.Ledger.Unacknowledged("amqp"),
        _ => trial.Ledger.Unacknowledged("http"),
    };

    private static Task KeepAsync(int seed, List<Kill> kills, Verdict verdict)
    {
        string folder = Path.Combine(ChaosSystem.Repository, "tests", "chaos", "results");
        Directory.CreateDirectory(folder);
        return File.WriteAllTextAsync(
            Path.Combine(folder, $"P1-{kills.Count}-kills.json"),
            JsonSerializer.Serialize(
                new
                {
                    promise = "P1",
                    seed,
                    at = TimeProvider.System.GetUtcNow(),
                    shows = "safety against processes that crash (SIGKILL), not against power loss",
                    verdict.IsPass,
                    verdict,
                    killsOf = Killed.ToDictionary(program => program, program => kills.Count(kill => kill.Program == program)),
                    unacknowledgedLeast = kills.Min(kill => kill.Unacknowledged),
                    unacknowledgedAll = kills.Sum(kill => kill.Unacknowledged),
                    kills,
                },
                Readable) + "\n");
    }

    private sealed record Kill(string Program, long Unacknowledged);
}
