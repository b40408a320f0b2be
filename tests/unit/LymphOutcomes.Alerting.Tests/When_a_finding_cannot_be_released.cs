using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_finding_cannot_be_released(RulesOnPostgres alerting) : IClassFixture<RulesOnPostgres>
{
    private const int Patients = 3;

    [OnPostgresFact]
    public async Task The_others_are_and_it_is_tried_again_a_minute_later()
    {
        using IHost program = await alerting.StartAsync(services =>
            services.Remove(services.Single(service => service.ImplementationType == typeof(RejudgeHost))));
        Activations activations = program.Services.GetRequiredService<Activations>();
        Broken store = new(program.Services.GetRequiredService<IEventStore<PatientPicture>>(), PatientOf(0));
        ManualTimeProvider time = new(TimeProvider.System.GetUtcNow());
        Rejudging rejudging = new(
            activations,
            program.Services.GetRequiredService<RuleBook>(),
            program.Services.GetRequiredService<RuleBookFollower>(),
            store,
            time,
            NullLogger<Rejudging>.Instance);
        for (int n = 0; n < Patients; n++)
            await AcceptAsync(program, n);
        RuleSet lower = RuleSet.First with
        {
            SwellingHigh = new() { TriggerPercent = 5, ClearPercent = 4 },
            LowVolume = new() { TriggerPercent = 3, BelowPercent = 5, ClearPercent = 3 },
        };
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Propose(view, lower, @base: 1, "lea", "earlier"));
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Activate(view, 4, RuleSet.First, "lea", "agreed"));
        store.IsBroken = false;
        await StepToTheEndAsync();
        Assert.Equal(Patients, await HeldAsync());

        store.IsBroken = true;
        await RulesOnPostgres.ChooseAsync(program, view => ChooseRules.Release(view, 1, "lea"));
        await StepToTheEndAsync();
        await StepToTheEndAsync();
        Assert.Equal((1, 1), (await HeldAsync(), store.Refused));

        time.Advance(TimeSpan.FromMinutes(1));
        await StepToTheEndAsync();
        Assert.Equal((1, 2), (await HeldAsync(), store.Refused));

        store.IsBroken = false;
        time.Advance(TimeSpan.FromMinutes(1));
        await StepToTheEndAsync();
        Assert.Equal(0, await HeldAsync());
        await program.StopAsync();

        async Task<int> HeldAsync() =>
            (await activations.HeldAsync(RulesOnPostgres.Tenant, Guid.Empty, 500, CancellationToken.None)).Count;

        async Task StepToTheEndAsync()
        {
            int steps = 0;
            while (await rejudging.StepAsync(CancellationToken.None))
                Assert.InRange(++steps, 1, 5);
        }
    }

    private static Guid PatientOf(int n) => new(n, 1, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private static async Task AcceptAsync(IHost program, int n)
    {
        DateTimeOffset begun = TimeProvider.System.GetUtcNow().AddDays(-200);
        AppendOutcome outcome = await RulesOnPostgres.AcceptAsync(
            program,
            PatientOf(n),
            [.. new PatientFact[]
            {
                Given.LeftArmAtRisk((n * 10) + 1, surgeryDay: null),
                Given.Arms((n * 10) + 2, 0, 2000),
                Given.Arms((n * 10) + 3, 1, 2140),
            }.Select((fact, i) => fact with { Origin = fact.Origin with { EffectiveTime = begun.AddDays(100 + i) } })]);
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }

    /// <summary>A log in which one patient's stream cannot be folded.</summary>
    private sealed class Broken(IEventStore<PatientPicture> log, Guid patient) : IEventStore<PatientPicture>
    {
        private int _refused;

        public bool IsBroken { get; set; }

        public int Refused => _refused;

        public async Task<AppendOutcome> AppendAsync(AppendUnit<PatientPicture> unit, CancellationToken ct)
        {
            if (!IsBroken || unit.Stream.Patient != patient)
                return await log.AppendAsync(unit, ct);
            Interlocked.Increment(ref _refused);
            return new AppendOutcome.Failed(new InvalidOperationException("An event of a later program."));
        }

        public Task<StreamView<PatientPicture>> LoadAsync(StreamKey stream, CancellationToken ct) => log.LoadAsync(stream, ct);

        public Task<StreamView<PatientPicture>> LoadWholeAsync(StreamKey stream, CancellationToken ct) => log.LoadWholeAsync(stream, ct);
    }
}
