using LymphOutcomes.Alerting.AskingThePast;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>What staff could have known at a moment, and how things were at one.</summary>
public sealed class When_the_past_is_asked
{
    private static readonly Guid Patient = new(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
    private readonly PatientStream _patient = new(Given.Day(201), RuleSet.Second);
    private readonly long _beforeTheLateReading;

    public When_the_past_is_asked()
    {
        _patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2240));
        _beforeTheLateReading = _patient.Log.Count;
        _patient.Now = Given.Day(220);
        _patient.Accept(Given.Arms(3, 190, 2100));
        _patient.Do(view => HandleAlert.Acknowledge(view, view.State.Alerts[0].Id, version: 0, "ana"));
    }

    [Fact]
    public void A_reading_that_came_late_was_not_known_before_it_came()
    {
        PatientPast then = Past(_beforeTheLateReading, Given.Day(400));
        Assert.Equal(2, Assert.Single(then.Trajectory.Series).Points.Count);
        Assert.Equal("new", Assert.Single(then.Alerts).Handling);

        PatientPast now = Past(_patient.Log.Count, Given.Day(400));
        Assert.Equal(3, Assert.Single(now.Trajectory.Series).Points.Count);
        Assert.Equal("acknowledged", now.Alerts.Single(alert => alert.Rule == "LYM-001").Handling);
    }

    [Fact]
    public void As_things_were_by_a_day_what_came_late_counts_and_what_was_later_does_not()
    {
        PatientPast then = Past(_patient.Log.Count, Given.Day(195));
        Assert.Equal([0.0, 5.0], Assert.Single(then.Trajectory.Series).Points.Select(point => Math.Round(point.ChangePercent!.Value, 6)));
        Assert.DoesNotContain(then.Alerts, alert => alert.Rule == "LYM-001");
    }

    [Fact]
    public void Before_the_first_fact_nothing_was_known() =>
        Assert.Null(PastEndpoints.Of(Patient, _patient.Log, asOf: 0, Given.Day(-5), Given.Day(400), RuleSet.Second));

    private PatientPast Past(long asOf, DateTimeOffset effectiveUpTo) =>
        PastEndpoints.Of(Patient, _patient.Log, asOf, _patient.Now, effectiveUpTo, RuleSet.Second)!;
}
