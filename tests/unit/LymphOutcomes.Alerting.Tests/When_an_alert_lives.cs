using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_alert_lives
{
    private readonly PatientStream _patient = new(Given.Day(200));

    [Fact]
    public void It_is_raised_once_and_repeated_with_more_evidence()
    {
        Start();
        Assert.Equal(["limbs-measured.v1", "alert-raised.v1"], Types(_patient.AcceptTwice(Given.Arms(2, 200, 2220))));
        Assert.Equal(["limbs-measured.v1", "alert-repeated.v1"], Types(_patient.AcceptTwice(Given.Arms(3, 201, 2240))));
        Assert.Equal(2, _patient.Alert.Evidence.Count);
    }

    [Fact]
    public void Clearing_does_not_take_it_out_of_the_queue()
    {
        Start(Given.Arms(2, 200, 2220));
        IReadOnlyList<StoredEvent> events = _patient.AcceptTwice(Given.Arms(3, 201, 2000), Given.Arms(4, 202, 2000));
        Assert.Equal("alert-cleared.v1", events[^1].Type);
        Assert.Equal((Condition.Cleared, Handling.New), (_patient.Alert.Condition, _patient.Alert.Handling));
    }

    [Fact]
    public void An_episode_that_began_and_ended_within_one_batch_is_still_raised()
    {
        Start();
        IReadOnlyList<StoredEvent> events =
            _patient.AcceptTwice(Given.Arms(2, 197, 2220), Given.Arms(3, 198, 2000), Given.Arms(4, 199, 2000));
        Assert.Equal(["alert-raised.v1", "alert-cleared.v1"], Types(events)[3..]);
    }

    [Fact]
    public void When_the_reading_that_cleared_it_turns_out_wrong_it_is_active_again()
    {
        Start(Given.Arms(2, 200, 2220), Given.Arms(3, 201, 2000), Given.Arms(4, 202, 2000, record: "low", version: 1));
        Assert.Equal(Condition.Cleared, _patient.Alert.Condition);
        Assert.Equal(
            ["record-taken-back.v1", "alert-repeated.v1"],
            Types(_patient.AcceptTwice(new RecordTakenBack(Given.Origin(5, 203, record: "low", version: 1)))));
        Assert.Equal(Condition.Active, _patient.Alert.Condition);
    }

    [Fact]
    public void When_the_starting_size_turns_out_to_be_another_it_says_the_new_numbers()
    {
        _patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, record: "first", version: 1), Given.Arms(2, 200, 2400));
        Assert.Equal(20, _patient.Alert.PeakValue, 9);
        Assert.Equal("alert-repeated.v1", _patient.AcceptTwice(Given.Arms(3, 0, 2100, record: "first", version: 2))[^1].Type);
        Assert.Equal(14.2857, _patient.Alert.PeakValue, 4);
        Assert.Contains("14.3 %", _patient.Alert.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rise_after_it_cleared_belongs_to_the_same_unresolved_alert()
    {
        Start(Given.Arms(2, 200, 2220), Given.Arms(3, 201, 2000), Given.Arms(4, 202, 2000));
        _patient.Now = Given.Day(203);
        _patient.AcceptTwice(Given.Arms(5, 203, 2260));
        Assert.Equal(Condition.Active, _patient.Alert.Condition);
    }

    [Fact]
    public void Old_news_opens_as_information_and_news_makes_it_a_call()
    {
        _patient.Now = Given.Day(400);
        Start(Given.Arms(2, 200, 2220));
        Assert.Equal((Severity.Info, true), (_patient.Alert.Severity, _patient.Alert.Historical));
        Assert.Equal("alert-upgraded.v1", _patient.AcceptTwice(Given.Arms(3, 399, 2220))[^1].Type);
        Assert.Equal((Severity.CallProvider, false), (_patient.Alert.Severity, _patient.Alert.Historical));
    }

    [Fact]
    public void Of_two_people_the_second_is_told_that_somebody_was_first()
    {
        Start(Given.Arms(2, 200, 2220));
        Guid alert = _patient.Alert.Id;
        _patient.Do(view => HandleAlert.Acknowledge(view, alert, version: 0, "ana"));
        Decision second = _patient.Ask(view => HandleAlert.Acknowledge(view, alert, version: 0, "ben"));
        Assert.Equal(HandleAlert.VersionConflict, Assert.IsType<Decision.Reject>(second).Code);
    }

    [Fact]
    public void A_measurement_in_between_causes_no_conflict()
    {
        Start(Given.Arms(2, 200, 2220));
        Guid alert = _patient.Alert.Id;
        _patient.AcceptTwice(Given.Arms(3, 201, 2250));
        _patient.Do(view => HandleAlert.Acknowledge(view, alert, version: 0, "ana"));
        Assert.Equal((Handling.Acknowledged, 1), (_patient.Alert.Handling, _patient.Alert.Version));
    }

    [Fact]
    public void After_a_resolution_a_limb_that_stays_as_it_is_does_not_page_again()
    {
        Resolved(Given.Arms(2, 200, 2220));
        _patient.Now = Given.Day(230);
        Assert.Equal("alert-repeated.v1", _patient.AcceptTwice(Given.Arms(3, 230, 2280))[^1].Type);
        Assert.Equal(Handling.Resolved, _patient.Alert.Handling);
    }

    [Fact]
    public void After_a_resolution_a_limb_that_is_really_larger_comes_back()
    {
        Resolved(Given.Arms(2, 200, 2220));
        _patient.Now = Given.Day(230);
        Assert.Equal("alert-reopened.v1", _patient.AcceptTwice(Given.Arms(3, 230, 2300))[^1].Type);
        Assert.Equal((Handling.New, 2), (_patient.Alert.Handling, _patient.Alert.Version));
    }

    [Fact]
    public void A_rise_after_a_resolution_that_began_and_ended_within_one_batch_is_told()
    {
        Resolved(Given.Arms(2, 200, 2220));
        _patient.Now = Given.Day(230);
        IReadOnlyList<StoredEvent> events =
            _patient.AcceptTwice(Given.Arms(3, 227, 2500), Given.Arms(4, 228, 2100), Given.Arms(5, 229, 2100));
        Assert.Equal(["alert-reopened.v1", "alert-cleared.v1"], Types(events)[3..]);
        Assert.Equal((Condition.Cleared, Handling.New), (_patient.Alert.Condition, _patient.Alert.Handling));
    }

    [Fact]
    public void What_was_counted_quietly_does_not_bring_it_back_when_the_quiet_time_is_over()
    {
        Resolved(Given.Arms(2, 200, 2220));
        _patient.Now = Given.Day(230);
        _patient.AcceptTwice(Given.Arms(3, 230, 2230));
        _patient.Now = Given.Day(330);
        Assert.Equal(["session-given.v1"], Types(_patient.AcceptTwice(new SessionGiven(Given.Origin(4, 330), 45, "therapist"))));
        Assert.Equal(Handling.Resolved, _patient.Alert.Handling);
    }

    [Fact]
    public void After_ninety_one_days_any_new_evidence_brings_it_back()
    {
        Resolved(Given.Arms(2, 200, 2220));
        _patient.Now = Given.Day(300);
        Assert.Equal("alert-reopened.v1", _patient.AcceptTwice(Given.Arms(3, 300, 2220))[^1].Type);
    }

    [Fact]
    public void Evidence_that_came_after_the_page_was_read_is_not_covered()
    {
        Start(Given.Arms(2, 200, 2220));
        long readAt = _patient.Log.Count;
        _patient.AcceptTwice(Given.Arms(3, 201, 2400));
        Guid alert = _patient.Alert.Id;
        IReadOnlyList<StoredEvent> events = _patient.Do(view =>
            HandleAlert.Resolve(view, alert, version: 0, "ana", "called", readAt, note: null, RuleSet.First));
        Assert.Equal(["alert-resolved.v1", "alert-reopened.v1"], Types(events));
    }

    [Fact]
    public void A_resolution_cannot_cover_what_has_not_happened()
    {
        Start(Given.Arms(2, 200, 2220));
        Decision decision = _patient.Ask(view =>
            HandleAlert.Resolve(view, _patient.Alert.Id, version: 0, "ana", "called", coveredTo: 9_999, note: null, RuleSet.First));
        Assert.Equal(HandleAlert.NotPossible, Assert.IsType<Decision.Reject>(decision).Code);
    }

    [Fact]
    public void A_second_rise_no_higher_than_the_resolved_one_is_counted_on_it()
    {
        Resolved(Given.Arms(2, 200, 2220), Given.Arms(3, 210, 2000), Given.Arms(4, 211, 2000));
        _patient.Now = Given.Day(230);
        Assert.Equal("alert-repeated.v1", _patient.AcceptTwice(Given.Arms(5, 230, 2240))[^1].Type);
        Assert.Equal(Handling.Resolved, _patient.Alert.Handling);
    }

    [Fact]
    public void Two_alerts_that_turn_out_to_share_an_episode_become_the_earlier_one()
    {
        // Two rises with a valley between them; the first is resolved, so the second, which is higher, starts its own alert.
        Resolved(Given.Arms(2, 200, 2220), Given.Arms(3, 210, 2000, record: "low-1", version: 1), Given.Arms(4, 211, 2000));
        _patient.Now = Given.Day(230);
        _patient.AcceptTwice(Given.Arms(5, 230, 2320));
        Assert.Equal(2, _patient.Picture.Alerts.Count);
        Guid first = _patient.Picture.Alerts[0].Id;

        // The valley is corrected away: one episode, so one alert.
        _patient.AcceptTwice(Given.Arms(6, 210, 2210, record: "low-1", version: 2));
        Assert.Equal(first, _patient.Picture.Alerts[1].MergedInto);
        Assert.Equal(Condition.Withdrawn, _patient.Picture.Alerts[1].Condition);
        Assert.Equal(3, _patient.Picture.Alerts[0].Evidence.Count);
    }

    [Fact]
    public void News_of_a_resolved_episode_that_is_over_are_told_by_the_alert_that_is_open()
    {
        PatientStream patient = TwoBouts(SinceLast.Worse);
        Guid open = patient.Picture.Alerts[1].Id;
        patient.AcceptTwice(Told(4, 4, 7));
        Assert.Equal([open], Unresolved(patient).Select(alert => alert.Id));
        Assert.Equal(
            (Condition.Cleared, Handling.Resolved, 2),
            (patient.Picture.Alerts[0].Condition, patient.Picture.Alerts[0].Handling, patient.Picture.Alerts[0].Evidence.Count));

        // Counted for good: neither a later fact nor the end of the other alert brings it back.
        patient.AcceptTwice(new SessionGiven(Given.Origin(5, 20), 45, "therapist"));
        patient.Do(view => HandleAlert.Resolve(view, open, version: 0, "ana", "called", view.LogSeq, note: null, patient.RuleSet));
        Assert.Empty(Unresolved(patient));
    }

    [Fact]
    public void When_late_news_leave_the_open_alert_nothing_the_one_they_reopen_takes_it_over()
    {
        PatientStream patient = TwoBouts(SinceLast.Same);
        // With a 7 among the three before it, a 6 is no rise any more.
        patient.AcceptTwice(Told(4, 4, 7));
        Assert.Equal((patient.Picture.Alerts[0].Id, Condition.Cleared), Assert.Single(
            Unresolved(patient).Select(alert => (alert.Id, alert.Condition))));
        Assert.Equal(patient.Picture.Alerts[0].Id, patient.Picture.Alerts[1].MergedInto);
    }

    [Fact]
    public void An_open_alert_is_as_severe_as_the_late_news_it_tells()
    {
        PatientStream patient = new(Given.Day(171), RuleSet.Second);
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 160, 2112), Given.Arms(3, 170, 2000));
        patient.Resolve();
        patient.Now = Given.Day(300);
        patient.AcceptTwice(Given.Arms(4, 298, 2112));
        Assert.Equal(Severity.Watch, Assert.Single(Unresolved(patient)).Severity);

        // It would have made the rise of day 160 a call, had it been known then.
        Assert.Equal("alert-upgraded.v1", patient.AcceptTwice(Given.Arms(5, 130, 2112))[^1].Type);
        Assert.Equal(
            (patient.Picture.Alerts[1].Id, Severity.CallProvider),
            Assert.Single(Unresolved(patient).Select(alert => (alert.Id, alert.Severity))));
    }

    private static PatientStream TwoBouts(SinceLast second)
    {
        PatientStream patient = new(Given.Day(9), RuleSet.Second);
        patient.AcceptTwice(Told(1, 0, 5));
        patient.Resolve();
        patient.AcceptTwice(Told(2, 9, 0));
        patient.Now = Given.Day(19);
        patient.AcceptTwice(Told(3, 19, 6, second));
        Assert.Equal([Handling.Resolved, Handling.New], patient.Picture.Alerts.Select(alert => alert.Handling));
        return patient;
    }

    private static SymptomsTold Told(int n, double day, int score, SinceLast sinceLast = SinceLast.Same) =>
        Given.Told(n, day, SymptomCodes.BellyPuffiness, score, sinceLast);

    private static IEnumerable<AlertState> Unresolved(PatientStream patient) =>
        patient.Picture.Alerts.Where(alert => alert.Handling != Handling.Resolved && alert.MergedInto is null);

    private void Start(params PatientFact[] facts) =>
        _patient.AcceptTwice([Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. facts]);

    private void Resolved(params PatientFact[] facts)
    {
        Start(facts);
        Guid alert = _patient.Alert.Id;
        _patient.Do(view => HandleAlert.Resolve(view, alert, version: 0, "ana", "called", view.LogSeq, note: null, RuleSet.First));
    }

    private static List<string> Types(IReadOnlyList<StoredEvent> events) => [.. events.Select(e => e.Type)];
}
