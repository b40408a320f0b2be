using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The rules of treatment where a patient's older history is folded away, and with people at work.</summary>
public sealed class When_treatment_is_judged_in_a_stream
{
    private readonly PatientStream _patient = new(Given.Day(0), RuleSet.Third);

    [Fact]
    public void A_condition_that_becomes_known_later_makes_sessions_wrong_that_were_folded_away()
    {
        Sessions(1, 100);
        Assert.NotNull(_patient.Picture.Settled);
        Assert.Empty(Alerts(SessionDespiteCondition.Id));

        _patient.AcceptTwice(Over(301, 30, "cellulitis"), Found(302, 100, "cellulitis", onset: 25));

        Assert.Equal(
            Enumerable.Range(25, 5).Select(day => $"s{day}"),
            Alerts(SessionDespiteCondition.Id).Select(alert => alert.Key.Extra!).Order(StringComparer.Ordinal));
        Assert.All(Alerts(SessionDespiteCondition.Id), alert => Assert.Equal(
            (Severity.Urgent, Condition.Active, Handling.New), (alert.Severity, alert.Condition, alert.Handling)));
        Assert.True(_patient.HistoryReads > 0);
    }

    [Fact]
    public void An_alert_that_only_a_person_ends_outlives_what_is_kept_of_its_episode()
    {
        _patient.Accept(Found(300, -100, "heart-disease"));
        Sessions(1, 30);
        _patient.Accept(Cleared(301, 30.5, "heart-disease"));
        Sessions(31, 130);

        Assert.NotNull(_patient.Picture.Settled);
        Assert.Equal(30, Alerts(SessionDespiteCondition.Id).Count);
        Assert.All(Alerts(SessionDespiteCondition.Id), alert => Assert.Equal(
            (Severity.CallProvider, Condition.Active, Handling.New), (alert.Severity, alert.Condition, alert.Handling)));
        Assert.InRange(_patient.Picture.Settled!.Judgement.Ended.Count, 1, 16);

        // The condition was an error of the record: then each was based on a value since corrected.
        _patient.AcceptTwice(new RecordTakenBack(Given.Origin(303, 131, "record-300")));
        Assert.All(Alerts(SessionDespiteCondition.Id), alert => Assert.Equal(Condition.Withdrawn, alert.Condition));
    }

    [Fact]
    public void A_session_that_somebody_looked_into_stays_settled()
    {
        _patient.Accept(Found(300, -100, "heart-disease"));
        Sessions(1, 1);
        AlertState alert = Assert.Single(Alerts(SessionDespiteCondition.Id));
        _patient.Do(view => HandleAlert.Resolve(view, alert.Id, alert.Version, "ana", "called", view.LogSeq, note: null, _patient.RuleSet));
        _patient.Accept(Cleared(301, 1.5, "heart-disease"));
        Sessions(2, 90);

        Assert.Equal(Handling.Resolved, Assert.Single(Alerts(SessionDespiteCondition.Id)).Handling);
        // Another condition at that time is news nobody looked into.
        _patient.AcceptTwice(Found(302, 90, "dvt", onset: 1), Over(303, 1.6, "dvt"));
        Assert.Equal(
            (Handling.New, Severity.Urgent), Alerts(SessionDespiteCondition.Id).Select(now => (now.Handling, now.Severity)).Single());
    }

    [Fact]
    public void A_booking_is_watched_then_a_call_and_then_past()
    {
        _patient.AcceptTwice(Found(300, 0, "fever"), Booked(301, 0, startsOn: 10, record: "b"));
        Assert.Equal(Severity.Watch, Assert.Single(Alerts(PlannedDespiteCondition.Id)).Severity);
        // Timers wake it at both, whether or not another fact comes.
        Assert.Equal(
            [Given.Day(9), Given.Day(10)], Rules.MomentsAfter(_patient.Picture, _patient.RuleSet, _patient.Now).Order());

        _patient.Now = Given.Day(9.5);
        _patient.AcceptTwice(Given.Weight(302, 9.5, 70));
        Assert.Equal(Severity.CallProvider, Assert.Single(Alerts(PlannedDespiteCondition.Id)).Severity);

        _patient.Now = Given.Day(10);
        _patient.AcceptTwice(Given.Weight(303, 10, 70));
        AlertState past = Assert.Single(Alerts(PlannedDespiteCondition.Id));
        Assert.Equal((Condition.Cleared, Handling.New), (past.Condition, past.Handling));
    }

    [Fact]
    public void A_booking_that_is_past_when_it_becomes_known_is_no_news()
    {
        _patient.Now = Given.Day(20);
        _patient.AcceptTwice(Found(300, 0, "fever"), Booked(301, 0, startsOn: 10));
        Assert.Empty(Alerts(PlannedDespiteCondition.Id));
    }

    [Fact]
    public void An_older_version_of_a_restriction_still_holds_for_its_time_when_older_history_is_folded_away()
    {
        Sessions(1, 60);
        _patient.Accept(Restricted(300, 60.2, ["chest"], version: 1));
        _patient.Accept(SessionOn(301, 60.5, ["chest"]));
        _patient.Accept(Restricted(302, 61, [], version: 2));
        Sessions(62, 90);
        Assert.NotNull(_patient.Picture.Settled);
        Assert.Equal(Condition.Active, Assert.Single(Alerts(AreaOrConsent.Id)).Condition);
        Sessions(91, 200);
        Assert.Equal(Condition.Active, Assert.Single(Alerts(AreaOrConsent.Id)).Condition);
    }

    private static AreasRestricted Restricted(int n, double day, string[] areas, int version) =>
        new(Given.Origin(n, day, "r", version), areas, "cancerous-tissue");

    private void Sessions(int from, int to)
    {
        for (int day = from; day <= to; day++)
        {
            _patient.Now = Given.Day(day);
            _patient.Accept(Session(day, day, record: $"s{day}"));
        }
    }

    private List<AlertState> Alerts(string rule) => [.. _patient.Picture.Alerts.Where(alert => alert.Key.Rule == rule)];
}
