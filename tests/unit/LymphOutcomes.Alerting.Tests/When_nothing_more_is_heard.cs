using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>P16 as far as it is pure: no data is never recovery.</summary>
public sealed class When_nothing_more_is_heard
{
    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Second);

    [Fact]
    public void What_needs_a_call_is_marked_and_stays_in_the_queue()
    {
        Start(2220);
        _patient.TimeIsKept(Given.Day(380).AddTicks(-1));
        Assert.Equal(Condition.Active, _patient.Alert.Condition);
        Assert.Equal("alert-lapsed.v1", Assert.Single(_patient.TimeIsKept(Given.Day(380))).Type);
        Assert.Equal((Condition.Lapsed, Handling.Acknowledged), (_patient.Alert.Condition, _patient.Alert.Handling));
        Assert.Equal(1, _patient.Alert.Version);
        Assert.Null(_patient.NextMoment);
    }

    [Fact]
    public void To_be_judged_again_without_news_does_not_take_the_mark_away()
    {
        Start(2220);
        _patient.TimeIsKept(Given.Day(380));
        Assert.Equal(["session-given.v1"], Types(_patient.AcceptTwice(new SessionGiven(Given.Origin(3, 380), 45, "therapist"))));
        Assert.Equal(Condition.Lapsed, _patient.Alert.Condition);
    }

    [Fact]
    public void Data_that_return_take_the_mark_away_and_are_no_recovery()
    {
        Start(2220);
        _patient.TimeIsKept(Given.Day(380));
        _patient.Now = Given.Day(381);
        Assert.Equal(["limbs-measured.v1", "alert-repeated.v1"], Types(_patient.AcceptTwice(Given.Arms(3, 381, 2020))));
        Assert.Equal((Condition.Active, Handling.Acknowledged), (_patient.Alert.Condition, _patient.Alert.Handling));
    }

    [Fact]
    public void Any_reading_of_the_limb_counts_as_heard()
    {
        Start(2220);
        _patient.Now = Given.Day(300);
        _patient.AcceptTwice(Given.Arms(3, 300, 2020));
        _patient.TimeIsKept(Given.Day(380));
        Assert.Equal(Condition.Active, _patient.Alert.Condition);
        Assert.Equal("alert-lapsed.v1", Assert.Single(_patient.TimeIsKept(Given.Day(480))).Type);
    }

    [Fact]
    public void What_is_watched_leaves_the_queue()
    {
        Start(2112);
        Assert.Equal(Severity.Watch, _patient.Alert.Severity);
        Assert.Equal("alert-lapsed.v1", Assert.Single(_patient.TimeIsKept(Given.Day(320))).Type);
        Assert.Equal((Condition.Lapsed, Handling.Resolved), (_patient.Alert.Condition, _patient.Alert.Handling));
        Assert.Equal(2, _patient.Alert.Version);
    }

    [Fact]
    public void And_comes_back_with_the_next_evidence_for_silence_buys_no_quiet_time()
    {
        Start(2112);
        _patient.TimeIsKept(Given.Day(320));
        _patient.Now = Given.Day(325);
        Assert.Equal("alert-reopened.v1", _patient.AcceptTwice(Given.Arms(3, 325, 2112))[^1].Type);
        Assert.Equal((Condition.Active, Handling.New), (_patient.Alert.Condition, _patient.Alert.Handling));
    }

    [Fact]
    public void A_history_that_is_folded_away_is_looked_at_before_anything_lapses()
    {
        PatientFact[] many = [.. Enumerable.Range(0, 60).Select(i => (PatientFact)Given.Arms(10 + i, 100 + i, 2220))];
        _patient.AcceptTwice([Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. many]);
        Assert.NotNull(_patient.Picture.Settled);
        _patient.TimeIsKept(Given.Day(380));
        Assert.Equal((Condition.Lapsed, 1), (_patient.Alert.Condition, _patient.HistoryReads));
    }

    [Fact]
    public void What_time_alone_ends_is_ended_by_time_alone()
    {
        PatientStream patient = new(Given.Day(80), RuleSet.Second);
        patient.AcceptTwice(Given.LeftArmAtRisk(0, surgeryDay: 20), Given.Arms(1, 0, 2000), Given.Arms(2, 79, 2080));
        Assert.Equal("LYM-003", patient.Alert.Key.Rule);
        DateTimeOffset end = patient.NextMoment!.Value;
        while (patient.Alert.Condition == Condition.Active && end < Given.Day(130))
        {
            patient.TimeIsKept(end);
            end = patient.NextMoment ?? Given.Day(130);
        }

        Assert.Equal(Condition.Cleared, patient.Alert.Condition);
        Assert.InRange(patient.Now, Given.Day(110), Given.Day(112));
    }

    // Somebody has taken it up, so that it is not passed on.
    private void Start(double leftMl)
    {
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, leftMl));
        _patient.Take((view, alert) => HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
    }

    private static List<string> Types(IReadOnlyList<StoredEvent> events) => [.. events.Select(e => e.Type)];
}
