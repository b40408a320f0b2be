using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.CallingOff;
using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.CorrectingSessions;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.PlanningSessions;

namespace LymphOutcomes.Sessions.Tests;

using static Clinic;
using static Patients;

/// <summary>The life of a session over the API: one stream and one set of rules with what the hospital's systems tell.</summary>
public sealed class When_a_therapist_treats
{
    private static readonly ToldOfSession Told = new(["neck", "axilla-left", "arm-left"]);

    private readonly Clinic _clinic = new();

    [Fact]
    public async Task A_session_is_planned_started_and_completed_and_others_read_the_same_facts_as_of_the_hospital()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync(areas: ["neck", "axilla-left", "arm-left"]);
        Assert.Equal(LifeStage.Planned, (await _clinic.LifeAsync(session)).Stage);
        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session));
        Assert.Equal(LifeStage.Started, (await _clinic.LifeAsync(session)).Stage);
        DateTimeOffset began = _clinic.Now;
        _clinic.Pass(TimeSpan.FromMinutes(42.5));

        ToldOfSession told = Told with
        {
            PressureMmHg = 35,
            ConsentGroin = "not-needed",
            BandagedAfter = true,
            GarmentWornAfter = false,
            Purpose = "lymphedema",
            SideEffects = [new("headache", 4, null, null)],
        };
        Assert.IsType<AppendOutcome.Appended>(await _clinic.CompleteAsync(session, told));

        SessionLife life = await _clinic.LifeAsync(session);
        Assert.Equal((LifeStage.Completed, 3), (life.Stage, life.Version));
        Assert.Equal(("pt-7", began, null), (life.Given!.Fact.By, life.Given.Fact.EffectiveTime, life.Given.Fact.Deviations));
        IReadOnlyList<BusItem> published = await _clinic.PublishedAsync();
        Assert.Equal(
            [FactTypes.SessionPlanned, FactTypes.SessionCompleted, FactTypes.SideEffectsReported], published.Select(item => item.Type));
        RecordedFact completed = Fact(published[1]);
        Assert.Equal((OwnRecords.Source, began), (completed.Source, completed.EffectiveTime));
        SessionCompleted body = completed.Fact.Deserialize<SessionCompleted>(ContractJson.WithoutRecord)!;
        Assert.Equal(["neck", "axilla-left", "arm-left"], body.Areas);
        Assert.Equal(
            (43, "therapist", "t-1", "intensive", "not-needed", 35.0, true, false, false, "lymphedema"),
            (body.Minutes, body.GivenBy, body.TherapistId, body.Phase, body.ConsentGroin, body.PressureMmHg, body.BandagedAfter,
                body.GarmentWornAfter, body.StoppedEarly, body.Purpose));
        SideEffectsReported effects = Fact(published[2]).Fact.Deserialize<SideEffectsReported>(ContractJson.WithoutRecord)!;
        Assert.Equal(completed.Record.Key, effects.OfRecord);
    }

    [Fact]
    public async Task A_session_that_the_hospital_booked_is_the_same_session_when_it_is_given_here()
    {
        SessionEvent booking = Planned(On(10, 10), areas: ["neck", "arm-left"]);
        Guid session = SessionIds.Of(SessionStage.Planned, booking);
        await _clinic.HearAsync(Temperature(36.6, On(9)), booking);

        await _clinic.StartAsync(session);
        await _clinic.CompleteAsync(session, Told, isStoppedEarly: true);

        SessionLife life = await _clinic.LifeAsync(session);
        Assert.Equal(LifeStage.StoppedEarly, life.Stage);
        Assert.Equal(session, SessionIds.Of(life.Given!.Fact));
        Assert.Equal(["not-planned"], life.Given.Fact.Deviations!.Select(deviation => deviation.Code));
        Assert.Empty(HoldSessions.Planned(await _clinic.StateAsync()));
    }

    [Fact]
    public async Task Of_two_who_start_at_once_one_wins()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync();
        int seen = (await _clinic.LifeAsync(session)).Version;

        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session, seen, "pt-7"));
        Assert.Equal(SessionStep.Conflict, Refusal(await _clinic.StartAsync(session, seen, "pt-8")));

        Assert.Equal("pt-7", (await _clinic.LifeAsync(session)).Start!.By);
        Assert.Equal(SessionStep.WrongState, Refusal(await _clinic.StartAsync(session)));
    }

    [Fact]
    public async Task A_fact_about_the_patient_is_in_nobody_s_way()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync();
        int seen = (await _clinic.LifeAsync(session)).Version;

        await _clinic.HearAsync(Temperature(36.8, On(10, 9)), Planned(On(12), "b-2"));

        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session, seen));
    }

    [Fact]
    public async Task A_booking_that_is_moved_meanwhile_is_another_version()
    {
        SessionEvent booking = Planned(On(10, 10));
        await _clinic.HearAsync(booking);
        int seen = (await _clinic.LifeAsync(SessionIds.Of(booking)!.Value)).Version;

        await _clinic.HearAsync(Planned(On(11, 10), version: 2));

        Assert.Equal(SessionStep.Conflict, Refusal(await _clinic.StartAsync(SessionIds.Of(booking)!.Value, seen)));
    }

    [Fact]
    public async Task A_plan_sent_again_is_the_same_plan_and_another_of_its_id_is_refused()
    {
        Guid session = await _clinic.PlanAsync(On(10, 10));

        Assert.IsType<AppendOutcome.Unchanged>(await _clinic.PlanAsync(session, BookingOf(On(10, 10))));
        Assert.Equal(PlanSession.Exists, Refusal(await _clinic.PlanAsync(session, BookingOf(On(11, 10)))));
    }

    [Fact]
    public async Task Who_does_not_come_is_a_no_show_and_not_before_the_time()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)), Has("cellulitis", On(9)));
        Guid session = await _clinic.PlanAsync(_clinic.Now.AddHours(1));
        Assert.Single((await _clinic.StateAsync()).Holds);
        Assert.Equal(CallOff.TooEarly, Refusal(await _clinic.CallOffAsync(session, SessionLife.NoShowReason)));
        _clinic.Pass(TimeSpan.FromHours(1));

        Assert.IsType<AppendOutcome.Appended>(await _clinic.CallOffAsync(session, SessionLife.NoShowReason));

        Assert.Equal(LifeStage.NoShow, (await _clinic.LifeAsync(session)).Stage);
        Assert.Empty((await _clinic.StateAsync()).Holds);
        BusItem off = (await _clinic.PublishedAsync())[^1];
        Assert.Equal(FactTypes.SessionCancelled, off.Type);
        Assert.Equal("no-show", Fact(off).Fact.GetProperty("reason").GetString());
        Assert.Equal(SessionStep.WrongState, Refusal(await _clinic.CallOffAsync(session)));
    }

    [Fact]
    public async Task A_booking_of_the_hospital_is_called_off_as_a_record_of_its_own_source()
    {
        SessionEvent booking = Planned(On(12, 10));
        await _clinic.HearAsync(booking);

        await _clinic.CallOffAsync(SessionIds.Of(booking)!.Value, "clinic");

        Assert.Equal(LifeStage.Cancelled, (await _clinic.LifeAsync(SessionIds.Of(booking)!.Value)).Stage);
        RecordedFact off = Fact((await _clinic.PublishedAsync())[^1]);
        Assert.Equal((Ehr, "b-1"), (off.Source, off.Fact.GetProperty("ofRecord").GetString()));
    }

    [Fact]
    public async Task The_hospital_s_word_that_a_patient_did_not_come_is_a_no_show_too()
    {
        SessionEvent booking = Planned(On(10, 10));
        await _clinic.HearAsync(booking, new CancellationRecorded(
            Ehr, On(10, 11), new("x-1", 1, null), "c0de", new("b-1", SessionLife.NoShowReason)));

        Assert.Equal(LifeStage.NoShow, (await _clinic.LifeAsync(SessionIds.Of(booking)!.Value)).Stage);
    }

    [Theory]
    [InlineData("self")]
    [InlineData("caregiver")]
    public async Task What_was_done_at_home_is_told_afterwards(string givenBy)
    {
        Guid session = await _clinic.PlanAsync(On(9, 8), givenBy);

        Assert.Equal(CompleteSession.Beginning, Refusal(await _clinic.CompleteAsync(session, Told with { Minutes = 20 })));
        Assert.Equal(CompleteSession.Length, Refusal(await _clinic.CompleteAsync(session, Told with { StartedAt = On(9, 8) })));
        Assert.Equal(
            CompleteSession.Beginning,
            Refusal(await _clinic.CompleteAsync(session, Told with { Minutes = 20, StartedAt = _clinic.Now.AddMinutes(1) })));
        Assert.IsType<AppendOutcome.Appended>(
            await _clinic.CompleteAsync(session, Told with { Minutes = 20, StartedAt = On(9, 8) }));

        SessionRecorded given = (await _clinic.LifeAsync(session)).Given!.Fact;
        Assert.Equal((givenBy, 20, On(9, 8)), (given.Session.GivenBy, given.Session.Minutes, given.EffectiveTime));
    }

    [Fact]
    public async Task What_was_given_in_spite_of_a_hold_is_written_down_and_held_against_it()
    {
        await _clinic.HearAsync(Has("dvt", On(9)));
        Guid session = await _clinic.PlanAsync(_clinic.Now);

        Assert.IsType<AppendOutcome.Appended>(
            await _clinic.CompleteAsync(session, Told with { Minutes = 20, StartedAt = _clinic.Now }));

        SessionHeld held = Assert.Single((await _clinic.StateAsync()).Holds);
        Assert.Equal((session, SessionStage.Given), (held.Session, held.Stage));
    }

    [Fact]
    public async Task A_correction_is_a_version_of_the_same_record_and_keeps_when_it_began()
    {
        Guid session = await GivenAsync();
        DateTimeOffset began = (await _clinic.LifeAsync(session)).Given!.Fact.EffectiveTime;

        await _clinic.CorrectAsync(session, new(["arm-left", "neck"]), isStoppedEarly: true);

        SessionRecorded given = (await _clinic.LifeAsync(session)).Given!.Fact;
        Assert.Equal((2, 30, began, true), (given.Record.Version, given.Session.Minutes, given.EffectiveTime, given.Session.StoppedEarly));
        Assert.Equal(ProtocolCodes.NodeAreasFirst, given.Deviations![0].Code);
        Assert.Equal(
            [1, 2],
            (await _clinic.PublishedAsync()).Where(item => item.Type == FactTypes.SessionCompleted)
                .Select(item => Fact(item).Record.Version!.Value));
    }

    [Fact]
    public async Task What_was_told_by_mistake_is_taken_back_step_by_step_and_may_be_told_anew()
    {
        Guid session = await GivenAsync();

        await _clinic.RetractAsync(session);
        Assert.Equal(LifeStage.Planned, (await _clinic.LifeAsync(session)).Stage);
        BusItem retraction = (await _clinic.PublishedAsync())[^1];
        Assert.Equal((FactTypes.RecordRetracted, OwnRecords.Given(session)), (retraction.Type, Fact(retraction).Record.Key));

        await _clinic.StartAsync(session);
        await _clinic.RetractAsync(session);
        Assert.Equal(LifeStage.Planned, (await _clinic.LifeAsync(session)).Stage);

        await _clinic.StartAsync(session);
        await _clinic.CompleteAsync(session, Told);
        Assert.Equal((LifeStage.Completed, 4), ((await _clinic.LifeAsync(session)).Stage, (await _clinic.LifeAsync(session)).GivenVersion));

        await _clinic.RetractAsync(session);
        await _clinic.CallOffAsync(session);
        await _clinic.RetractAsync(session);
        Assert.Equal(LifeStage.Planned, (await _clinic.LifeAsync(session)).Stage);

        await _clinic.RetractAsync(session);
        Assert.Equal(LifeStage.Retracted, (await _clinic.LifeAsync(session)).Stage);
        Assert.Equal(SessionStep.WrongState, Refusal(await _clinic.RetractAsync(session)));
        Assert.Equal(SessionStep.WrongState, Refusal(await _clinic.StartAsync(session)));
    }

    [Fact]
    public async Task What_another_system_said_is_corrected_there()
    {
        SessionEvent booking = Planned(On(12, 10)), given = Took(On(8));
        await _clinic.HearAsync(booking, given);

        Assert.Equal(CorrectSession.NotOurs, Refusal(await _clinic.CorrectAsync(SessionIds.Of(given)!.Value, Told)));
        Assert.Equal(CorrectSession.NotOurs, Refusal(await _clinic.RetractAsync(SessionIds.Of(given)!.Value)));
        Assert.Equal(CorrectSession.NotOurs, Refusal(await _clinic.RetractAsync(SessionIds.Of(booking)!.Value)));
    }

    [Fact]
    public async Task A_session_that_goes_on_is_told_of_although_its_plan_was_taken_back()
    {
        SessionEvent booking = Planned(On(10, 10));
        Guid session = SessionIds.Of(booking)!.Value;
        await _clinic.HearAsync(booking);
        await _clinic.StartAsync(session);

        await _clinic.HearAsync(TakenBack("b-1", On(10, 10.5)));

        Assert.Equal(LifeStage.Started, (await _clinic.LifeAsync(session)).Stage);
        Assert.IsType<AppendOutcome.Appended>(await _clinic.CompleteAsync(session, Told));
    }

    [Fact]
    public void Records_of_sessions_made_in_one_go_differ_where_others_look()
    {
        DateTimeOffset now = _clinic.Now;
        string[] keys = [.. Enumerable.Range(0, 100).Select(_ => OwnRecords.Plan(Guid.CreateVersion7(now))[..16])];

        Assert.Distinct(keys);
    }

    [Fact]
    public async Task What_nobody_knows_is_refused() =>
        Assert.Equal(SessionStep.Unknown, Refusal(await _clinic.StartAsync(Given.Id(77))));

    private async Task<Guid> GivenAsync()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync();
        await _clinic.StartAsync(session);
        _clinic.Pass(TimeSpan.FromMinutes(30));
        Assert.IsType<AppendOutcome.Appended>(await _clinic.CompleteAsync(session, Told));
        return session;
    }

    private static RecordedFact Fact(BusItem item) => item.Data.Deserialize<RecordedFact>(ContractJson.Options)!;
}
