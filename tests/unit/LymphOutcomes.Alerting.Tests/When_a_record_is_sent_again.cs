using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The same version with the same content, under another delivery id: an export of everything each night.</summary>
public sealed class When_a_record_is_sent_again
{
    private readonly PatientStream _patient = new(Given.Day(200), RuleSet.Third);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void It_is_no_news_of_an_alert_that_was_resolved(int id)
    {
        _patient.AcceptTwice(ChestPain(5, recordedDay: 200));
        _patient.Resolve();
        StoredEvent stored = Assert.Single(_patient.AcceptTwice(ChestPain(id, recordedDay: 201)));
        // It is in the log, so it counts as judged.
        Assert.Equal(Given.Fact(id), stored.Id);
        Assert.Equal((Handling.Resolved, Condition.Active), (_patient.Alert.Handling, _patient.Alert.Condition));
        Assert.Equal(Given.Fact(5), _patient.Alert.Evidence.First);
    }

    [Fact]
    public void The_first_that_was_stored_is_the_evidence_in_whatever_order_they_come() => Assert.All(
        new PatientFact[][]
        {
            [ChestPain(5, 200), ChestPain(1, 201), ChestPain(9, 202)],
            [ChestPain(9, 202), ChestPain(1, 201), ChestPain(5, 200)],
        },
        order => Assert.Equal(
            Given.Fact(5),
            Assert.Single(Rules.Judge(Given.Picture(order), RuleSet.Third, Given.Day(203))).Trail.First.Fact));

    [Fact]
    public void What_an_older_program_stored_was_first()
    {
        PatientFact old = ChestPain(1, 200);
        old = old with { Origin = old.Origin with { RecordedAt = null } };
        Assert.Equal(
            Given.Fact(1),
            Assert.Single(CurrentFacts.Of<SymptomsTold>(Given.Picture(ChestPain(9, 199), old))).Origin.Id);
    }

    private static PatientFact ChestPain(int id, double recordedDay)
    {
        PatientFact told = Given.Told(id, 199.5, "CHEST_PAIN", score: 5, record: "told", version: 1);
        return told with { Origin = told.Origin with { RecordedAt = Given.Day(recordedDay) } };
    }
}
