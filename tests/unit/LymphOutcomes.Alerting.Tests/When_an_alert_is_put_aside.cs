using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_alert_is_put_aside
{
    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Second);

    // A call for a provider, raised on a Friday.
    public When_an_alert_is_put_aside() =>
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2220));

    [Fact]
    public void It_rests_until_the_moment_and_not_a_moment_less()
    {
        Snooze(Given.Day(203));
        Assert.Equal((Given.Day(203), Handling.New, 1), (_patient.Alert.Snooze?.Until, _patient.Alert.Handling, _patient.Alert.Version));
        Assert.Equal(Given.Day(203), _patient.NextMoment);
        Assert.Empty(_patient.TimeIsKept(Given.Day(203).AddTicks(-1)));
        StoredEvent ended = Assert.Single(_patient.TimeIsKept(Given.Day(203)));
        Assert.Equal(SnoozeEnd.Time, ((AlertSnoozeEnded)ended.Data!).Because);
        Assert.Null(_patient.Alert.Snooze);
    }

    [Fact]
    public void Nobody_took_it_up_so_it_waits_from_the_end_of_its_rest()
    {
        Snooze(Given.Day(207));
        Assert.Empty(_patient.TimeIsKept(Given.Day(206)));
        _patient.TimeIsKept(Given.Day(207));
        Assert.Equal(Given.Day(207), _patient.Alert.WaitsSince);
        Assert.Equal("alert-escalated.v1", Assert.Single(_patient.TimeIsKept(Given.Day(211))).Type);
    }

    [Fact]
    public void Evidence_that_was_not_on_the_screen_brings_it_back_at_once()
    {
        Snooze(Given.Day(207));
        _patient.Now = Given.Day(201);
        Assert.Equal(
            ["limbs-measured.v1", "alert-snooze-ended.v1", "alert-repeated.v1"], Types(_patient.AcceptTwice(Given.Arms(3, 201, 2220))));
        Assert.Null(_patient.Alert.Snooze);
    }

    [Fact]
    public void Evidence_that_came_between_the_page_and_the_step_does_too()
    {
        long read = _patient.Log.Count;
        _patient.Now = Given.Day(201);
        _patient.AcceptTwice(Given.Arms(3, 201, 2400));
        Assert.Equal(["alert-snoozed.v1", "alert-snooze-ended.v1"], Types(Snooze(Given.Day(207), read)));
    }

    [Fact]
    public void A_reading_that_does_not_fire_leaves_it_where_it_is()
    {
        Snooze(Given.Day(207));
        _patient.Now = Given.Day(201);
        Assert.Equal(["limbs-measured.v1"], Types(_patient.AcceptTwice(Given.Arms(3, 201, 2020))));
        Assert.NotNull(_patient.Alert.Snooze);
    }

    [Fact]
    public void It_comes_back_when_the_same_evidence_comes_to_mean_more()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Second);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 199, 2112));
        patient.Take((view, alert) => HandleAlert.Snooze(
            view, alert.Id, alert.Version, "ana", Given.Day(207), view.LogSeq, note: null, patient.RuleSet));
        IReadOnlyList<StoredEvent> events = patient.AcceptTwice(Given.Arms(3, 150, 2112));
        Assert.Equal(["alert-snooze-ended.v1", "alert-upgraded.v1"], Types(events)[^2..]);
        Assert.Equal(SnoozeEnd.Severity, ((AlertSnoozeEnded)events[^2].Data!).Because);
    }

    [Fact]
    public void A_person_may_take_it_back()
    {
        Snooze(Given.Day(203));
        StoredEvent ended = Assert.Single(_patient.Take((view, alert) => HandleAlert.Snooze(
            view, alert.Id, alert.Version, "ben", until: null, view.LogSeq, note: null, _patient.RuleSet)));
        Assert.Equal((SnoozeEnd.Person, "ben"), (((AlertSnoozeEnded)ended.Data!).Because, ((AlertSnoozeEnded)ended.Data!).By));
        Assert.Equal((null, 2), (_patient.Alert.Snooze, _patient.Alert.Version));
    }

    [Fact]
    public void It_does_not_rest_for_ever_nor_in_the_past_nor_when_it_is_resolved()
    {
        Assert.Equal(HandleAlert.NotPossible, Refused(Given.Day(200)));
        Assert.Equal(HandleAlert.NotPossible, Refused(Given.Day(230).AddTicks(1)));
        _patient.Resolve();
        Assert.Equal(HandleAlert.NotPossible, Refused(Given.Day(201)));
    }

    [Fact]
    public void What_is_urgent_rests_for_an_hour_at_most() => Assert.Equal(
        (TimeSpan.FromMinutes(60), TimeSpan.FromDays(30)),
        (new EscalationLimits().LongestSnooze(Severity.Urgent), new EscalationLimits().LongestSnooze(Severity.CallProvider)));

    [Fact]
    public void Others_see_until_when()
    {
        Snooze(Given.Day(203));
        Assert.Equal(Given.Day(203), AlertView.Of(Guid.Empty, _patient.Alert).SnoozedUntil);
        _patient.Resolve();
        Assert.Null(AlertView.Of(Guid.Empty, _patient.Alert).SnoozedUntil);
    }

    private IReadOnlyList<StoredEvent> Snooze(DateTimeOffset until, long? coveredTo = null) =>
        _patient.Take((view, alert) => Snoozed(view, alert, until, coveredTo));

    private Decision Snoozed(StreamView<PatientPicture> view, AlertState alert, DateTimeOffset until, long? coveredTo) =>
        HandleAlert.Snooze(
            view, alert.Id, alert.Version, "ana", until, coveredTo ?? view.LogSeq, new(Guid.Empty, "00"), _patient.RuleSet);

    private string Refused(DateTimeOffset until)
    {
        AlertState alert = _patient.Alert;
        return Assert.IsType<Decision.Reject>(_patient.Ask(view => Snoozed(view, alert, until, coveredTo: null))).Code;
    }

    private static List<string> Types(IReadOnlyList<StoredEvent> events) => [.. events.Select(e => e.Type)];
}
