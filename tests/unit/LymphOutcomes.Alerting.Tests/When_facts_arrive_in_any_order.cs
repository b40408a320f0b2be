using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Late, doubled, corrected and retracted: the same set of facts ends in the same trajectory and the same alert.</summary>
public sealed class When_facts_arrive_in_any_order
{
    private static readonly DateTimeOffset Now = Given.Day(320);

    [Fact]
    public void Five_hundred_shuffles_in_batches_of_any_size_end_the_same()
    {
        // A fixed seed: a failure must be there again on the next run.
        Random random = new(20261122);
        PatientFact[] history = History();
        string expected = Outcome(history.Select(fact => new[] { fact }));
        for (int shuffle = 0; shuffle < 500; shuffle++)
        {
            PatientFact[] facts = [.. history, .. random.GetItems(history, 3)];
            random.Shuffle(facts);
            Assert.Equal(expected, Outcome(facts.Chunk(random.Next(1, facts.Length + 1))));
        }
    }

    [Fact]
    public void A_wrong_value_raises_and_its_correction_withdraws()
    {
        PatientStream patient = new(Now);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2020), Given.Arms(3, 130, 2390, record: "m3", version: 1));
        Assert.Equal(Condition.Active, patient.Alert.Condition);
        patient.AcceptTwice(Given.Arms(4, 130, 2090, record: "m3", version: 2));
        Assert.Equal((Condition.Withdrawn, Handling.New), (patient.Alert.Condition, patient.Alert.Handling));
    }

    [Fact]
    public void A_retraction_that_arrives_before_its_record_still_takes_it_back()
    {
        PatientStream patient = new(Now);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2020));
        patient.AcceptTwice(new RecordTakenBack(Given.Origin(5, 131, record: "m3", version: 1)));
        patient.AcceptTwice(Given.Arms(3, 130, 2390, record: "m3", version: 1));
        Assert.Empty(patient.Picture.Alerts);
    }

    [Fact]
    public void A_version_after_the_retraction_counts_again()
    {
        PatientStream patient = new(Now);
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0),
            Given.Arms(1, 0, 2000),
            Given.Arms(3, 130, 2390, record: "m3", version: 1),
            new RecordTakenBack(Given.Origin(5, 131, record: "m3", version: 2)),
            Given.Arms(6, 130, 2280, record: "m3", version: 3));
        Assert.Equal(14.0, patient.Alert.PeakValue, 9);
    }

    private static PatientFact[] History() =>
    [
        Given.LeftArmAtRisk(0),
        Given.Arms(1, -3, 2020),
        Given.Arms(2, 100, 2060),
        Given.Arms(3, 130, 2390, record: "m3", version: 1),
        Given.Arms(4, 130, 2250, record: "m3", version: 2),
        Given.Arms(5, 160, 2330),
        Given.Arms(6, 165, 1700, record: "m6", version: 1),
        new RecordTakenBack(Given.Origin(7, 166, record: "m6", version: 2)),
        Given.Arms(8, 190, 2100),
        Given.Arms(9, 220, 2090),
        Given.Arms(10, 300, 2260),
        new SessionGiven(Given.Origin(11, 210), 45, "therapist"),
    ];

    // The number in the log says when staff could know, which is not compared.
    private static object Comparable(Episode episode) => new
    {
        episode.Key,
        Evidence = episode.Trail.Kept.Select(evidence => evidence with { Seq = 0 }),
        episode.Trail.Count,
        episode.Trail.Severity,
        episode.Numbers,
        episode.Message,
        episode.End,
    };

    // Compared: trajectory, episodes, and the alert's evidence, numbers and condition. Not compared: ids and times of raising.
    private static string Outcome(IEnumerable<PatientFact[]> batches)
    {
        PatientStream patient = new(Now);
        foreach (PatientFact[] batch in batches)
            patient.Accept(batch);
        return JsonSerializer.Serialize(
            new
            {
                trajectory = TrajectoryEndpoint.Of(Guid.Empty, patient.Whole, patient.RuleSet, Now),
                episodes = Rules.Judge(patient.Whole, patient.RuleSet, Now).Select(Comparable),
                alerts = patient.Picture.Alerts
                    .Where(alert => alert.Condition == Condition.Active)
                    .Select(alert => new { alert.Key, alert.Condition, alert.Evidence, alert.Numbers, alert.Message, alert.PeakValue }),
            },
            AlertingEventTypes.Json);
    }
}
