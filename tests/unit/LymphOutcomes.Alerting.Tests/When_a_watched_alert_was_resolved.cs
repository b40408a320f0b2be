using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The quiet time after a resolution of what needs no call (design D7).</summary>
public sealed class When_a_watched_alert_was_resolved
{
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

    [Fact]
    public void What_needs_a_call_has_no_such_quiet_time()
    {
        Assert.Null(RuleSet.Second.CooldownOf(Severity.CallProvider));
        Assert.Null(RuleSet.Second.CooldownOf(Severity.Urgent));
        Assert.Null(RuleSet.First.CooldownOf(Severity.Watch));
    }
}
