using LymphOutcomes.Alerting.BackTesting;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_other_rules_only_look(RulesOnPostgres alerting) : IClassFixture<RulesOnPostgres>
{
    private const string Tenant = RulesOnPostgres.Tenant;

    private static readonly RuleSet Lower = RuleSet.First with
    {
        SwellingHigh = new() { TriggerPercent = 5, ClearPercent = 4 },
        LowVolume = new() { TriggerPercent = 3, BelowPercent = 5, ClearPercent = 3 },
    };

    [OnPostgresFact]
    public async Task They_tell_nobody_and_the_log_stays_as_it_was()
    {
        using IHost program = await alerting.StartAsync(services => services.AddBackTests());
        for (int n = 0; n < 12; n++)
            await AcceptAsync(program, n, (1, 2000), (2, n % 3 == 0 ? 2140 : 2000));
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Propose(view, Lower, @base: 1, "lea", "earlier"));

        ILogReader log = program.Services.GetRequiredService<ILogReader>();
        long head = await log.HeadAsync(CancellationToken.None);
        BackTest done = await BackTestAsync(program);
        Assert.Equal((12, 12, "done"), (done.Patients, done.Done, done.State));
        BackTestRule rule = Assert.Single(done.Result!.Rules);
        Assert.Equal(("LYM-001", 0, 4, 4, 0), (rule.Rule, rule.Against, rule.Candidate, rule.New, rule.Lost));
        Assert.Equal((36, 100 * 4 / done.Result.PatientMonths), (done.Result.Facts, rule.CandidatePer100Months!.Value));

        BackTests tests = program.Services.GetRequiredService<BackTests>();
        IReadOnlyList<BackTestPatient> patients =
            await tests.PatientsAsync(Tenant, done.Id, "LYM-001", Guid.Empty, 3, CancellationToken.None);
        Assert.Equal([PatientOf(0), PatientOf(3), PatientOf(6)], patients.Select(one => one.Patient));
        Assert.Equal(("new", "arm"), (patients[0].Differences[0].Difference, patients[0].Differences[0].Site));
        Assert.Equal(
            PatientOf(9),
            Assert.Single(await tests.PatientsAsync(Tenant, done.Id, rule: null, PatientOf(6), 3, CancellationToken.None)).Patient);
        Assert.Empty(await tests.PatientsAsync(Tenant, done.Id, "LYM-002", Guid.Empty, 3, CancellationToken.None));
        Assert.Null(await tests.FindAsync("south", done.Id, CancellationToken.None));
        Assert.Equal(head, await log.HeadAsync(CancellationToken.None));

        // Beside the live version, from here on.
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.BeginShadow(view, 4, RuleSet.First, "lea"));
        await AcceptAsync(program, 1, (30, 2140));
        await AcceptAsync(program, 2, (30, 2000));
        await AcceptAsync(program, 0, (30, 2150)); // swollen before already: not news of this run
        long after = await log.HeadAsync(CancellationToken.None);
        ShadowFindings findings = program.Services.GetRequiredService<ShadowFindings>();
        (long seen, IReadOnlyList<BackTestRule> rules) = await RulesOnPostgres.EventuallyAsync(
            () => findings.SumAsync(Tenant, 1, CancellationToken.None), sum => sum.Patients == 3 && sum.Rules.Count > 0);
        Assert.Equal((3, "LYM-001", 1, 1), (seen, rules[0].Rule, rules[0].Candidate, rules[0].New));
        Assert.Equal(after, await log.HeadAsync(CancellationToken.None));
        Assert.Empty((await program.Services.GetRequiredService<AlertQueries>().PageAsync(
            Tenant, new(Patient: null, Handling: null, AlertCursor.Start, 500), CancellationToken.None)).Items);
        await program.StopAsync();
    }

    private static async Task<BackTest> BackTestAsync(IHost program)
    {
        BackTests tests = program.Services.GetRequiredService<BackTests>();
        RuleBook book = program.Services.GetRequiredService<RuleBook>();
        await program.Services.GetRequiredService<RuleBookFollower>().ReadAsync(Tenant, CancellationToken.None);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        long patients = await program.Services.GetRequiredService<StoredHistories>().CountAsync(Tenant, CancellationToken.None);
        BackTest test = new(Guid.CreateVersion7(now), 4, 1, "lea", now, "waiting", patients, Done: 0, Result: null);
        await tests.BeginAsync(Tenant, test, CancellationToken.None);
        Assert.True(program.Services.GetRequiredService<BackTestHost>().TryAsk(
            Tenant, test, RuleSet.First, book.HistoryOf(Tenant).Find(4)!));
        return (await RulesOnPostgres.EventuallyAsync(
            () => tests.FindAsync(Tenant, test.Id, CancellationToken.None), found => found!.State is "done" or "failed"))!;
    }

    private static Guid PatientOf(int n) => new(n, 1, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private static int s_facts;

    private static async Task AcceptAsync(IHost program, int n, params (double Day, double Ml)[] readings)
    {
        DateTimeOffset begun = TimeProvider.System.GetUtcNow().AddDays(-80);
        foreach ((double day, double ml) in readings)
        {
            List<PicturingPatients.PatientFact> facts = [Given.Arms(Interlocked.Increment(ref s_facts), 0, ml)];
            if (day == 1)
                facts.Insert(0, Given.LeftArmAtRisk(Interlocked.Increment(ref s_facts), surgeryDay: null));
            Assert.IsType<AppendOutcome.Appended>(await RulesOnPostgres.AcceptAsync(
                program,
                PatientOf(n),
                [
                    .. facts.Select((fact, i) =>
                        fact with { Origin = fact.Origin with { EffectiveTime = begun.AddDays(day).AddHours(i) } }),
                ]));
        }
    }
}
