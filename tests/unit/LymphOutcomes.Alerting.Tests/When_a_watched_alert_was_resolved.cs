using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The quiet time after a resolution of what needs no call (design D7).</summary>
public sealed class When_a_watched_alert_was_resolved
{
    private static readonly RuleSet OnlyLowVolume = RuleSet.Second with { Active = [LowVolume.Id] };

    private readonly PatientStream _patient = new(Given.Day(40), RuleSet.Second);

    [Theory]
    [InlineData(30, "alert-repeated.v1")]
    [InlineData(30.01, "alert-reopened.v1")]
    public void For_thirty_days_no_more_of_the_same_brings_it_back(double days, string type)
    {
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 40, 2100));
        _patient.Resolve();
        _patient.Now = Given.Day(40 + days);
        // Far above the margin: that is for the rules that judge after the early time.
        Assert.Equal(type, _patient.AcceptTwice(Given.Arms(3, 40 + days, 2500))[^1].Type);
    }

    [Fact]
    public void A_more_severe_finding_brings_it_back_at_once()
    {
        _patient.Now = Given.Day(200);
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2120));
        _patient.Resolve();
        _patient.Now = Given.Day(210);
        Assert.Equal("alert-reopened.v1", _patient.AcceptTwice(Given.Arms(3, 210, 2120))[^1].Type);
        Assert.Equal(Severity.CallProvider, _patient.Alert.Severity);
    }

    [Theory]
    [InlineData(90, Handling.Resolved)]
    [InlineData(90.01, Handling.New)]
    public void Information_stays_quiet_for_ninety_days(double days, Handling handling)
    {
        _patient.Now = Given.Day(200);
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2070));
        _patient.Resolve();
        _patient.Now = Given.Day(200 + days);
        _patient.AcceptTwice(Given.Arms(3, 200 + days, 2080));
        Assert.Equal(handling, _patient.Alert.Handling);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_late_weight_that_makes_the_same_reading_a_call_brings_it_back(int version)
    {
        PatientStream patient = new(Given.Day(200), RuleSet.All.Single(rules => rules.Version == version));
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, rightMl: null), Given.Weight(2, 0, 70),
            Given.Arms(3, 200, 2200, rightMl: null));
        Assert.Equal(Severity.Watch, patient.Alert.Severity);
        patient.Resolve();

        // 10 % unadjusted; 13.2 % now that they are known to have lost weight.
        Assert.Equal("alert-reopened.v1", patient.AcceptTwice(Given.Weight(4, 201, 68))[^1].Type);
        Assert.Equal((Severity.CallProvider, Handling.New), (patient.Alert.Severity, patient.Alert.Handling));
    }

    [Fact]
    public void A_late_reading_that_confirms_the_same_evidence_brings_it_back()
    {
        PatientStream patient = new(Given.Day(100), OnlyLowVolume);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 100, 2112));
        patient.Resolve();
        Assert.Equal("alert-reopened.v1", patient.AcceptTwice(Given.Arms(3, 70, 2110))[^1].Type);
        Assert.Equal((Severity.CallProvider, Handling.New), (patient.Alert.Severity, patient.Alert.Handling));
    }

    [Fact]
    public void A_retraction_that_lets_an_earlier_reading_confirm_brings_it_back()
    {
        PatientStream patient = new(Given.Day(100), OnlyLowVolume);
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 70, 2110),
            Given.Arms(3, 80, 2010, record: "low", version: 1), Given.Arms(4, 100, 2112));
        Assert.Equal(Severity.Watch, patient.Alert.Severity);
        patient.Resolve();
        IReadOnlyList<StoredEvent> events =
            patient.AcceptTwice(new RecordTakenBack(Given.Origin(5, 100, record: "low", version: 1)));
        Assert.Equal("alert-reopened.v1", events[^1].Type);
        Assert.Equal((Severity.CallProvider, Handling.New), (patient.Alert.Severity, patient.Alert.Handling));
    }

    [Fact]
    public void A_late_weight_that_makes_no_difference_to_the_severity_leaves_it_resolved()
    {
        _patient.Now = Given.Day(200);
        _patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, rightMl: null), Given.Weight(2, 0, 70),
            Given.Arms(3, 200, 2120, rightMl: null));
        _patient.Resolve();
        _patient.AcceptTwice(Given.Weight(4, 201, 70));
        Assert.Equal((Severity.Watch, Handling.Resolved), (_patient.Alert.Severity, _patient.Alert.Handling));
    }

    [Fact]
    public void What_needs_a_call_has_no_such_quiet_time()
    {
        Assert.Null(RuleSet.Second.CooldownOf(Severity.CallProvider));
        Assert.Null(RuleSet.Second.CooldownOf(Severity.Urgent));
        Assert.Null(RuleSet.First.CooldownOf(Severity.Watch));
    }
}
