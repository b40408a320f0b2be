using System.Globalization;
using LymphOutcomes.Alerting.BackTesting;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// Ten thousand patients with two hundred facts each are back-tested in three minutes on two cores. Here, where others work beside, a
/// few patients are enough to see that it runs; <c>LYMPH_BACKTEST_PATIENTS=10000</c> measures, and holds the three minutes.
/// </summary>
public sealed class When_a_large_history_is_back_tested(RulesOnPostgres alerting, ITestOutputHelper output)
    : IClassFixture<RulesOnPostgres>
{
    private const int FactsEach = 200;
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    private static int Patients =>
        int.TryParse(Environment.GetEnvironmentVariable("LYMPH_BACKTEST_PATIENTS"), CultureInfo.InvariantCulture, out int n) ? n : 20;

    [OnPostgresFact]
    public async Task It_takes_less_than_three_minutes()
    {
        using IHost program = await alerting.StartAsync(services => services.AddBackTests());
        await alerting.FillAsync(Enumerable.Range(0, Patients).Select(n => Patient(n)));
        RuleSet candidate = RuleSet.Third with { Version = 4, SwellingHigh = new() { TriggerPercent = 12 } };

        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long begun = TimeProvider.System.GetTimestamp();
        BackTestResult result = await program.Services.GetRequiredService<BackTestRunner>().RunAsync(
            RulesOnPostgres.Tenant, RuleSet.Third, candidate, _ => Task.CompletedTask, _ => Task.CompletedTask, CancellationToken.None);
        TimeSpan took = TimeProvider.System.GetElapsedTime(begun);
        TimeSpan worked = Environment.CpuUsage.TotalTime - cpu;

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Patients} patients, {result.Facts} facts, {took.TotalSeconds:0.0} s, "
            + $"{worked.TotalMicroseconds / result.Facts:0} µs of processor time a fact"));
        Assert.Equal((Patients, Patients * (long)FactsEach), (result.Patients, result.Facts));
        Assert.Contains(result.Rules, rule => rule is { Rule: "LYM-001", Against: > 0 });
        Assert.True(Patients < 10_000 || took < Most, $"It took {took}.");
        await program.StopAsync();
    }

    // Four years: measured every second week, weighed and asked in between, treated in spells; each stored the evening it was so.
    private static List<(PatientFact, DateTimeOffset)> Patient(int n)
    {
        Random draw = new(n);
        List<PatientFact> facts = [Given.LeftArmAtRisk(1, surgeryDay: null), Given.Arms(2, 0, 2000)];
        for (int i = 2; i < FactsEach; i++)
        {
            double day = i * 7;
            double ml = 2000 + (n % 4 == 0 && i is > 60 and < 110 ? 260 : 30) + draw.Next(-30, 30);
            facts.Add((i % 8) switch
            {
                1 => Given.Weight(i + 1, day, 70 + draw.NextDouble()),
                3 or 7 => Given.Told(i + 1, day, "ARM_SWELLING", draw.Next(0, 4), SinceLast.Same, Clinical.Side.Left),
                5 => new SessionGiven(Given.Origin(i + 1, day), 45, "therapist"),
                _ => Given.Arms(i + 1, day, ml),
            });
        }

        return facts.ConvertAll(fact => (fact, fact.Origin.EffectiveTime.AddHours(9)));
    }
}
