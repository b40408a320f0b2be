using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_history_is_loaded
{
    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Second);

    [Fact]
    public void It_is_judged_and_pages_nobody()
    {
        Load(2220);
        Assert.Equal((Severity.Info, true, Handling.New), (_patient.Alert.Severity, _patient.Alert.Historical, _patient.Alert.Handling));
        Assert.Null(_patient.Alert.EscalatesAt(_patient.RuleSet.Escalation));
    }

    [Fact]
    public void The_same_as_news_is_a_call()
    {
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 199, 2220));
        Assert.Equal((Severity.CallProvider, false), (_patient.Alert.Severity, _patient.Alert.Historical));
    }

    [Fact]
    public void A_person_makes_a_live_alert_of_it_as_severe_as_its_evidence()
    {
        Load(2220);
        StoredEvent converted = Assert.Single(Convert());
        Assert.Equal("alert-converted.v1", converted.Type);
        Assert.Equal((Severity.CallProvider, false, 1), (_patient.Alert.Severity, _patient.Alert.Historical, _patient.Alert.Version));
        Assert.Equal(Given.Day(200), _patient.Alert.WaitsSince);

        // And so it stays when the patient is judged again.
        Assert.Empty(_patient.TimeIsKept(Given.Day(201)));
        Assert.Equal(HandleAlert.NotPossible, Assert.IsType<Decision.Reject>(
            _patient.Ask(view => HandleAlert.Convert(view, _patient.Alert.Id, 1, "ana", _patient.RuleSet))).Code);
    }

    [Fact]
    public void News_make_a_call_of_it_too()
    {
        Load(2220);
        Assert.Equal("alert-upgraded.v1", _patient.AcceptTwice(Given.Arms(3, 200, 2220))[^1].Type);
        Assert.Equal((Severity.CallProvider, false), (_patient.Alert.Severity, _patient.Alert.Historical));
    }

    [Fact]
    public void More_of_it_makes_no_call()
    {
        Load(2220);
        _patient.AcceptTwice(Loaded(Given.Arms(3, 195, 2260)));
        Assert.Equal((Severity.Info, true, 2), (_patient.Alert.Severity, _patient.Alert.Historical, _patient.Alert.Evidence.Count));
    }

    [Fact]
    public void It_brings_nothing_back_that_was_resolved_or_put_aside()
    {
        _patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 199, 2220));
        _patient.Take((view, alert) => HandleAlert.Snooze(
            view, alert.Id, alert.Version, "ana", Given.Day(205), view.LogSeq, note: null, _patient.RuleSet));
        _patient.AcceptTwice(Loaded(Given.Arms(3, 195, 2400)));
        Assert.NotNull(_patient.Alert.Snooze);
        _patient.Resolve();
        _patient.AcceptTwice(Loaded(Given.Arms(4, 196, 2500)));
        Assert.Equal(Handling.Resolved, _patient.Alert.Handling);
    }

    [Fact]
    public void Folded_away_it_still_pages_nobody()
    {
        _patient.AcceptTwice(Loaded(Given.Told(1, 140, SymptomCodes.ArmSwelling, 5, SinceLast.Worse)));
        for (int n = 2; n < 100; n++)
            _patient.Accept(Loaded(GivenSigns.Temperature(n, 140 + (n / 2.0), 36.6)));
        Assert.DoesNotContain(_patient.Picture.Facts, kept => kept.Fact is SymptomsTold);
        Assert.Equal((Severity.Info, true), (_patient.Alert.Severity, _patient.Alert.Historical));
        Assert.Equal(0, _patient.HistoryReads);
    }

    [Fact]
    public void News_that_were_folded_away_stay_news()
    {
        _patient.AcceptTwice(Loaded(Given.Arms(1, 0, 2000)), Given.LeftArmAtRisk(0), Given.Arms(2, 140, 2220));
        for (int n = 3; n < 60; n++)
            _patient.Accept(Loaded(Given.Arms(n, 140 + n, 2220)));
        Assert.DoesNotContain(_patient.Picture.Facts, kept => kept.Fact.Origin.Id == Given.Fact(2));
        Assert.Equal((Severity.CallProvider, false), (_patient.Alert.Severity, _patient.Alert.Historical));
    }

    [Theory]
    [InlineData(198, Severity.Urgent)]
    [InlineData(197.999, Severity.Info)]
    public void What_is_of_these_two_days_is_news_whatever_its_sender_says(double day, Severity severity)
    {
        _patient.RuleSet = RuleSet.Third;
        _patient.AcceptTwice(Loaded(GivenSigns.Told(1, day, "CHEST_PAIN")));
        Assert.Equal((severity, severity == Severity.Info), (_patient.Alert.Severity, _patient.Alert.Historical));
        // And stays what it was when it became known.
        _patient.TimeIsKept(Given.Day(200.001));
        Assert.Equal(severity, _patient.Alert.Severity);
    }

    [Fact]
    public void Put_aside_for_weeks_it_is_back_when_a_person_makes_a_live_alert_of_it()
    {
        Load(2220);
        _patient.Take((view, alert) => HandleAlert.Snooze(
            view, alert.Id, alert.Version, "ana", Given.Day(225), view.LogSeq, note: null, _patient.RuleSet));
        Convert();
        Assert.Null(_patient.Alert.Snooze);
        Assert.NotNull(_patient.Alert.EscalatesAt(_patient.RuleSet.Escalation));
    }

    private void Load(double leftMl) => _patient.AcceptTwice(
        [.. new PatientFact[] { Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 190, leftMl) }.Select(Loaded)]);

    private IReadOnlyList<StoredEvent> Convert() => _patient.Take((view, alert) =>
        HandleAlert.Convert(view, alert.Id, alert.Version, "ana", _patient.RuleSet));

    private static PatientFact Loaded(PatientFact fact) => fact with { Origin = fact.Origin with { IsBackfill = true } };
}
