using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_every_patient_is_looked_at_again(RulesOnPostgres alerting) : IClassFixture<RulesOnPostgres>
{
    private const int Patients = 230; // more than one batch

    [OnPostgresFact]
    public async Task Findings_in_old_facts_are_counted_and_held_and_told_when_a_lead_releases_them()
    {
        using IHost program = await alerting.StartAsync();
        using IHost other = await alerting.StartAsync();
        for (int n = 0; n < Patients; n++)
            await AcceptAsync(program, n);
        Assert.Empty(await AlertsAsync(program));

        RuleSet lower = RuleSet.First with
        {
            SwellingHigh = new() { TriggerPercent = 5, ClearPercent = 4 },
            LowVolume = new() { TriggerPercent = 3, BelowPercent = 5, ClearPercent = 3 },
        };
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Propose(view, lower, @base: 1, "lea", "earlier"));
        await RulesOnPostgres.ChooseAsync(other, view => ChooseRules.Activate(view, 4, RuleSet.First, "lea", "agreed"));

        Activations activations = other.Services.GetRequiredService<Activations>();
        ActivationRow row = await RulesOnPostgres.EventuallyAsync(
            async () => (await activations.LatestAsync(RulesOnPostgres.Tenant, CancellationToken.None))!,
            seen => seen.Finished is not null);
        Assert.Equal((4, 1, Patients, Patients, Patients / 2, 0L, 0L), (
            row.Version, row.Activation, row.Patients, row.Done, row.Held, row.Told, row.Failed));
        Assert.All(
            new[] { program, other },
            each => Assert.Equal(4, each.Services.GetRequiredService<RuleBook>().InForce(RulesOnPostgres.Tenant).Version));
        Assert.Empty(await AlertsAsync(program));
        Assert.Equal(Patients / 2, (await activations.HeldAsync(RulesOnPostgres.Tenant, Guid.Empty, 500, CancellationToken.None)).Count);

        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Release(view, 1, "lea"));
        await RulesOnPostgres.EventuallyAsync(() => AlertsAsync(program), alerts => alerts.Count == Patients / 2);
        Assert.Empty(await activations.HeldAsync(RulesOnPostgres.Tenant, Guid.Empty, 500, CancellationToken.None));
        Assert.Equal("lea", (await activations.LatestAsync(RulesOnPostgres.Tenant, CancellationToken.None))!.ReleasedBy);

        // A program that starts later judges by the same rules from its first fact on.
        using IHost late = await alerting.StartAsync();
        Assert.Equal(1, late.Services.GetRequiredService<RuleBook>().InForce(RulesOnPostgres.Tenant).Activation);
        foreach (IHost each in new[] { late, other, program })
            await each.StopAsync();
    }

    // Every other patient's arm is seven percent above its starting size.
    private static async Task AcceptAsync(IHost program, int n)
    {
        DateTimeOffset begun = TimeProvider.System.GetUtcNow().AddDays(-200);
        AppendOutcome outcome = await RulesOnPostgres.AcceptAsync(
            program,
            new Guid(n, 1, 0, [0, 0, 0, 0, 0, 0, 0, 7]),
            [.. new PicturingPatients.PatientFact[]
            {
                Given.LeftArmAtRisk((n * 10) + 1, surgeryDay: null),
                Given.Arms((n * 10) + 2, 0, 2000),
                Given.Arms((n * 10) + 3, 1, n % 2 == 0 ? 2140 : 2000),
            }.Select((fact, i) => fact with { Origin = fact.Origin with { EffectiveTime = begun.AddDays(100 + i) } })]);
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(IHost program) =>
        (await program.Services.GetRequiredService<AlertQueries>().PageAsync(
            RulesOnPostgres.Tenant, new(Patient: null, Handling: null, AlertCursor.Start, 500), CancellationToken.None)).Items;
}
