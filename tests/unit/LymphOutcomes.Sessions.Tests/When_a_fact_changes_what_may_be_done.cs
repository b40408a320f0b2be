using System.Text.Json;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

public sealed class When_a_fact_changes_what_may_be_done
{
    private static readonly Guid Plan = SessionIds.Of(SessionStage.Planned, Planned(On(10, 10)));

    [Fact]
    public void A_plan_against_which_nothing_speaks_is_not_held() => Assert.Empty(Of(Planned(On(10, 10))).Holds);

    [Fact]
    public void A_plan_is_held_whether_it_or_the_condition_comes_first()
    {
        SessionHeld late = Assert.Single(Of(Planned(On(10, 10)), Has("cellulitis", On(9))).Holds);
        SessionHeld early = Assert.Single(Of(Has("cellulitis", On(9)), Planned(On(10, 10))).Holds);

        Assert.Equal((Plan, SessionStage.Planned, ScreenVerdict.Hold, On(10, 10)), (late.Session, late.Stage, late.Verdict, late.StartsAt));
        Assert.Equal((late.Session, late.Verdict), (early.Session, early.Verdict));
        Assert.Equal(["cellulitis"], late.Reasons.Select(reason => reason.Condition));
    }

    [Fact]
    public void The_end_of_the_condition_frees_it()
    {
        PatientSafety held = Of(Planned(On(10, 10)), Has("cellulitis", On(8)));

        IReadOnlyList<object> changes = HoldSessions.Changes(held.With(Given.Id(9), IsOver("cellulitis", On(9))));

        Assert.Equal([new SessionCleared(Plan, "lifted")], changes);
    }

    [Fact]
    public void A_plan_that_is_called_off_or_taken_back_is_held_no_more()
    {
        PatientSafety held = Of(Planned(On(10, 10)), Has("cellulitis", On(8)));

        Assert.Equal([new SessionCleared(Plan, "gone")], HoldSessions.Changes(held.With(Given.Id(9), CalledOff("b-1"))));
        Assert.Equal([new SessionCleared(Plan, "gone")], HoldSessions.Changes(held.With(Given.Id(9), TakenBack("b-1", On(9)))));
    }

    [Fact]
    public void A_plan_that_is_moved_is_screened_where_it_is_moved_to()
    {
        PatientSafety held = Of(Planned(On(10, 10)), Has("cellulitis", On(8)), IsOver("cellulitis", On(12)));

        Assert.Single(held.Holds);
        Assert.Empty(Of(Planned(On(10, 10)), Has("cellulitis", On(8)), IsOver("cellulitis", On(12)), Planned(On(13), version: 2)).Holds);
    }

    [Fact]
    public void What_was_said_already_is_not_said_again()
    {
        PatientSafety held = Of(Planned(On(10, 10)), Has("cellulitis", On(8)));

        Assert.Empty(HoldSessions.Changes(held.With(Given.Id(9), Temperature(36.6, On(9)))));
        Assert.Single(HoldSessions.Changes(held.With(Given.Id(9), Has("dvt", On(9), "c-2"))));
    }

    [Fact]
    public void A_session_given_is_looked_at_again_when_an_onset_before_it_comes_late()
    {
        SessionHeld found = Assert.Single(Of(Took(On(7)), Has("dvt", On(12), onset: new(2026, 9, 6))).Holds);

        Assert.Equal((SessionStage.Given, ScreenVerdict.Hold, On(7)), (found.Stage, found.Verdict, found.StartsAt));
        Assert.Empty(Of(Took(On(7)), Has("dvt", On(12), onset: new(2026, 9, 8))).Holds);
        Assert.Empty(Of(Took(On(7)), Has("dvt", On(5)), IsOver("dvt", On(6))).Holds);
    }

    [Fact]
    public void Areas_and_consent_are_held_against_sessions_given_as_far_as_they_were_said()
    {
        Assert.Empty(Of(Restricted(On(3), ["chest"]), Took(On(7))).Holds);
        Assert.Equal(ScreenVerdict.Restricted, Assert.Single(Of(Restricted(On(3), ["chest"]), Took(On(7), areas: "chest")).Holds).Verdict);
        Assert.Single(Of(Took(On(7), areas: "groin-left")).Holds);
        Assert.Empty(Of(Took(On(7), consent: "yes", areas: "groin-left")).Holds);
    }

    [Fact]
    public void That_nobody_agreed_to_the_groin_follows_from_what_was_told_of_the_session()
    {
        SessionEvent given = Took(On(7), areas: "groin-left");

        ScreenReason reason = Assert.Single(Assert.Single(Of(given).Holds).Reasons);

        Assert.Equal((ReasonCodes.Consent, IdOf(given), Ehr, On(7)), (reason.Code, reason.Fact, reason.Source, reason.Since));
    }

    [Fact]
    public void A_plan_for_the_groin_waits_for_the_answer_until_it_begins() =>
        Assert.Empty(Of(Planned(On(10, 10), areas: "groin-left")).Holds);

    [Fact]
    public void The_order_in_which_facts_come_makes_no_difference()
    {
        SessionEvent[] facts =
        [
            Planned(On(10, 10), areas: ["neck", "chest"]), Planned(On(14), "b-2"), Planned(On(16), "b-3"), CalledOff("b-3"),
            Planned(On(20), "b-4"), Planned(On(9), "b-4", version: 2),
            Took(On(6), "s-1"), Took(On(7), "s-2", areas: "chest"), Took(On(8), "s-3", areas: "groin-left"),
            Has("cellulitis", On(5)), Has("cellulitis", On(6, 8), version: 2), IsOver("cellulitis", On(9)),
            IsOver("cellulitis", On(11), version: 2), Has("dvt", On(3), "c-2"), TakenBack("c-2", On(4)),
            Has("heart-disease", On(2), "c-3"), ClearedFor(["heart-disease"], On(3), new(2026, 9, 15)),
            Restricted(On(4), ["chest"]), Restricted(On(12), [], version: 2),
            Temperature(38.5, On(13)), Temperature(37.0, On(15)), Temperature(36.8, On(17, 10)),
        ];
        string expected = Meaning(Of(facts));
        Random random = new(20260903);

        for (int i = 0; i < 200; i++)
        {
            random.Shuffle(facts);
            Assert.Equal(expected, Meaning(Of(facts)));
        }

        static string Meaning(PatientSafety state) => JsonSerializer.Serialize(
            state.Holds.OrderBy(held => held.Session), SessionEventTypes.All.Json);
    }

    [Fact]
    public void A_long_history_is_shortened_and_screens_the_same()
    {
        List<SessionEvent> facts =
        [
            Has("heart-disease", On(1)), ClearedFor(["heart-disease"], On(1)), Restricted(On(1), ["chest"]),
            .. Enumerable.Range(0, 150).Select(n => Took(On(2).AddDays(n), $"s-{n}", areas: n % 10 == 0 ? ["chest"] : ["neck"])),
            .. Enumerable.Range(0, 40).Select(n => Temperature(n == 20 ? 38.4 : 38.0 - (n / 100.0), On(2, 7).AddDays(n * 2))),
            Planned(On(200), "b-9", areas: "chest"), Planned(On(201), "b-8"), CalledOff("b-8"),
        ];
        PatientSafety whole = Of(facts);
        PatientSafety brief = Through(PatientSafety.ForSnapshot(whole));

        Assert.True(brief.Facts.Count < 70, $"{brief.Facts.Count} facts are kept.");
        Assert.True(JsonSerializer.Serialize(brief, SessionEventTypes.All.Json).Length < 64 * 1024);
        Assert.Empty(HoldSessions.Changes(brief));
        foreach (DateTimeOffset at in new[] { On(150), On(200), On(300) })
        {
            Assert.Equal(
                JsonSerializer.Serialize(Screen(whole, at: at), SessionEventTypes.All.Json),
                JsonSerializer.Serialize(Screen(brief, at: at), SessionEventTypes.All.Json));
        }
    }

    [Fact]
    public void A_fact_that_bears_on_what_was_left_out_asks_for_the_whole_history()
    {
        List<SessionEvent> facts = [.. Enumerable.Range(0, 120).Select(n => Took(On(2).AddDays(n), $"s-{n}"))];
        PatientSafety brief = PatientSafety.ForSnapshot(Of(facts));

        Assert.True(ShortMemory.IsTooShortFor(brief, Has("dvt", On(200), onset: new(2026, 9, 5)), seen: null));
        Assert.True(ShortMemory.IsTooShortFor(brief, TakenBack("s-3", On(200)), Seen("s-3")));
        Assert.False(ShortMemory.IsTooShortFor(brief, TakenBack("s-119", On(200)), Seen("s-119")));
        Assert.False(ShortMemory.IsTooShortFor(brief, TakenBack("limb-7", On(200)), seen: null));
        Assert.False(ShortMemory.IsTooShortFor(brief, Has("dvt", On(200)), seen: null));

        static Dictionary<string, RecordSeen> Seen(string record) =>
            new() { [$"{Ehr}|{record}"] = new($"{Ehr}|{record}", 1, "", On(2)) };
    }

    // A snapshot is written and read.
    private static PatientSafety Through(PatientSafety state) =>
        JsonSerializer.Deserialize<PatientSafety>(JsonSerializer.Serialize(state, SessionEventTypes.All.Json), SessionEventTypes.All.Json)!;
}
