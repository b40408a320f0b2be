using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.ExplainingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Late, doubled, corrected and retracted: the same set of facts ends in the same trajectory and the same alert.</summary>
public sealed class When_facts_arrive_in_any_order
{
    internal static readonly DateTimeOffset Now = Given.Day(320);

    public static TheoryData<int> RuleSets => [.. RuleSet.All.Select(rules => rules.Version)];

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void Five_hundred_shuffles_in_batches_of_any_size_end_the_same(int version)
    {
        RuleSet rules = RuleSet.All.Single(known => known.Version == version);
        // A fixed seed: a failure must be there again on the next run.
        Random random = new(20261122);
        PatientFact[] history = History();
        string expected = Outcome(rules, history.Select(fact => new[] { fact }));
        for (int shuffle = 0; shuffle < 500; shuffle++)
        {
            PatientFact[] facts = [.. history, .. random.GetItems(history, 3)];
            random.Shuffle(facts);
            Assert.Equal(expected, Outcome(rules, facts.Chunk(random.Next(1, facts.Length + 1))));
        }
    }

    [Fact]
    public void The_history_they_are_tried_on_makes_every_rule_speak() => Assert.Equal(
        Rules.Ids.Remove(CorrectionNotices.Rule).Order(),
        Rules.Judge(Given.Picture(History()), RuleSet.Third, Now).Select(episode => episode.Key.Rule).Distinct().Order());

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

    /// <summary>A patient of whom every rule has something to say.</summary>
    internal static PatientFact[] History() =>
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
        // Early swelling, borderline, a first and a second low-volume point.
        Given.Arms(12, 40, 2110),
        Given.Arms(13, 240, 2100, rater: "t-1"),
        Given.Arms(14, 270, 2160, rater: "t-2"),
        Given.Arms(15, 285, 2170, record: "m15", version: 1),
        Given.Arms(16, 285, 2165, record: "m15", version: 2),
        // Without the other arm, so that weight decides; one weight is corrected, one taken back.
        Given.Arms(17, 290, 2220, rightMl: null),
        Given.Weight(18, -4, 70),
        new PatientWeighed(Given.Origin(19, 289, "w1", 1), 80),
        new PatientWeighed(Given.Origin(20, 289, "w1", 2), 71),
        new PatientWeighed(Given.Origin(21, 290, "w2", 1), 60),
        new RecordTakenBack(Given.Origin(22, 291, "w2", 1)),
        Given.Told(23, 100, SymptomCodes.ArmSwelling, 2, side: Side.Left),
        Given.Told(24, 130, SymptomCodes.ArmSwelling, 3, side: Side.Left),
        Given.Told(25, 160, SymptomCodes.ArmSwelling, 6, side: Side.Left, record: "s1", version: 1),
        Given.Told(26, 160, SymptomCodes.ArmSwelling, 5, side: Side.Left, record: "s1", version: 2),
        Given.Told(27, 200, SymptomCodes.BellyPuffiness, null, SinceLast.Worse),
        Given.Told(28, 310, SymptomCodes.ArmSwelling, 2, side: Side.Left),
        // By tape for a while: inches, a slip of the pen, the same once more; and a swap that was corrected.
        Given.Taped(29, 70),
        Given.Taped(30, 75, 1 / 2.54, 1 / 2.54),
        Given.Taped(31, 80, 1.02) with { Right = Given.Tape([16, 24, 24, 25], stepCm: 4) },
        Given.Taped(32, 85, 1.03),
        Given.Taped(33, 85.001, 1.03),
        Given.Arms(34, 297, 2000, 2500, record: "m34", version: 1),
        Given.Arms(35, 297, 2250, 2000, record: "m34", version: 2),
        .. GivenSigns.History(100),
        .. Treatment.History(200),
        // Eight points more within five days; a leg that nobody measured before; five kilograms in eleven days; a visit that came late.
        Given.Arms(60, 295, 2100),
        Given.Legs(61, 200, 8600),
        Given.Weight(62, 300, 76),
        Given.Arms(63, -150, 2020),
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
    private static string Outcome(RuleSet rules, IEnumerable<PatientFact[]> batches)
    {
        // Every rule speaks, and nobody takes any of some fifty alerts out of the queue: more than a snapshot holds.
        PatientStream patient = new(Now, rules) { SnapshotMax = 96 * 1024 };
        foreach (PatientFact[] batch in batches)
            patient.Accept(batch);
        return Outcome(patient.Whole, rules, patient.Picture.Alerts);
    }

    /// <summary>What is compared byte for byte.</summary>
    internal static string Outcome(PatientPicture whole, RuleSet rules, IEnumerable<AlertState> alerts) => JsonSerializer.Serialize(
        new
        {
            trajectory = TrajectoryEndpoint.Of(Guid.Empty, whole, rules, Now),
            episodes = Rules.Judge(whole, rules, Now).Select(Comparable),
            alerts = alerts
                // That a value was corrected after it was told depends on when it came: that is what the notice says.
                .Where(alert => alert.Condition == Condition.Active && alert.Key.Rule != CorrectionNotices.Rule)
                .OrderBy(alert => alert.Key.ToString(), StringComparer.Ordinal)
                .Select(alert => new
                {
                    alert.Key,
                    alert.Condition,
                    alert.Evidence,
                    alert.Numbers,
                    alert.Message,
                    alert.PeakValue,
                    Why = Explainer.Of(whole, alert, rules) with { Alert = Guid.Empty },
                }),
        },
        AlertingEventTypes.Json);
}
