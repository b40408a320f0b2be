using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_alert_is_assigned
{
    private readonly PatientStream _patient = new(Given.Day(200));

    public When_an_alert_is_assigned() =>
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2220));

    [Fact]
    public void The_log_keeps_who_said_so_and_who_is_to()
    {
        StoredEvent stored = Assert.Single(Assign(0, "ben"));
        Assert.Equal("alert-assigned.v1", stored.Type);
        var assigned = (AlertAssigned)stored.Data!;
        Assert.Equal(("ana", "ben", "ben", 1), (assigned.By, assigned.To, assigned.Alert.Assignee, assigned.Alert.Version));
        Assert.Equal(Handling.New, _patient.Alert.Handling);
    }

    [Fact]
    public void It_may_go_from_one_to_another_and_back_to_nobody()
    {
        Assign(0, "ben");
        Assign(1, "carla");
        Assign(2, null);
        Assert.Equal((null, 3), (_patient.Alert.Assignee, _patient.Alert.Version));
    }

    [Fact]
    public void Of_two_people_the_second_is_told_that_somebody_was_first()
    {
        Assign(0, "ben");
        Assert.Equal(HandleAlert.VersionConflict, Refused(0, "carla"));
    }

    [Fact]
    public void The_same_again_and_a_resolved_alert_are_refused()
    {
        Assert.Equal(HandleAlert.NotPossible, Refused(0, null));
        Assign(0, "ben");
        Assert.Equal(HandleAlert.NotPossible, Refused(1, "ben"));
        _patient.Resolve();
        Assert.Equal(HandleAlert.NotPossible, Refused(2, "carla"));
    }

    [Fact]
    public void It_stays_with_the_alert_through_new_evidence_and_a_reopening_but_whoever_took_it_up_does_not()
    {
        Assign(0, "ben");
        _patient.Do(view => HandleAlert.Acknowledge(view, _patient.Alert.Id, version: 1, "ben"));
        Assert.Equal(("ben", "ben"), (_patient.Alert.Assignee, _patient.Alert.AcknowledgedBy));
        _patient.Resolve();
        _patient.Now = Given.Day(230);
        _patient.AcceptTwice(Given.Arms(3, 230, 2600));
        Assert.Equal((Handling.New, "ben", null), (_patient.Alert.Handling, _patient.Alert.Assignee, _patient.Alert.AcknowledgedBy));
    }

    [Fact]
    public void Others_see_it_in_the_alert()
    {
        Assert.Null(AlertView.Of(Guid.Empty, _patient.Alert).Assignee);
        Assign(0, "ben");
        Assert.Equal("ben", AlertView.Of(Guid.Empty, _patient.Alert).Assignee);
    }

    private IReadOnlyList<StoredEvent> Assign(int version, string? to) =>
        _patient.Do(view => HandleAlert.Assign(view, _patient.Alert.Id, version, "ana", to));

    private string Refused(int version, string? to) => Assert.IsType<Decision.Reject>(
        _patient.Ask(view => HandleAlert.Assign(view, _patient.Alert.Id, version, "ana", to))).Code;
}
