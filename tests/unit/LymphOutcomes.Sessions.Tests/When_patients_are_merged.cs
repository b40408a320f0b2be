using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>While two patients are one, nobody is treated because half of what is on record is under the other number.</summary>
public sealed class When_patients_are_merged
{
    private const string Tenant = "st-anna";
    private static readonly Guid Kept = Given.Id(901);
    private static readonly Guid Merged = Given.Id(902);
    private static readonly DateTimeOffset Tomorrow = Given.Now.AddDays(1);
    private readonly InMemoryEventStore<PatientSafety> _log = Given.EmptyLog();

    [Fact]
    public async Task A_screen_of_either_number_knows_the_facts_of_both_and_afterwards_each_its_own()
    {
        await Take(Harmless(1, Kept), Condition(2, Merged), Moved(Merged, Kept, 1));
        Assert.Equal((Kept, ScreenVerdict.Hold), await Screened(Kept));
        Assert.Equal((Kept, ScreenVerdict.Hold), await Screened(Merged));

        await Take(Moved(Merged, into: null, 2));
        Assert.Equal((Kept, ScreenVerdict.MayTreat), await Screened(Kept));
        Assert.Equal((Merged, ScreenVerdict.Hold), await Screened(Merged));
    }

    [Fact]
    public async Task What_comes_during_the_merge_counts_for_both_and_goes_back_to_whom_it_was_sent_for()
    {
        await Take(Harmless(1, Kept), Harmless(2, Merged), Moved(Merged, Kept, 1), Condition(3, Merged));
        Assert.Equal((Kept, ScreenVerdict.Hold), await Screened(Kept));
        await Take(Moved(Merged, into: null, 2));
        Assert.Equal(ScreenVerdict.MayTreat, (await Screened(Kept)).Verdict);
        Assert.Equal(ScreenVerdict.Hold, (await Screened(Merged)).Verdict);
    }

    [Fact]
    public async Task Nobody_may_be_treated_while_something_of_the_other_is_on_its_way()
    {
        await Take(Harmless(1, Kept));
        PatientSafety half = (await _log.LoadAsync(StreamOf(Kept), default)).State.With(
            new FactJoined(Merged, 1, Given.Id(2), Patients.Has("lymphedema", Patients.On(1))));
        ScreenAnswer answer = Patients.Screen(half);
        Assert.Equal((ScreenVerdict.Unknown, ReasonCodes.Merging), (answer.Verdict, Assert.Single(answer.Reasons).Code));
    }

    [Fact]
    public async Task What_cannot_be_read_or_waits_in_quarantine_makes_both_unknown()
    {
        await Take(Harmless(1, Kept), Moved(Merged, Kept, 1), Condition(2, Merged) with { Version = 9 });
        Assert.Equal(ScreenVerdict.Unknown, (await Screened(Kept)).Verdict);
        await Take(Moved(Merged, into: null, 2));
        Assert.Equal(ScreenVerdict.MayTreat, (await Screened(Kept)).Verdict);

        await Take(Moved(Merged, Kept, 3), Waits(5, Merged));
        Assert.Contains((await Screen(Kept)).Reasons, reason => reason.Code == ReasonCodes.Waiting);
    }

    [Fact]
    public async Task A_booking_under_one_number_is_held_by_a_condition_under_the_other()
    {
        await Take(Booking(1, Merged), Condition(2, Kept));
        Assert.Empty(Said());
        await Take(Moved(Merged, Kept, 1));
        Assert.Equal([(Kept, true)], Said());
        await Take(Moved(Merged, into: null, 2));
        Assert.Empty(Said());
    }

    [Fact]
    public async Task A_word_under_the_merged_number_that_no_longer_holds_is_taken_back()
    {
        // The condition is over by a word that was sent for the other number, which names no record.
        await Take(Booking(1, Merged), Condition(2, Merged), Over(3, Kept));
        Assert.Equal([(Merged, true)], Said());
        await Take(Moved(Merged, Kept, 1));
        Assert.Empty(Said());
        await Take(Moved(Merged, into: null, 2));
        Assert.Equal([(Merged, true)], Said());
    }

    [Fact]
    public async Task Courses_are_of_the_facts_of_both()
    {
        await Take(Session(1, Kept, 10), Session(2, Merged, 9), Moved(Merged, Kept, 1), Session(3, Merged, 8));
        (Guid patient, IReadOnlyList<StoredEvent> stream) = await PersonAsked.TreatedAsync(_log, Tenant, Merged, default);
        Assert.Equal((Kept, 3), (patient, PatientTreatment.Of(stream).Current<SessionRecorded>().Count));
    }

    [Fact]
    public async Task The_end_does_not_depend_on_the_order()
    {
        // A fixed seed: a failure must be there again on the next run.
        Random random = new(20261125);
        BusItem[] items =
        [
            Harmless(1, Kept), Condition(2, Merged), Booking(3, Merged), Booking(4, Kept), Over(5, Kept), Session(6, Merged, 9),
            Moved(Merged, Kept, 1), Moved(Merged, into: null, 2), Moved(Merged, Kept, 3),
        ];
        string? expected = null;
        for (int shuffle = 0; shuffle < 200; shuffle++)
        {
            InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
            Merges merges = new(log, log);
            BusItem[] way = [.. items, .. random.GetItems(items, 4)];
            random.Shuffle(way);
            foreach (BusItem item in way)
                Assert.IsNotType<AppendOutcome.Failed>(await merges.TakeAsync(item, default));
            (Guid patient, StreamView<PatientSafety> view) =
                await PersonAsked.ScreenedAsync(log, Tenant, Merged, isWhole: true, default);
            string end = JsonSerializer.Serialize(new
            {
                patient,
                answer = SafetyScreen.Of(view.State, null, Tomorrow, GroinConsent.NotAsked, Given.Now, new(Given.Now)),
                holds = view.State.Holds.OrderBy(hold => hold.Session),
            });
            expected ??= end;
            Assert.Equal(expected, end);
        }
    }

    private static StreamKey StreamOf(Guid patient) => StreamKey.OfPatient(Tenant, patient);

    private static BusItem Harmless(int n, Guid patient) =>
        Item(n, patient, FactTypes.ConditionNoted, new { condition = "lymphedema" });

    private static BusItem Condition(int n, Guid patient) =>
        Item(n, patient, FactTypes.ConditionNoted, new { condition = "cellulitis" });

    private static BusItem Over(int n, Guid patient) =>
        Item(n, patient, FactTypes.ConditionCleared, new { condition = "cellulitis", basis = "provider" }, Given.Now);

    private static BusItem Booking(int n, Guid patient) => Item(
        n, patient, FactTypes.SessionPlanned, new { startsAt = Tomorrow, givenBy = "therapist", minutes = 60, areas = new[] { "neck" } });

    private static BusItem Session(int n, Guid patient, int daysAgo) => Item(
        n, patient, FactTypes.SessionCompleted, new { minutes = 45, givenBy = "therapist" }, Given.Now.AddDays(-daysAgo));

    private static BusItem Waits(int n, Guid patient) => new(
        Given.Id(n), ParkingTypes.FactParked, 1, patient, Tenant, null, JsonSerializer.SerializeToElement(
            new FactParked(patient, "value-out-of-range", Given.Id(n + 100), Given.Now, 0, "lymph.condition-noted.v1"),
            ContractJson.Options));

    private static BusItem Moved(Guid patient, Guid? into, int change) => new(
        Given.Id(1_000 + change), IdentityTypes.IdentityChanged, 1, patient, Tenant, null, JsonSerializer.SerializeToElement(
            new IdentityChanged(patient, change, Given.Now, into), ContractJson.Options));

    // Records are named under the key of the patient they were sent for.
    private static BusItem Item(int n, Guid patient, string type, object fact, DateTimeOffset? at = null) => new(
        Given.Id(n), type, 1, patient, Tenant, null, JsonSerializer.SerializeToElement(
            new RecordedFact(
                "urn:hospital:ehr",
                at ?? Given.Now.AddDays(-2),
                Given.Now,
                new($"{patient:N}-{n}", 1, null),
                $"hash-{n}",
                JsonSerializer.SerializeToElement(fact, ContractJson.Options)),
            ContractJson.Options));

    private async Task Take(params BusItem[] items)
    {
        Merges merges = new(_log, _log);
        // Twice: every message may come twice.
        foreach (BusItem item in items.Concat(items))
            Assert.IsNotType<AppendOutcome.Failed>(await merges.TakeAsync(item, default));
    }

    private async Task<(Guid Patient, ScreenVerdict Verdict)> Screened(Guid patient)
    {
        (Guid who, StreamView<PatientSafety> view) = await PersonAsked.ScreenedAsync(_log, Tenant, patient, isWhole: false, default);
        return (who, SafetyScreen.Of(view.State, null, Tomorrow, GroinConsent.NotAsked, Given.Now, new(Given.Now)).Verdict);
    }

    private async Task<ScreenAnswer> Screen(Guid patient) => SafetyScreen.Of(
        (await PersonAsked.ScreenedAsync(_log, Tenant, patient, isWhole: false, default)).View.State,
        null,
        Tomorrow,
        GroinConsent.NotAsked,
        Given.Now,
        new(Given.Now));

    // As GET /v1/holds shows them: the last word on each session.
    private List<(Guid Patient, bool IsHeld)> Said() =>
    [
        .. _log.ReadAsync(0, ILogReader.ReadMax, default).GetAwaiter().GetResult()
            .Where(stored => HoldRow.Reads(stored.Data!.GetType()))
            .GroupBy(stored => HoldRow.KeyOf(stored))
            .Select(session => session.Aggregate((HoldRow?)null, HoldRow.Evolve))
            .OfType<HoldRow>()
            .Select(row => (row.Patient, true)),
    ];
}
