using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

public sealed class When_a_session_is_screened
{
    public static TheoryData<string> Conditions => [.. WireText.All<Contraindication>()];

    public static TheoryData<string> Acute =>
    [
        .. Enum.GetValues<Contraindication>()
            .Where(condition => Contraindications.GroupOf(condition) == HoldGroup.Acute)
            .Select(condition => condition.ToWire()),
    ];

    public static TheoryData<string> UntilCleared => ["heart-disease", "kidney-failure"];

    [Theory, MemberData(nameof(Conditions))]
    public void Each_contraindication_holds_it_and_is_named_with_its_fact(string condition)
    {
        SessionEvent noted = Has(condition, On(5));

        ScreenAnswer answer = Screen(Of(noted));

        Assert.Equal(ScreenVerdict.Hold, answer.Verdict);
        ScreenReason reason = Assert.Single(answer.Reasons);
        Assert.Equal(
            (ReasonCodes.Condition, condition, On(5), IdOf(noted), Ehr),
            (reason.Code, reason.Condition, reason.Since, reason.Fact, reason.Source));
        Assert.NotEmpty(reason.LiftedBy);
    }

    [Theory, MemberData(nameof(Conditions))]
    public void It_holds_for_years_when_nobody_says_that_it_is_over(string condition) =>
        Assert.Equal(ScreenVerdict.Hold, Screen(Of(Has(condition, On(5))), at: On(5).AddYears(3)).Verdict);

    [Theory, MemberData(nameof(Conditions))]
    public void A_session_before_it_began_is_not_held(string condition) =>
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(Has(condition, On(10, 11)))).Verdict);

    [Theory, MemberData(nameof(Conditions))]
    public void Once_over_it_holds_no_more_and_that_instant_is_free(string condition)
    {
        PatientSafety state = Of(Has(condition, On(5)), IsOver(condition, On(10, 10)));

        Assert.Equal(ScreenVerdict.MayTreat, Screen(state).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(state, at: On(10, 9.99)).Verdict);
    }

    [Theory, MemberData(nameof(Conditions))]
    public void An_end_before_it_began_ends_nothing(string condition) =>
        Assert.Equal(ScreenVerdict.Hold, Screen(Of(IsOver(condition, On(4)), Has(condition, On(5)))).Verdict);

    [Theory, MemberData(nameof(Conditions))]
    public void The_end_of_another_condition_ends_nothing(string condition) =>
        Assert.Equal(
            ScreenVerdict.Hold,
            Screen(Of(Has(condition, On(5)), IsOver(condition == "dvt" ? "stroke" : "dvt", On(6)))).Verdict);

    [Theory, MemberData(nameof(UntilCleared))]
    public void A_provider_lifts_it_for_as_long_as_was_said(string condition)
    {
        PatientSafety state = Of(Has(condition, On(5)), ClearedFor([condition], On(6), new(2026, 9, 10)));

        Assert.Equal(ScreenVerdict.MayTreat, Screen(state).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(state, at: On(10, 23.9)).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(state, at: On(11, 0)).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(state, at: On(5, 12)).Verdict);
    }

    [Theory, MemberData(nameof(UntilCleared))]
    public void A_clearance_from_before_it_was_written_down_counts(string condition) =>
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(ClearedFor([condition], On(2)), Has(condition, On(5)))).Verdict);

    [Theory, MemberData(nameof(Acute))]
    public void A_clearance_from_before_an_acute_condition_was_not_given_for_it(string condition)
    {
        Assert.Equal(ScreenVerdict.Hold, Screen(Of(ClearedFor([condition], On(2)), Has(condition, On(5)))).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(ClearedFor([condition], On(6)), Has(condition, On(5)))).Verdict);
    }

    [Fact]
    public void A_clearance_for_one_condition_leaves_the_other()
    {
        ScreenAnswer answer = Screen(Of(
            Has("heart-disease", On(3)), Has("kidney-failure", On(4), "c-2"), ClearedFor(["heart-disease"], On(5))));

        Assert.Equal(["kidney-failure"], answer.Reasons.Select(reason => reason.Condition));
    }

    [Fact]
    public void Conditions_that_speak_against_no_drainage_hold_nothing() =>
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(Has("lymphedema", On(3)), Has("active-implant", On(3), "c-2"))).Verdict);

    [Fact]
    public void The_day_of_onset_counts_from_its_first_moment() =>
        Assert.Equal(
            [On(9, 0)],
            Screen(Of(Has("cellulitis", On(12), onset: new(2026, 9, 9)))).Reasons.Select(reason => reason.Since!.Value));

    [Fact]
    public void A_corrected_onset_counts_and_the_old_one_does_not()
    {
        PatientSafety state = Of(Has("dvt", On(5)), Has("dvt", On(12), version: 2));

        Assert.Equal(ScreenVerdict.MayTreat, Screen(state).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(state, at: On(13)).Verdict);
    }

    [Fact]
    public void A_corrected_end_counts_and_the_old_one_does_not()
    {
        PatientSafety state = Of(Has("dvt", On(5)), IsOver("dvt", On(8)), IsOver("dvt", On(12), version: 2));

        Assert.Equal(ScreenVerdict.Hold, Screen(state).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(state, at: On(12)).Verdict);
    }

    [Fact]
    public void What_was_taken_back_never_was()
    {
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(Has("stroke", On(5)), TakenBack("c-1", On(6)))).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(Of(Has("stroke", On(5)), IsOver("stroke", On(6)), TakenBack("e-1", On(7)))).Verdict);
    }

    [Fact]
    public void A_fever_by_the_thermometer_holds_without_anybody_noting_it()
    {
        SessionEvent first = Temperature(38.0, On(9));

        ScreenReason reason = Assert.Single(Screen(Of(Temperature(37.9, On(8)), first, Temperature(38.6, On(9, 20)))).Reasons);

        Assert.Equal((ReasonCodes.Temperature, "fever", On(9), IdOf(first)), (reason.Code, reason.Condition, reason.Since, reason.Fact));
        Assert.Empty(Screen(Of(Temperature(37.9, On(8)))).Reasons);
    }

    [Fact]
    public void Two_days_below_end_it_and_time_alone_does_not()
    {
        SessionEvent[] facts = [Temperature(38.2, On(5)), Temperature(37.5, On(6)), Temperature(37.1, On(8, 8.9))];

        Assert.Equal(ScreenVerdict.Hold, Screen(Of(facts)).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of([.. facts, Temperature(36.8, On(8, 9))])).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(Of([.. facts, Temperature(38.0, On(8, 9))])).Verdict);
    }

    [Fact]
    public void A_provider_may_end_the_thermometer_s_fever_too() =>
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(Temperature(38.2, On(8)), IsOver("fever", On(9)))).Verdict);

    [Fact]
    public void A_noted_fever_is_not_ended_by_the_thermometer_unless_that_is_recorded()
    {
        SessionEvent[] cool = [Has("fever", On(5)), Temperature(36.9, On(6)), Temperature(36.9, On(8, 9))];

        Assert.Equal(ScreenVerdict.Hold, Screen(Of(cool)).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of([.. cool, IsOver("fever", On(8, 9), basis: "fever-free-48h")])).Verdict);
    }

    [Fact]
    public void Two_days_without_fever_say_nothing_about_an_infection() =>
        Assert.Equal(
            ScreenVerdict.Hold, Screen(Of(Has("infection", On(5)), IsOver("infection", On(8), basis: "fever-free-48h"))).Verdict);

    [Fact]
    public void Restricted_areas_are_named_and_others_may_be_treated()
    {
        SessionEvent list = Restricted(On(3), ["chest", "breast-left"]);
        PatientSafety state = Of(list);

        ScreenAnswer touching = Screen(state, ["neck", "chest"]);

        Assert.Equal(ScreenVerdict.Restricted, touching.Verdict);
        Assert.Equal(["chest"], touching.AreasNotToTouch);
        Assert.Equal((ReasonCodes.Area, IdOf(list)), (touching.Reasons[0].Code, touching.Reasons[0].Fact));
        Assert.Equal(ScreenVerdict.MayTreat, Screen(state, ["neck", "arm-left"]).Verdict);
        Assert.Equal(["breast-left", "chest"], Screen(state).AreasNotToTouch);
    }

    [Fact]
    public void A_restriction_lifted_later_makes_no_earlier_session_right()
    {
        PatientSafety state = Of(Restricted(On(3), ["chest"]), Restricted(On(12), [], version: 2));

        Assert.Equal(ScreenVerdict.Restricted, Screen(state, ["chest"]).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(state, ["chest"], On(12)).Verdict);
    }

    [Fact]
    public void A_corrected_list_replaces_the_old_one_and_one_taken_back_counts_no_more()
    {
        Assert.Equal(
            ScreenVerdict.MayTreat,
            Screen(Of(Restricted(On(3), ["chest"]), Restricted(On(3), ["back"], version: 2)), ["chest"]).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(Of(Restricted(On(3), ["chest"]), TakenBack("r-1", On(4))), ["chest"]).Verdict);
    }

    [Theory]
    [InlineData(GroinConsent.NotAsked, ScreenVerdict.Restricted)]
    [InlineData(GroinConsent.No, ScreenVerdict.Restricted)]
    [InlineData(GroinConsent.NotNeeded, ScreenVerdict.Restricted)]
    [InlineData(GroinConsent.Yes, ScreenVerdict.MayTreat)]
    public void The_groin_needs_the_patient_s_consent(GroinConsent consent, ScreenVerdict verdict)
    {
        ScreenAnswer answer = Screen(Of(Has("lymphedema", On(1))), ["neck", "groin-left"], consent: consent);

        Assert.Equal(verdict, answer.Verdict);
        Assert.Equal(verdict == ScreenVerdict.Restricted ? ["groin-left"] : [], answer.AreasNotToTouch);
    }

    [Fact]
    public void Nothing_known_is_unknown_and_never_may_treat()
    {
        ScreenAnswer answer = Screen(PatientSafety.Initial);

        Assert.Equal(ScreenVerdict.Unknown, answer.Verdict);
        Assert.Equal([ReasonCodes.NoFacts], answer.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Fifteen_minutes_without_a_word_from_intake_make_it_unknown()
    {
        PatientSafety state = Of(Has("lymphedema", On(1)));
        DateTimeOffset heard = Given.Now;

        Assert.Equal(ScreenVerdict.MayTreat, After(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1)));
        Assert.Equal(ScreenVerdict.Unknown, After(TimeSpan.FromMinutes(15)));
        Assert.Equal(
            ScreenVerdict.Unknown,
            SafetyScreen.Of(state, null, On(10), GroinConsent.NotAsked, Given.Now, new(HeardUpTo: null)).Verdict);

        ScreenVerdict After(TimeSpan silence) =>
            SafetyScreen.Of(state, null, On(10), GroinConsent.NotAsked, heard + silence, new(heard)).Verdict;
    }

    [Fact]
    public void What_is_known_is_named_even_where_the_whole_is_unknown()
    {
        ScreenAnswer answer = SafetyScreen.Of(
            Of(Has("dvt", On(5))), null, On(10), GroinConsent.NotAsked, Given.Now, new(HeardUpTo: null));

        Assert.Equal(ScreenVerdict.Unknown, answer.Verdict);
        Assert.Equal([ReasonCodes.Stale, ReasonCodes.Condition], answer.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void A_fact_that_could_not_be_read_makes_it_unknown_until_it_can_be()
    {
        SessionEvent readable = Has("lymphedema", On(3), "c-9");
        PatientSafety state = Of(Has("lymphedema", On(1))).With(
            new ItemParked(IdOf(readable), "condition-noted", 2, "Version 2 is not known here.", "{}"), Given.Now);

        Assert.Equal(ScreenVerdict.Unknown, Screen(state).Verdict);
        Assert.Equal(ScreenVerdict.MayTreat, Screen(state.With(IdOf(readable), readable)).Verdict);
        Assert.Equal(ScreenVerdict.Hold, Screen(state.With(Given.Id(7), Has("dvt", On(3), "c-2"))).Verdict);
    }
}
