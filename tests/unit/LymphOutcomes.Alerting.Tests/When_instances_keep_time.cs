using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>P12: timers survive whoever keeps them; each effect once, not before its time, never after somebody has the alert.</summary>
public sealed class When_instances_keep_time : IAsyncLifetime
{
    private const string Rule = "LYM-001";

    private static int s_facts = 1_000;

    // One for each test: the time of a log never goes back.
    private readonly PostgresServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [OnPostgresFact]
    public async Task Each_effect_comes_once_whoever_is_killed_and_however_many_there_are()
    {
        Guid[] waiting = [.. Enumerable.Range(0, 6).Select(_ => NewPatient())];
        Guid[] taken = [.. Enumerable.Range(0, 3).Select(_ => NewPatient())];
        Guid[] resting = [.. Enumerable.Range(0, 3).Select(_ => NewPatient())];
        Guid[] takenWhileDown = [.. Enumerable.Range(0, 3).Select(_ => NewPatient())];
        DateTimeOffset raised, wakes;
        await using (AlertingOnPostgres first = await AlertingOnPostgres.StartAsync(_server, TimeSpan.Zero))
        {
            foreach (Guid patient in waiting.Concat(taken).Concat(resting).Concat(takenWhileDown))
                await RaiseAsync(first, patient);
            raised = (await first.LoadAsync(waiting[^1])).State.Alerts.Single(known => known.Key.Rule == Rule).RaisedAt;
            wakes = raised.AddMinutes(40);
            foreach (Guid patient in taken)
                await first.TakeAsync(patient, Rule, (view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
            foreach (Guid patient in resting)
            {
                await first.TakeAsync(patient, Rule, (view, alert) => HandleAlert.Snooze(
                    view, alert.Id, alert.Version, "ana", wakes, view.LogSeq, note: null, RuleSet.Third));
            }

            await first.KeepTimeAsync();
        }

        DateTimeOffset due = WorkingDays.EndOfNext(raised, new());
        // Later than the end of the rest, long before anything is passed on; the first of three is killed with all in its hands.
        TimeSpan soon = due - raised - TimeSpan.FromMinutes(5);
        await using (AlertingOnPostgres killed = await AlertingOnPostgres.StartAsync(_server, soon))
            Assert.NotEmpty(await killed.Timers.ClaimAsync(100, CancellationToken.None));
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await TogetherAsync(soon);
        Assert.All(
            await EventsAsync(resting), events => Assert.True(Assert.Single(events, e => e.Data is AlertSnoozeEnded).Timestamp >= wakes));
        Assert.DoesNotContain((await EventsAsync(waiting)).SelectMany(events => events), e => e.Data is AlertEscalated);

        // Nobody keeps time when it is due; somebody takes three of them up before anybody does again.
        TimeSpan late = soon + TimeSpan.FromMinutes(20);
        await using (AlertingOnPostgres door = await AlertingOnPostgres.StartAsync(_server, late))
        {
            foreach (Guid patient in takenWhileDown)
                await door.TakeAsync(patient, Rule, (view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ben"));
        }

        await TogetherAsync(late);
        await TogetherAsync(late);
        Assert.All(
            await EventsAsync(waiting), events => Assert.True(Assert.Single(events, e => e.Data is AlertEscalated).Timestamp >= due));
        Assert.DoesNotContain(
            (await EventsAsync([.. taken, .. takenWhileDown, .. resting])).SelectMany(events => events), e => e.Data is AlertEscalated);
    }

    [OnPostgresFact]
    public async Task A_rule_that_ends_by_time_alone_does_so_without_a_fact()
    {
        Guid patient = NewPatient();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using (AlertingOnPostgres today = await AlertingOnPostgres.StartAsync(_server, TimeSpan.FromDays(40)))
        {
            int n = Next();
            await today.AcceptAsync(
                patient,
                new CareContextKnown(
                    Origin(n, now.AddDays(-60)), [Given.LeftArm], [new(DateOnly.FromDateTime(now.AddDays(-50).DateTime), Given.LeftArm)]),
                Arms(now.AddDays(-60), 2000),
                Arms(now.AddDays(30), 2080));
            Assert.Equal("LYM-003", (await today.LoadAsync(patient)).State.Alerts.Single().Key.Rule);
        }

        await using AlertingOnPostgres later = await AlertingOnPostgres.StartAsync(_server, TimeSpan.FromDays(42));
        await later.KeepTimeAsync();
        AlertState alert = (await later.LoadAsync(patient)).State.Alerts.Single(known => known.Key.Rule == "LYM-003");
        Assert.Equal((Condition.Cleared, Handling.New), (alert.Condition, alert.Handling));
    }

    /// <summary>P16: the feed of one patient stops with an alert open.</summary>
    [OnPostgresFact]
    public async Task Silence_leaves_an_open_alert_where_it_is_and_data_that_return_are_no_recovery()
    {
        Guid patient = NewPatient();
        await using (AlertingOnPostgres today = await AlertingOnPostgres.StartAsync(_server, TimeSpan.FromDays(100)))
            await RaiseAsync(today, patient, TimeSpan.FromDays(100));
        TimeSpan later = TimeSpan.FromDays(300);
        await TogetherAsync(later);
        await using AlertingOnPostgres alerting = await AlertingOnPostgres.StartAsync(_server, later);
        AlertState open = (await alerting.LoadAsync(patient)).State.Alerts.Single(known => known.Key.Rule == Rule);
        Assert.Equal((Condition.Lapsed, Handling.New), (open.Condition, open.Handling));
        Assert.Single(await alerting.LogOfAsync(patient), e => e.Data is AlertLapsed { Alert.Key.Rule: Rule });

        await alerting.AcceptAsync(patient, Arms(TimeProvider.System.GetUtcNow() + later, 2020));
        open = (await alerting.LoadAsync(patient)).State.Alerts.Single(known => known.Key.Rule == Rule);
        Assert.Equal((Condition.Active, Handling.New), (open.Condition, open.Handling));
    }

    private static Guid NewPatient() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static int Next() => Interlocked.Increment(ref s_facts);

    private static FactOrigin Origin(int n, DateTimeOffset at) =>
        Given.Origin(n, 0, record: $"record-{n}") with { EffectiveTime = at };

    private static LimbsMeasured Arms(DateTimeOffset at, double leftMl)
    {
        int n = Next();
        return Given.Arms(n, 0, leftMl) with { Origin = Origin(n, at) };
    }

    private static async Task RaiseAsync(AlertingOnPostgres alerting, Guid patient, TimeSpan ahead = default)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow() + ahead;
        await alerting.AcceptAsync(
            patient,
            new CareContextKnown(Origin(Next(), now.AddDays(-200)), [Given.LeftArm], []),
            Arms(now.AddDays(-200), 2000),
            Arms(now.AddDays(-1), 2220));
    }

    // Three instances at once, each until nothing is due.
    private async Task TogetherAsync(TimeSpan ahead)
    {
        AlertingOnPostgres[] instances =
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AlertingOnPostgres.StartAsync(_server, ahead)));
        await Task.WhenAll(instances.Select(instance => instance.KeepTimeAsync()));
        foreach (AlertingOnPostgres instance in instances)
            await instance.DisposeAsync();
    }

    private async Task<IReadOnlyList<IReadOnlyList<StoredEvent>>> EventsAsync(IEnumerable<Guid> patients)
    {
        await using AlertingOnPostgres reader = await AlertingOnPostgres.StartAsync(_server, TimeSpan.Zero);
        List<IReadOnlyList<StoredEvent>> events = [];
        foreach (Guid patient in patients)
            events.Add(await reader.LogOfAsync(patient));
        return events;
    }
}
