using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>A judge that cannot say "lost" proves nothing: each fault is planted once and must be seen.</summary>
public sealed class When_the_judge_counts
{
    private static readonly Story Story = new("judged", new Random(1));
    private readonly List<LedgerLine> _ledger = [];
    private readonly List<LogFact> _intake = [];
    private readonly List<LogFact> _sessions = [];
    private readonly List<LogFact> _alerting = [];
    private readonly List<RaisedAlert> _raised = [];
    private int _ids;

    public When_the_judge_counts()
    {
        foreach (PlannedFact fact in (PlannedFact[])[.. Story.Patient(0, swells: true), .. Story.Patient(1, swells: false)])
            Live(fact);
        _raised.Add(new(Story.SubjectOf(0), "LYM-001", 4));
    }

    [Fact]
    public void What_is_all_there_once_passes()
    {
        Verdict verdict = Count();

        Assert.True(verdict.IsPass, verdict.ToString());
        Assert.Equal((28, 28, 28, 26, 26, 1),
            (verdict.Attempted, verdict.Acknowledged, verdict.Stored, verdict.Published, verdict.Judged, verdict.Alerts));
    }

    [Fact]
    public void An_acknowledged_fact_that_is_not_stored_is_lost()
    {
        _intake.RemoveAll(fact => fact.Type == "patient-details.v1" && fact.Subject == Story.SubjectOf(1));
        Seen(verdict => verdict.Lost, 1);
    }

    [Fact]
    public void An_attempt_nobody_acknowledged_may_be_missing()
    {
        PlannedFact silent = Story.Reading(1, 30, isSwollen: false);
        _ledger.Add(Attempt(silent));
        _ledger.Add(new("no-answer", silent.Delivery.Id, "http"));
        Assert.True(Count().IsPass);
    }

    [Fact]
    public void A_confirm_of_the_broker_is_a_promise_too()
    {
        PlannedFact confirmed = Story.Reading(1, 30, isSwollen: false);
        _ledger.Add(Attempt(confirmed));
        _ledger.Add(new("receipt", confirmed.Delivery.Id, "amqp", Status: "confirmed"));
        Seen(verdict => verdict.Lost, 1);
    }

    [Fact]
    public void A_fact_stored_twice_is_doubled()
    {
        _intake.Add(_intake[^1] with { Id = NewId() });
        Seen(verdict => verdict.Duplicated, 1);
    }

    [Fact]
    public void A_session_recorded_twice_is_doubled()
    {
        _sessions.Add(_sessions[0] with { Id = NewId() });
        Seen(verdict => verdict.Duplicated, 1);
    }

    [Fact]
    public void A_fact_judged_twice_is_doubled()
    {
        _alerting.Add(_alerting[0] with { Id = NewId() });
        Seen(verdict => verdict.Duplicated, 1);
    }

    [Fact]
    public void A_fact_nobody_sent_is_unexpected()
    {
        _intake.Add(_intake[0] with { Id = NewId(), EffectiveTime = _intake[0].EffectiveTime.AddHours(1), Type = "patient-details.v1" });
        Seen(verdict => verdict.Unexpected, 1);
    }

    [Fact]
    public void A_good_fact_that_was_refused_is_unexpected()
    {
        _ledger.Add(new("receipt", _ledger[0].Id, "http", Status: "quarantined"));
        Seen(verdict => verdict.Unexpected, 1);
    }

    [Fact]
    public void A_fact_that_alerting_has_and_intake_has_not_is_unexpected()
    {
        _alerting.Add(_alerting[0] with { Id = NewId(), EffectiveTime = _alerting[0].EffectiveTime.AddHours(1) });
        Seen(verdict => verdict.Unexpected, 1);
    }

    [Fact]
    public void A_stored_fact_that_alerting_never_got_is_unjudged()
    {
        _alerting.RemoveAt(0);
        Seen(verdict => verdict.Unjudged, 1);
    }

    [Fact]
    public void A_session_that_went_past_sessions_is_unjudged()
    {
        _sessions.RemoveAt(0);
        Seen(verdict => verdict.Unjudged, 1);
    }

    [Fact]
    public void A_missing_alert_is_seen()
    {
        _raised.Clear();
        Seen(verdict => verdict.AlertsWrong, 1);
    }

    [Fact]
    public void An_alert_raised_twice_is_seen()
    {
        _raised.Add(_raised[0]);
        Seen(verdict => verdict.AlertsWrong, 1);
    }

    [Fact]
    public void An_alert_that_rests_on_too_little_is_seen()
    {
        _raised[0] = _raised[0] with { EvidenceCount = 3 };
        Seen(verdict => verdict.AlertsWrong, 1);
    }

    [Fact]
    public void An_alert_for_somebody_who_is_well_is_seen()
    {
        _raised.Add(new(Story.SubjectOf(1), "LYM-001", 1));
        Seen(verdict => verdict.AlertsWrong, 1);
    }

    [Fact]
    public void Nothing_at_all_is_no_pass() => Assert.False(Judge.Count([], new([], [], [], [])).IsPass);

    [Fact]
    public void The_ledger_is_on_disk_before_anything_is_sent()
    {
        string path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}.jsonl");
        PlannedFact fact = Story.Reading(2, 1, isSwollen: true);
        using (Ledger ledger = new(path))
        {
            ledger.Attempt("http", [fact]);
            Assert.Equal([Attempt(fact)], Ledger.Read(path));
            Assert.Equal((1, 0), (ledger.Unacknowledged("http"), ledger.Unacknowledged("amqp")));
            ledger.Answered("http", [(fact.Delivery.Id, "stored")]);
            Assert.Equal(0, ledger.Unacknowledged());
        }

        Assert.Equal(["attempt", "receipt"], Ledger.Read(path).Select(line => line.What));
        File.Delete(path);
    }

    private static LedgerLine Attempt(PlannedFact fact) => new(
        "attempt", fact.Delivery.Id, "http", fact.Delivery.Subject, fact.Delivery.Time, fact.Role);

    private void Live(PlannedFact fact)
    {
        _ledger.Add(Attempt(fact));
        _ledger.Add(new("receipt", fact.Delivery.Id, "http", Status: "stored"));
        LogFact stored = new(NewId(), fact.Delivery.Subject, fact.Delivery.Time, fact.Delivery.Type["lymph.".Length..]);
        _intake.Add(stored);
        if (fact.Role == FactRole.Session)
            _sessions.Add(stored);
        if (fact.Role != FactRole.Details)
            _alerting.Add(fact.Role == FactRole.Session ? stored with { Id = NewId() } : stored);
    }

    private void Seen(Func<Verdict, int> count, int expected)
    {
        Verdict verdict = Count();
        Assert.Equal(expected, count(verdict));
        Assert.False(verdict.IsPass);
    }

    private Verdict Count() => Judge.Count(_ledger, new(_intake, _sessions, _alerting, _raised));

    private Guid NewId() => new(++_ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
