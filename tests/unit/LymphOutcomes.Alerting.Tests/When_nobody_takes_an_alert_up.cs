using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_nobody_takes_an_alert_up
{
    // Day 200 is a Friday: the next working day ends on Monday, day 203, at 17:00.
    private static readonly DateTimeOffset MondayEvening = Given.Day(203).AddHours(8);

    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Second);

    public When_nobody_takes_an_alert_up() =>
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2220));

    [Fact]
    public void It_is_passed_on_at_the_end_of_the_next_working_day_and_not_before()
    {
        Assert.Equal(DayOfWeek.Friday, Given.Day(200).DayOfWeek);
        Assert.Equal(MondayEvening, _patient.NextMoment);
        Assert.Empty(_patient.TimeIsKept(MondayEvening.AddTicks(-1)));
        Assert.Equal("alert-escalated.v1", Assert.Single(_patient.TimeIsKept(MondayEvening)).Type);
        Assert.Equal((1, MondayEvening), (_patient.Alert.Escalation!.Level, _patient.Alert.Escalation.At));
    }

    [Fact]
    public void It_is_passed_on_three_times_at_most_and_stays_in_the_queue()
    {
        _patient.TimeIsKept(MondayEvening);
        _patient.TimeIsKept(MondayEvening.AddDays(1));
        _patient.TimeIsKept(MondayEvening.AddDays(2));
        Assert.Empty(_patient.TimeIsKept(MondayEvening.AddDays(30)));
        Assert.Equal((3, Handling.New), (_patient.Alert.Escalation!.Level, _patient.Alert.Handling));
    }

    [Fact]
    public void Time_that_was_not_kept_passes_it_on_once_and_not_three_times()
    {
        Assert.Single(_patient.TimeIsKept(Given.Day(220)));
        Assert.Equal(1, _patient.Alert.Escalation!.Level);
    }

    [Fact]
    public void Once_somebody_has_it_is_not_passed_on()
    {
        _patient.Take((view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
        Assert.Empty(_patient.TimeIsKept(Given.Day(220)));
    }

    [Fact]
    public void What_time_does_is_no_conflict_for_a_person()
    {
        AlertState seen = _patient.Alert;
        _patient.TimeIsKept(MondayEvening);
        _patient.Do(view => HandleAlert.Acknowledge(view, seen.Id, seen.Version, "ana"));
        Assert.Equal(Handling.Acknowledged, _patient.Alert.Handling);
    }

    [Fact]
    public void A_person_may_pass_it_on_too_also_when_somebody_has_it()
    {
        _patient.Take((view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
        StoredEvent escalated = Assert.Single(_patient.Take((view, alert) =>
            HandleAlert.Escalate(view, alert.Id, alert.Version, "ana", note: null, _patient.RuleSet)));
        Assert.Equal(("ana", 2, 1), (
            ((AlertEscalated)escalated.Data!).By, _patient.Alert.Version, _patient.Alert.Escalation!.Level));
        Assert.Empty(_patient.TimeIsKept(Given.Day(220)));
    }

    [Fact]
    public void More_severe_it_waits_anew_and_is_taken_up_anew()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Second);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 199, 2112));
        Assert.Equal(Given.Day(207), patient.NextMoment);
        patient.Take((view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
        Assert.Equal(HandleAlert.NotPossible, Assert.IsType<Decision.Reject>(
            patient.Ask(view => HandleAlert.Acknowledge(view, patient.Alert.Id, patient.Alert.Version, "ben"))).Code);

        patient.AcceptTwice(Given.Arms(3, 150, 2112));
        Assert.Equal((Severity.CallProvider, Severity.Watch), (patient.Alert.Severity, patient.Alert.AcknowledgedAs));
        Assert.Equal("alert-escalated.v1", Assert.Single(patient.TimeIsKept(MondayEvening)).Type);
        patient.Take((view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ben"));
        Assert.Empty(patient.TimeIsKept(MondayEvening.AddDays(2)));
    }

    [Fact]
    public void A_person_may_take_a_resolved_one_back_and_it_waits_as_a_new_one()
    {
        _patient.Resolve();
        Assert.Null(_patient.Alert.EscalatesAt(_patient.RuleSet.Escalation));
        _patient.Now = Given.Day(204);
        StoredEvent reopened = Assert.Single(_patient.Take((view, alert) =>
            HandleAlert.Reopen(view, alert.Id, alert.Version, "ben", note: null)));
        Assert.Equal(("ben", Handling.New, 2), (((AlertReopened)reopened.Data!).By, _patient.Alert.Handling, _patient.Alert.Version));
        Assert.Equal(Given.Day(205).AddHours(8), _patient.NextMoment);
        Assert.Equal(HandleAlert.NotPossible, Assert.IsType<Decision.Reject>(
            _patient.Ask(view => HandleAlert.Reopen(view, _patient.Alert.Id, _patient.Alert.Version, "ben", note: null))).Code);
    }

    [Fact]
    public void A_note_changes_nothing_but_the_version()
    {
        AlertState before = _patient.Alert;
        _patient.Take((view, alert) => HandleAlert.Note(view, alert.Id, alert.Version, "ana", new(Guid.Empty, "00")));
        Assert.Equal(before.Version + 1, _patient.Alert.Version);
        Assert.Equal((before.Handling, before.Condition, before.Severity), (
            _patient.Alert.Handling, _patient.Alert.Condition, _patient.Alert.Severity));
    }

    [Theory]
    [InlineData("2026-03-06T16:00:00Z", "UTC", "2026-03-09T17:00:00Z")]
    [InlineData("2026-03-04T00:30:00Z", "UTC", "2026-03-05T17:00:00Z")]
    // Late in Ljubljana it is Thursday already; the clocks go forward on the Sunday between.
    [InlineData("2026-03-26T23:30:00Z", "Europe/Ljubljana", "2026-03-30T15:00:00Z")]
    // Good Friday and Easter Monday.
    [InlineData("2026-04-02T12:00:00Z", "Europe/Ljubljana", "2026-04-07T15:00:00Z")]
    [InlineData("2026-03-04T00:30:00Z", "Atlantis/Nowhere", "2026-03-05T17:00:00Z")]
    public void Working_days_are_those_of_the_hospital(string from, string zone, string end)
    {
        EscalationLimits limits = new() { Zone = zone, Holidays = [new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 6)] };
        Assert.Equal(Moment(end), WorkingDays.EndOfNext(Moment(from), limits));

        static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_is_urgent_waits_for_an_hour_what_is_watched_for_a_week_and_information_is_not_passed_on()
    {
        EscalationLimits limits = new();
        Assert.Equal(Given.Day(0).AddHours(1), limits.DueAfter(Severity.Urgent, Given.Day(0)));
        Assert.Equal(Given.Day(7), limits.DueAfter(Severity.Watch, Given.Day(0)));
        Assert.Null(limits.DueAfter(Severity.Info, Given.Day(0)));
    }
}
