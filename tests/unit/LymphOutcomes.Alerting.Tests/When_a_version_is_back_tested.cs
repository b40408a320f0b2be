using LymphOutcomes.Alerting.BackTesting;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_version_is_back_tested
{
    private static readonly RuleSet Lower = RuleSet.First with
    {
        Version = 4,
        SwellingHigh = new() { TriggerPercent = 6, ClearPercent = 5 },
        LowVolume = new() { TriggerPercent = 3, BelowPercent = 6, ClearPercent = 3 },
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void It_tells_what_the_log_would_have_told_to_somebody_who_deals_with_all_that_is_over(int seed)
    {
        PatientStream live = new(Given.Day(100), RuleSet.Second);
        foreach (PatientFact[] facts in History(new(seed)).Chunk(1 + (seed % 3)))
        {
            live.Now = facts.Max(fact => fact.Origin.EffectiveTime).AddHours(seed % 40);
            live.Accept(facts);
            foreach (AlertState over in live.Picture.Alerts
                .Where(alert => alert.Condition != Condition.Active && alert.Handling != Handling.Resolved))
            {
                AlertState resolved = over with
                {
                    Handling = Handling.Resolved,
                    Version = over.Version + 1,
                    Resolution = new(live.Now, live.Log.Count, over.Condition == Condition.Withdrawn ? null : over.PeakValue),
                };
                live.Do(_ => new Decision.Append([new NewEvent(new AlertResolved(resolved, "ana", "called", Note: null))]));
            }
        }

        PatientRun run = new(RuleSet.Second);
        foreach (LoggedFacts group in GroupsOf(live.Log))
            run.Accept(group);

        Assert.Equal(
            live.Log.Where(one => one.Data is AlertRaised or AlertReopened)
                .Select(one => $"{((AlertEvent)one.Data!).Alert.Key} {((AlertEvent)one.Data).Alert.FirstEffective:O} {one.Timestamp:O}"),
            run.Raisings.Select(one => $"{one.Key} {one.FirstEffective:O} {one.ToldAt:O}"));
        Assert.NotEmpty(run.Raisings);
    }

    [Fact]
    public void Two_versions_are_compared_by_what_they_say_of_the_same_facts()
    {
        PatientComparison patient = new(RuleSet.First, Lower);
        Accept(patient, Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000));
        Accept(patient, Given.Arms(2, 200, 2140)); // 7 %: by the one alone
        Accept(patient, Given.Arms(3, 210, 2000), Given.Arms(4, 220, 2000));
        Accept(patient, Given.Arms(5, 400, 2140));
        Accept(patient, Given.Arms(6, 410, 2300)); // 15 %: by both, a visit later by the other
        ComparedRaisings told = patient.Compare();

        Assert.Equal((1, 2, 1, 0), (told.Against.Count, told.Candidate.Count, told.New.Count, told.Lost.Count));
        Assert.Equal(Given.Fact(2), Assert.Single(told.New[0].Evidence));
        Assert.Equal((7, TimeSpan.FromDays(411)), (patient.Facts, patient.Watched));
        Assert.Empty(patient.Compare(Given.Day(411)).Candidate);

        ComparisonTotals totals = new();
        totals.Add(patient, told);
        var rule = Assert.Single(totals.ToResult(isCut: false).Rules);
        Assert.Equal(("LYM-001", 1, 2, 1, 0), (rule.Rule, rule.Against, rule.Candidate, rule.New, rule.Lost));
        Assert.Equal(100 * 2 / (411 / (365.25 / 12)), rule.CandidatePer100Months!.Value, 9);
    }

    [Fact]
    public void A_version_against_itself_differs_in_nothing()
    {
        foreach (int seed in Enumerable.Range(1, 10))
        {
            PatientComparison patient = new(RuleSet.Third, RuleSet.Third with { Version = 9 });
            foreach (PatientFact fact in History(new(seed)))
                Accept(patient, fact);
            Assert.Empty(patient.Compare().New);
            Assert.Empty(patient.Compare().Lost);
        }
    }

    private static long s_seq;

    private static void Accept(PatientComparison patient, params PatientFact[] facts) => patient.Accept(new(
        facts.Max(fact => fact.Origin.EffectiveTime).AddHours(1),
        [.. facts.Select(fact => new AcceptedFact(Interlocked.Increment(ref s_seq), fact))]));

    private static IEnumerable<LoggedFacts> GroupsOf(IReadOnlyList<StoredEvent> log)
    {
        List<AcceptedFact> group = [];
        DateTimeOffset at = default;
        foreach (StoredEvent stored in log.Where(stored => stored.Data is PatientFact))
        {
            if (group.Count > 0 && (stored.SeqId != group[^1].Seq + 1 || stored.Timestamp != at))
            {
                yield return new(at, group);
                group = [];
            }

            at = stored.Timestamp;
            group.Add(new(stored.SeqId, (PatientFact)stored.Data!));
        }

        yield return new(at, group);
    }

    // Rises and falls, now and then late, corrected or taken back.
    private static IEnumerable<PatientFact> History(Random random)
    {
        yield return Given.LeftArmAtRisk(0, surgeryDay: 0);
        yield return Given.Arms(1, -1, 2000);
        for (int n = 2; n < 130; n++)
        {
            double day = 95 + (6 * n);
            double ml = (n / 12 % 3) switch { 0 => 2010, 1 => 2240, _ => 2120 } + random.Next(-50, 50);
            int old = random.Next(2, n + 1);
            yield return random.Next(20) switch
            {
                0 => Given.Arms(n, day - 40, ml),
                1 when old < n => Given.Arms(n, 95 + (6 * old), ml, record: $"record-{old}", version: n),
                2 when old < n => new RecordTakenBack(Given.Origin(n, day, record: $"record-{old}", version: n)),
                3 or 4 => Given.Weight(n, day, random.Next(68, 73)),
                5 or 6 => Given.Told(n, day, "ARM_SWELLING", random.Next(0, 8), SinceLast.Same, Clinical.Side.Left),
                _ => Given.Arms(n, day, ml),
            };
        }
    }
}
