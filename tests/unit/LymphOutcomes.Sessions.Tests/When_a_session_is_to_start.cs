using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions.Tests;

using static Clinic;
using static Patients;

/// <summary>Screened when planned, and again at the door.</summary>
public sealed class When_a_session_is_to_start
{
    private readonly Clinic _clinic = new();

    [Fact]
    public async Task What_came_up_since_it_was_planned_holds_it()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync();
        Assert.Equal(("planned", ScreenVerdict.MayTreat), await SeenAsync(session));

        await _clinic.HearAsync(Has("cellulitis", On(10, 9)));

        Assert.Equal((SessionView.Held, ScreenVerdict.Hold), await SeenAsync(session));
        Assert.Equal(StartSession.Held, Refusal(await _clinic.StartAsync(session)));
        Assert.Equal(LifeStage.Planned, (await _clinic.LifeAsync(session)).Stage);
    }

    [Fact]
    public async Task A_provider_who_answers_for_it_lets_it_start_and_not_in_spite_of_what_comes_later()
    {
        await _clinic.HearAsync(Has("heart-disease", On(3)));
        Guid session = await _clinic.PlanAsync();
        await _clinic.OverrideAsync(session);
        await _clinic.HearAsync(Has("dvt", On(10, 9), "c-2"));
        Assert.Equal(StartSession.Held, Refusal(await _clinic.StartAsync(session)));

        await _clinic.HearAsync(IsOver("dvt", On(10, 9.5)));

        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session));
        SessionStarted start = (await _clinic.LifeAsync(session)).Start!;
        Assert.Equal((ScreenVerdict.Hold, "heart-disease"), (start.Verdict, Assert.Single(start.Reasons).Condition));
    }

    [Fact]
    public async Task What_is_unknown_is_never_taken_for_may_treat()
    {
        Guid session = await _clinic.PlanAsync();
        // What people plan here is no word of the hospital.
        Assert.Equal(StartSession.NotKnown, Refusal(await _clinic.StartAsync(session)));

        await _clinic.HearAsync(Temperature(36.6, On(9)));
        _clinic.Freshness = new(_clinic.Now - IntakeFreshness.GoodFor);
        Assert.Equal(StartSession.NotKnown, Refusal(await _clinic.StartAsync(session)));
        _clinic.Freshness = new(HeardUpTo: null);
        Assert.Equal(StartSession.NotKnown, Refusal(await _clinic.StartAsync(session)));

        _clinic.Freshness = null;
        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session));
    }

    [Fact]
    public async Task Areas_that_must_not_be_touched_are_left_out()
    {
        await _clinic.HearAsync(Restricted(On(3), ["chest"]));
        Guid session = await _clinic.PlanAsync(areas: ["neck", "chest"]);
        Assert.Equal(("planned", ScreenVerdict.Restricted), await SeenAsync(session));

        Assert.Equal(StartSession.Held, Refusal(await _clinic.StartAsync(session)));

        Assert.IsType<AppendOutcome.Appended>(await _clinic.StartAsync(session, areas: ["neck"]));
    }

    [Fact]
    public async Task Where_no_areas_are_named_those_to_leave_out_are_named_and_it_starts()
    {
        await _clinic.HearAsync(Restricted(On(3), ["chest"]));
        Guid session = await _clinic.PlanAsync();

        await _clinic.StartAsync(session);

        SessionStarted start = (await _clinic.LifeAsync(session)).Start!;
        Assert.Equal((ScreenVerdict.Restricted, "chest"), (start.Verdict, Assert.Single(start.Reasons[0].Areas!)));
    }

    [Fact]
    public async Task A_missing_consent_is_named_and_written_down_and_stops_nothing()
    {
        await _clinic.HearAsync(Temperature(36.6, On(9)));
        Guid session = await _clinic.PlanAsync(areas: ["groin-left", "leg-left"]);

        await _clinic.StartAsync(session, consent: GroinConsent.No);
        await _clinic.CompleteAsync(session, new(["groin-left", "leg-left"], ConsentGroin: "no"));

        SessionLife life = await _clinic.LifeAsync(session);
        Assert.Equal(ReasonCodes.Consent, Assert.Single(life.Start!.Reasons).Code);
        Assert.Equal(["groin-consent"], life.Given!.Fact.Deviations!.Select(deviation => deviation.Code));
        Assert.Equal(ReasonCodes.Consent, Assert.Single(Assert.Single((await _clinic.StateAsync()).Holds).Reasons).Code);
    }

    [Fact]
    public async Task A_plan_of_long_ago_is_screened_by_what_is_so_today()
    {
        await _clinic.HearAsync(Has("stroke", On(8)));
        Guid session = await _clinic.PlanAsync(On(7));
        Assert.Empty((await _clinic.StateAsync()).Holds);

        Assert.Equal(("planned", ScreenVerdict.Hold), await SeenAsync(session));
        Assert.Equal(StartSession.Held, Refusal(await _clinic.StartAsync(session)));
    }

    private async Task<(string State, ScreenVerdict? Verdict)> SeenAsync(Guid session)
    {
        PatientSafety state = await _clinic.StateAsync();
        SessionView view = SessionView.Of(SessionLife.Of(state, session)!, Given.Patient, state, _clinic.Now, new(_clinic.Now));
        return (view.State, view.Screen?.Verdict);
    }
}
