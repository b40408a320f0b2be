using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests.Judging;

/// <summary>One stretch of load on the system, from a known state to rest, and its judgement.</summary>
public sealed class Trial : IAsyncDisposable
{
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(120);

    // What long load has left on the way is waited for as long as it moves; not for ever.
    private static readonly TimeSpan MovingMax = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookLeast = TimeSpan.FromSeconds(30);

    private const string OnTheWay = """
        select count(*) from intake.mt_events i
        where i.type <> 'patient-details.v1' and not exists (select from alerting.mt_events a where a.id = i.id)
        """;

    private readonly ChaosSystem _system;
    private readonly ITestOutputHelper _output;
    private readonly string _promise;

    private Trial(ChaosSystem system, LogEnds since, string promise, int seed, ITestOutputHelper output)
    {
        (_system, Since, _promise, _output) = (system, since, promise, output);
        string name = $"{promise}-{seed}-{TimeProvider.System.GetUtcNow():HHmmss}";
        Ledger = new(Path.Combine(ChaosSystem.RunFolder, "ledgers", $"{name}.jsonl"));
        Story = new(name, new Random(seed));
        Load = new(Ledger, Story, seed);
    }

    /// <summary>Ends of the logs when it began.</summary>
    public LogEnds Since { get; }

    /// <summary>What was sent and answered.</summary>
    public Ledger Ledger { get; }

    /// <summary>What is sent.</summary>
    public Story Story { get; }

    /// <summary>Who sends.</summary>
    public LoadClient Load { get; }

    /// <summary>Makes the system whole and begins to count from here.</summary>
    /// <param name="system">The system.</param>
    /// <param name="promise">For names and messages, for example P1.</param>
    /// <param name="seed">Decides what is sent.</param>
    /// <param name="output">Where counts are said.</param>
    public static async Task<Trial> BeginAsync(ChaosSystem system, string promise, int seed, ITestOutputHelper output)
    {
        await system.WholeAsync();
        // What a test before this one left on its way must not be counted here.
        await Patience.UntilAsync("rest before the trial", async () => await system.Database.NumberAsync(OnTheWay) == 0, RestMax);
        return new(system, await Tables.EndsAsync(system.Database), promise, seed, output);
    }

    /// <summary>Sends these now by HTTP, in one call, and notes it in the ledger.</summary>
    public async Task SendAsync(IReadOnlyList<PlannedFact> facts)
    {
        Ledger.Attempt("http", facts);
        var receipts = await _system.Hospital.SendAsync([.. facts.Select(fact => fact.Delivery)]);
        Ledger.Answered("http", [.. receipts.Select(receipt => (receipt.Id!, receipt.Status))]);
    }

    /// <summary>Says something that is kept with the test's results.</summary>
    public void Say(string text) => _output.WriteLine($"measured: {_promise} {text}");

    /// <summary>What the judge says now.</summary>
    public async Task<Verdict> CountAsync() =>
        Judge.Count(Ledger.Read(Ledger.Path), await Tables.ReadAsync(_system.Database, Since));

    /// <summary>
    /// Ends the load and waits until nothing changes any more; the verdict is the last one, good or bad.
    /// </summary>
    public async Task<Verdict> RestAsync()
    {
        await Load.StopAsync();
        long start = TimeProvider.System.GetTimestamp();
        long moved = start;
        Verdict before = await CountAsync();
        while (true)
        {
            // What takes long to rest is much to count: less often, or the machine is busy with counting.
            TimeSpan pause = TimeProvider.System.GetElapsedTime(start) / 10;
            await Task.Delay(pause < Look ? Look : pause < LookLeast ? pause : LookLeast, TimeProvider.System);
            Verdict now = await CountAsync();
            if (now != before)
                moved = TimeProvider.System.GetTimestamp();
            TimeSpan waited = TimeProvider.System.GetElapsedTime(start);
            // Not passed and nothing moves: something may still be waiting to try again.
            if ((now == before && now.IsPass) || TimeProvider.System.GetElapsedTime(moved) > RestMax || waited > MovingMax)
            {
                Say($"{now} ({waited.TotalSeconds:0.0} s to rest)");
                return now;
            }

            before = now;
        }
    }

    /// <summary>Rests, and wants a pass.</summary>
    public async Task<Verdict> PassAsync()
    {
        Verdict verdict = await RestAsync();
        Assert.True(verdict.IsPass, verdict.ToString());
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        Ledger.Dispose();
    }
}
