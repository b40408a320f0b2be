using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Alerting.StreamingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>What was settled under other limits is read anew, and what is found in old facts waits for a lead.</summary>
public sealed class When_other_rules_come_into_force
{
    // Five percent, where the standard says ten.
    private static readonly RuleSet Lower = Activated(4, 1, RuleSet.First with
    {
        SwellingHigh = new() { TriggerPercent = 5, ClearPercent = 4 },
        LowVolume = new() { TriggerPercent = 3, BelowPercent = 5, ClearPercent = 3 },
    });

    private static readonly RuleSet Higher = Activated(5, 2, RuleSet.First with { SwellingHigh = new() { TriggerPercent = 20 } });

    [Fact]
    public void Sets_of_the_same_limits_have_the_same_key_whatever_they_are_called()
    {
        Assert.All(RuleSet.All, rules => Assert.NotNull(KnownLimits.Find(KnownLimits.KeyOf(rules))));
        Assert.Equal(KnownLimits.KeyOf(RuleSet.First), KnownLimits.KeyOf(RuleSet.Second));
        Assert.NotEqual(KnownLimits.OfStandard, KnownLimits.KeyOf(Lower));
        Assert.Equal(KnownLimits.KeyOf(Lower), KnownLimits.KeyOf(Lower with { Version = 9, Active = ["LYM-010"], Activation = 7 }));
        Assert.Equal(
            KnownLimits.KeyOf(Lower),
            KnownLimits.KeyOf(RuleSetJson.ReadSent(RuleSetJson.Write(Lower), version: 12)));
    }

    [Theory, InlineData(3), InlineData(120)]
    public void What_they_find_in_old_facts_is_held_and_nobody_is_told(int readings)
    {
        PatientStream patient = SwollenAtSevenPercent(readings);
        Assert.Empty(patient.Picture.Alerts);

        IReadOnlyList<StoredEvent> happened = Rejudge(patient, Lower);
        Assert.Equal([typeof(PatientJudgedUnder), typeof(AlertRaised)], happened.Select(one => one.Data!.GetType()));
        Assert.Equal((true, 4, readings), (patient.Alert.Held, patient.Alert.RuleSet, patient.Alert.Evidence.Count));
        Assert.All(happened, one => Assert.Equal("rule-change-1", one.Headers.CorrelationId));
        Assert.All(happened, AssertTellsNobody);
        Assert.Empty(Rejudge(patient, Lower));
    }

    [Fact]
    public void A_lead_releases_it_and_then_it_is_told_as_if_raised()
    {
        PatientStream patient = SwollenAtSevenPercent(3);
        Rejudge(patient, Lower);
        patient.Now = patient.Now.AddDays(2);

        StoredEvent released = Assert.Single(patient.Do(view => ReleaseFindings.Decide(view, "lea")));
        Assert.Equal("lea", ((AlertReleased)released.Data!).By);
        Assert.Equal((null, patient.Now), (patient.Alert.Held, patient.Alert.RaisedAt));
        Assert.EndsWith("lymph.alert-raised.v1", Outgoing.ToHospital(released)!.RoutingKey, StringComparison.Ordinal);
        Assert.NotNull(AlertRow.KeyOf(released));
        Assert.Empty(patient.Do(view => ReleaseFindings.Decide(view, "lea")));
    }

    [Fact]
    public void A_new_reading_of_the_same_is_told_without_a_lead()
    {
        PatientStream patient = SwollenAtSevenPercent(3);
        Rejudge(patient, Lower);

        IReadOnlyList<StoredEvent> happened = patient.AcceptTwice(Given.Arms(900, 290, 2140));
        Assert.Contains(happened, one => one.Data is AlertReleased { By: null });
        Assert.Null(patient.Alert.Held);
    }

    [Fact]
    public void A_fact_that_says_nothing_of_it_leaves_it_held()
    {
        PatientStream patient = SwollenAtSevenPercent(3);
        Rejudge(patient, Lower);
        Assert.DoesNotContain(patient.Accept(Given.Arms(900, 290, 2000)), one => one.Data is AlertReleased);
        patient.Accept(Given.Arms(901, 291, 2000));
        Assert.Equal((true, Condition.Cleared), (patient.Alert.Held, patient.Alert.Condition));
    }

    [Fact]
    public void A_fact_that_comes_before_the_look_finds_the_old_held_and_the_new_told()
    {
        PatientStream patient = SwollenAtSevenPercent(120);
        patient.RuleSet = Lower;
        IReadOnlyList<StoredEvent> happened = patient.AcceptTwice(Given.Weight(900, 290, 70));
        Assert.True(patient.Alert.Held);
        Assert.Equal(
            [typeof(PatientJudgedUnder), typeof(AlertRaised), typeof(PatientWeighed)], happened.Select(one => one.Data!.GetType()));
        Assert.Empty(Rejudge(patient, Lower));
    }

    [Theory, InlineData(3), InlineData(120)]
    public void What_is_settled_under_other_limits_is_what_the_whole_history_says(int readings)
    {
        PatientStream patient = SwollenAtSevenPercent(readings);
        foreach (RuleSet rules in new[] { Lower, Higher, Activated(3, 3, RuleSet.Third), Activated(4, 4, Lower) })
        {
            Rejudge(patient, rules);
            patient.Accept(Given.Arms(1_000 + rules.Activation, 292 + rules.Activation, 2140));
            Assert.Equal(
                Rules.Judge(patient.Whole, rules, patient.Now).Select(Say),
                Rules.Judge(patient.Picture, rules, patient.Now).Select(Say));
            Assert.Equal(rules.Activation, patient.Picture.Under!.Activation);
        }
    }

    [Fact]
    public void Rules_this_program_has_not_heard_of_are_not_overruled()
    {
        PatientStream patient = SwollenAtSevenPercent(3);
        Rejudge(patient, Higher);
        Assert.Throws<RulesBehindException>(() => Rejudge(patient, Lower));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void What_they_do_not_find_was_not_corrected_and_is_still_passed_on(bool isActivated)
    {
        PatientStream patient = SwollenAtElevenPercent();
        IReadOnlyList<StoredEvent> happened = isActivated ? Rejudge(patient, Twelve) : Rejudge(patient, Twelve with { Activation = 0 });
        Assert.Equal([typeof(PatientJudgedUnder), typeof(AlertCleared)], happened.Select(one => one.Data!.GetType()));
        patient.Accept(Given.Weight(900, 290, 70));
        Assert.Equal((Condition.Cleared, Handling.New), (patient.Alert.Condition, patient.Alert.Handling));
        Assert.NotNull(patient.Alert.EscalatesAt(Twelve.Escalation));
        Assert.DoesNotContain(patient.Log, one => one.Data is AlertWithdrawn);
    }

    [Fact]
    public void What_is_corrected_after_that_is_withdrawn()
    {
        PatientStream patient = SwollenAtElevenPercent();
        Rejudge(patient, Twelve);
        patient.Accept(new RecordTakenBack(Given.Origin(900, 200, record: "record-2")));
        Assert.Equal(Condition.Withdrawn, Swelling(patient).Condition);
        Assert.Single(patient.Picture.Alerts, alert => alert.Key.Rule == CorrectionNotices.Rule);
    }

    [Fact]
    public void What_they_find_again_goes_on()
    {
        PatientStream patient = SwollenAtElevenPercent();
        Rejudge(patient, Twelve);
        Rejudge(patient, Activated(3, 2, RuleSet.Third));
        Assert.Equal((Condition.Active, null), (patient.Alert.Condition, patient.Alert.Outruled));
        patient.Accept(new RecordTakenBack(Given.Origin(900, 200, record: "record-2")));
        Assert.Equal(Condition.Withdrawn, Swelling(patient).Condition);
    }

    [Fact]
    public void What_is_held_and_not_found_by_the_next_is_gone_without_a_word()
    {
        PatientStream patient = SwollenAtSevenPercent(3);
        Rejudge(patient, Lower);
        Rejudge(patient, Activated(3, 2, RuleSet.Third) with { Active = [SwellingHigh.Id, CorrectionNotices.Rule] });
        Assert.Equal((true, Condition.Withdrawn), (patient.Alert.Held, patient.Alert.Condition));
        Assert.Empty(patient.Do(view => ReleaseFindings.Decide(view, "lea")));
    }

    private static readonly RuleSet Twelve =
        Activated(6, 1, RuleSet.Third with { SwellingHigh = new() { TriggerPercent = 12 } });

    private static AlertState Swelling(PatientStream patient) =>
        Assert.Single(patient.Picture.Alerts, alert => alert.Key.Rule == SwellingHigh.Id);

    private static PatientStream SwollenAtElevenPercent()
    {
        PatientStream patient = new(Given.Day(290), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 280, 2220));
        Assert.Equal((SwellingHigh.Id, Severity.CallProvider), (patient.Alert.Key.Rule, patient.Alert.Severity));
        return patient;
    }

    private static RuleSet Activated(int version, int activation, RuleSet rules)
    {
        KnownLimits.Remember(rules);
        return rules with { Version = version, Activation = activation };
    }

    private static IReadOnlyList<StoredEvent> Rejudge(PatientStream patient, RuleSet rules)
    {
        patient.RuleSet = rules;
        return patient.Do(view => RuleChange.Rejudge(view, rules));
    }

    private static void AssertTellsNobody(StoredEvent stored)
    {
        Assert.Null(Outgoing.ToHospital(stored));
        Assert.Null(AlertRow.KeyOf(stored));
        Assert.Empty(AlertStream.ChangesIn([stored]));
    }

    private static string Say(Episode episode) =>
        $"{episode.Key} {episode.Trail.Count} {episode.Trail.First.Fact} {episode.Trail.Peak.Fact} {episode.End} {episode.Message}";

    private static PatientStream SwollenAtSevenPercent(int readings)
    {
        PatientStream patient = new(Given.Day(295));
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000));
        for (int n = 0; n < readings; n++)
            patient.Accept(Given.Arms(2 + n, 280 - readings + n, 2140));
        return patient;
    }
}
