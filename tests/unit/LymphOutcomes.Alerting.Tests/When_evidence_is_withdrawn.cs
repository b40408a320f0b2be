using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>P15: an alert was acknowledged, then its only evidence was taken back.</summary>
public sealed class When_evidence_is_withdrawn
{
    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Third);

    public When_evidence_is_withdrawn()
    {
        _patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2220, record: "wrong", version: 1));
        AlertState raised = Swelling;
        _patient.Do(view => HandleAlert.Acknowledge(view, raised.Id, raised.Version, "ana"));
    }

    private AlertState Swelling => _patient.Picture.Alerts.Single(alert => alert.Key.Rule == "LYM-001");

    private AlertState Notice => _patient.Picture.Alerts.Single(alert => alert.Key.Rule == CorrectionNotices.Rule);

    [Fact]
    public void It_says_so_keeps_its_history_and_stays_with_who_took_it_up()
    {
        TakeBack(3);
        Assert.Equal(
            (Condition.Withdrawn, Handling.Acknowledged, "ana"), (Swelling.Condition, Swelling.Handling, Swelling.AcknowledgedBy));
        Assert.Equal(
            ["alert-raised.v1", "alert-acknowledged.v1", "alert-withdrawn.v1"],
            _patient.Log.Where(e => e.Data is AlertEvent one && one.Alert.Id == Swelling.Id).Select(e => e.Type));
    }

    [Fact]
    public void A_notice_says_that_somebody_may_have_been_called_for_nothing()
    {
        TakeBack(3);
        Assert.Equal(
            (Severity.Info, Condition.Active, Handling.New, Swelling.Id.ToString("D")),
            (Notice.Severity, Notice.Condition, Notice.Handling, Notice.Key.Extra));
        Assert.Equal(Swelling.Evidence, Notice.Evidence);
        Assert.Contains("since corrected", Notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_cleared_by_who_reads_it_and_lapses_when_nobody_does()
    {
        TakeBack(3);
        AlertState notice = Notice;
        Assert.Equal(
            ["alert-acknowledged.v1", "alert-cleared.v1"],
            _patient.Do(view => HandleAlert.Acknowledge(view, notice.Id, notice.Version, "ana")).Select(e => e.Type));
        _patient.TimeIsKept(Given.Day(230));
        Assert.Equal((Condition.Cleared, Handling.Resolved), (Notice.Condition, Notice.Handling));
    }

    [Fact]
    public void What_follows_for_other_facts_leaves_it_alone()
    {
        TakeBack(3);
        Assert.DoesNotContain(
            _patient.AcceptTwice(Given.Arms(4, 199, 2010)), e => e.Data is AlertEvent { Alert.Key.Rule: CorrectionNotices.Rule });
    }

    [Fact]
    public void When_the_value_was_right_after_all_the_notice_is_withdrawn_in_turn()
    {
        TakeBack(3);
        _patient.AcceptTwice(Given.Arms(4, 200, 2220, record: "wrong", version: 2));
        Assert.Equal((Condition.Active, Condition.Withdrawn), (Swelling.Condition, Notice.Condition));
        _patient.AcceptTwice(new RecordTakenBack(Given.Origin(5, 200, record: "wrong", version: 2)));
        Assert.Equal((Condition.Withdrawn, Condition.Active), (Swelling.Condition, Notice.Condition));
    }

    [Fact]
    public void Nobody_is_called_for_what_is_only_watched_so_there_is_no_notice_of_it()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Third);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2112, record: "wrong", version: 1));
        patient.AcceptTwice(new RecordTakenBack(Given.Origin(3, 200, record: "wrong", version: 1)));
        Assert.DoesNotContain(patient.Picture.Alerts, alert => alert.Key.Rule == CorrectionNotices.Rule);
    }

    [Fact]
    public void Rule_sets_of_before_know_of_no_notice()
    {
        _patient.RuleSet = RuleSet.Second;
        TakeBack(3);
        Assert.DoesNotContain(_patient.Picture.Alerts, alert => alert.Key.Rule == CorrectionNotices.Rule);
    }

    private void TakeBack(int n) => _patient.AcceptTwice(new RecordTakenBack(Given.Origin(n, 200, record: "wrong", version: 1)));
}
