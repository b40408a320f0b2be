using System.Text.Json;
using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>A picture stays small, and says the same as the whole history would.</summary>
public sealed class When_a_history_grows_long
{
    [Fact]
    public void The_picture_holds_the_same_number_of_facts_after_a_thousand_as_after_a_hundred()
    {
        PatientStream patient = new(Given.Day(3_000));
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, -1, 2000));
        for (int n = 2; n < 1_000; n++)
        {
            patient.Accept(Given.Arms(n, n, 2000 + (n % 7)));
            // The context, the latest sittings, and those of two weeks before them; the starting size is remembered by itself.
            if (n >= 100)
            {
                const int least = 1 + Settling.SittingsKept + 14;
                Assert.InRange(patient.Picture.Facts.Count, least, least + Settling.SittingsGathered);
            }
        }

        Assert.Equal(0, patient.HistoryReads);
    }

    [Fact]
    public void An_episode_that_began_before_what_is_kept_goes_on_as_one()
    {
        PatientStream patient = new(Given.Day(300));
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000));
        for (int n = 0; n < 80; n++)
            patient.Accept(Given.Arms(2 + n, 200 + n, 2240 + (n == 3 ? 100 : 0)));
        Assert.Equal(
            (80, Given.Fact(2), Given.Fact(5)),
            (patient.Alert.Evidence.Count, patient.Alert.Evidence.First, patient.Alert.Evidence.Peak));
        Assert.Equal(0, patient.HistoryReads);
    }

    [Fact]
    public void A_late_fact_a_correction_and_a_retraction_of_something_old_are_judged_with_the_whole_history()
    {
        PatientStream patient = new(Given.Day(300));
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000));
        for (int n = 2; n < 100; n++)
            patient.Accept(Given.Arms(n, 100 + n, 2000));
        Assert.Empty(patient.Picture.Alerts);

        patient.AcceptTwice(Given.Arms(201, 99, 2240));
        Assert.Equal(Condition.Cleared, patient.Alert.Condition);
        patient.AcceptTwice(Given.Arms(202, 99, 2100, record: "record-201", version: 2));
        Assert.Equal(Condition.Withdrawn, patient.Alert.Condition);
        patient.AcceptTwice(new RecordTakenBack(Given.Origin(203, 290, record: "record-1", version: 1)));
        Assert.True(patient.HistoryReads >= 3);
    }

    [Fact]
    public void With_many_sessions_and_few_readings_a_correction_of_the_starting_size_still_counts()
    {
        PatientStream patient = new(Given.Day(300));
        patient.Accept(Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 3000, record: "first", version: 1));
        for (int n = 0; n < 80; n++)
            patient.Accept(new SessionGiven(Given.Origin(100 + n, 10 + n), 45, "therapist"));
        patient.Accept(Given.Arms(2, 200, 2400));
        Assert.NotNull(patient.Picture.Settled);
        Assert.Empty(patient.Picture.Alerts);

        patient.AcceptTwice(Given.Arms(3, 0, 2000, record: "first", version: 2));
        Assert.Equal(20.0, patient.Alert.PeakValue, 9);
    }

    [Fact]
    public void With_many_sessions_and_few_readings_an_earlier_reading_becomes_the_starting_size()
    {
        PatientStream patient = new(Given.Day(300));
        patient.Accept(Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 20, 2400));
        for (int n = 0; n < 80; n++)
            patient.Accept(new SessionGiven(Given.Origin(100 + n, 30 + n), 45, "therapist"));
        patient.Accept(Given.Arms(2, 200, 2420));
        Assert.Empty(patient.Picture.Alerts);

        patient.AcceptTwice(Given.Arms(3, 1, 2000));
        Assert.Equal(21.0, patient.Alert.PeakValue, 9);
    }

    [Fact]
    public void A_starting_size_stored_without_who_measured_gets_it_back_also_when_a_person_is_first()
    {
        PatientStream patient = new(Given.Day(300));
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000, rater: "t-1"), Given.Arms(2, 200, 2220, rater: "t-1"));
        for (int n = 3; n < 60; n++)
            patient.Accept(Given.Arms(n, 200 + n, 2220, rater: "t-1"));
        patient.ComesFromAnOlderProgram(stored => stored.Data is BaselineChanged { To: { } to } changed
            ? stored with { Data = changed with { To = to with { RaterId = null } } }
            : stored);

        patient.Do(view => HandleAlert.Acknowledge(view, patient.Alert.Id, version: 0, "ana"));
        Assert.Contains(
            patient.Accept(Given.Arms(60, 290, 2220, rater: "t-2")),
            stored => stored.Data is BaselineChanged { To.RaterId: "t-1" });
        Assert.NotNull(patient.Picture.Settled);
        Assert.Equal("t-1", Assert.Single(patient.Picture.Baselines).Baseline.RaterId);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Weighed_twice_a_day_a_patient_needs_no_look_at_the_whole_history(int daysBetweenReadings)
    {
        PatientStream patient = new(Given.Day(300), RuleSet.Second);
        PatientPicture whole = PatientPicture.Initial;
        long seq = 0;
        int next = 1;
        Accept(Given.LeftArmAtRisk(next++), OneArm(0, 2000), Given.Weight(next++, 0, 70));
        for (int day = 100; day < 240; day++)
        {
            Accept(Given.Weight(next++, day + 0.3, 70 + (day % 3)));
            Accept(Given.Weight(next++, day + 0.8, 71 - (day % 2)));
            if (day % daysBetweenReadings == 0)
                Accept(OneArm(day + 0.9, 2080 + (10 * (day % 13))));
        }

        Assert.NotNull(patient.Picture.Settled);
        Assert.Equal(0, patient.HistoryReads);
        Assert.Equal(
            Json(Rules.Judge(whole, RuleSet.Second, patient.Now).Where(episode => episode.IsLive)),
            Json(Rules.Judge(patient.Picture, RuleSet.Second, patient.Now).Where(episode => episode.IsLive)));

        LimbsMeasured OneArm(double day, double ml) => Given.Arms(next++, day, ml, rightMl: null);

        void Accept(params PatientFact[] facts)
        {
            patient.Accept(facts);
            whole = facts.Aggregate(whole, (picture, fact) => picture.With(++seq, fact));
        }
    }

    [Fact]
    public void A_weight_that_may_be_nearest_to_a_reading_folded_away_is_judged_with_the_whole_history()
    {
        PatientStream patient = new(Given.Day(300), RuleSet.Second);
        patient.Accept(Given.LeftArmAtRisk(1), Given.Arms(2, 0, 2000, rightMl: null), Given.Weight(3, 0, 70));
        for (int n = 0; n < 60; n++)
            patient.Accept(Given.Arms(10 + n, 100 + (2 * n), 2000, rightMl: null));
        DateTimeOffset until = patient.Picture.Settled!.Until;
        double lastInReach = (until - Given.DayZero).TotalDays + 14;
        Assert.Equal(0, patient.HistoryReads);

        patient.Accept(Given.Weight(100, lastInReach + 0.1, 70));
        Assert.Equal(0, patient.HistoryReads);
        patient.Accept(Given.Weight(101, lastInReach, 70));
        Assert.Equal(1, patient.HistoryReads);
    }

    [Fact]
    public void A_condition_of_the_days_that_are_kept_needs_no_look_at_the_whole_history_and_one_from_before_does()
    {
        PatientStream patient = new(Given.Day(300), RuleSet.Second);
        patient.Accept(Given.LeftArmAtRisk(1), Given.Arms(2, 0, 2000));
        for (int n = 0; n < 60; n++)
            patient.Accept(Given.Arms(10 + n, 100 + (2 * n), 2000));
        double until = (patient.Picture.Settled!.Until - Given.DayZero).TotalDays;

        patient.Accept(new ConditionFound(Given.Origin(100, until + 1), "cellulitis", Onset: null, [], IslStage: null));
        Assert.Equal(0, patient.HistoryReads);
        DateOnly before = DateOnly.FromDateTime(Given.Day(until).DateTime);
        patient.Accept(new ConditionFound(Given.Origin(101, until + 2), "dvt", before, [], IslStage: null));
        Assert.Equal(1, patient.HistoryReads);
        Assert.Equal(2, patient.Picture.Facts.Count(kept => kept.Fact is ConditionFound));
    }

    [Fact]
    public void Sessions_booked_far_ahead_leave_the_facts_of_today_where_they_are()
    {
        PatientStream patient = new(Given.Day(300), RuleSet.Second);
        patient.Accept(Given.LeftArmAtRisk(1), Given.Arms(2, 0, 2000));
        for (int n = 0; n < 120; n++)
            patient.Accept(new SessionBooked(Given.Origin(10 + n, 290), Given.Day(310 + (3 * n)), "therapist", Areas: null, Purpose: null));
        for (int n = 0; n < 20; n++)
            patient.Accept(Given.Arms(200 + n, 291 + (0.2 * n), 2000 + n));
        Assert.Equal(0, patient.HistoryReads);
    }

    [Fact]
    public void With_tape_weights_symptoms_and_alerts_of_every_kind_it_still_fits_a_snapshot()
    {
        PatientStream patient = new(Given.Day(1_000), RuleSet.Second);
        patient.Accept(Given.LeftArmAtRisk(0, surgeryDay: null, bothArms: true), Taped(1, 0, 0), Given.Weight(2, 0, 70));
        for (int n = 0; n < 200; n++)
        {
            patient.Accept(
                Taped(10 + (3 * n), 100 + (4 * n), n % 4),
                Given.Weight(11 + (3 * n), 100 + (4 * n) + 0.5, 70 + (n % 3)),
                Given.Told(12 + (3 * n), 100 + (4 * n), SymptomCodes.All[n % 2], n % 9));
        }

        // The stream itself refuses a snapshot of more than 64 KB.
        Assert.NotNull(patient.Picture.Settled);
        Assert.Equal(0, patient.HistoryReads);
        Assert.InRange(patient.Picture.Alerts.Select(alert => alert.Key.Rule).Distinct().Count(), 3, 5);

        static LimbsMeasured Taped(int n, double day, int swollen)
        {
            double[] girths = [.. Enumerable.Range(0, 16).Select(i => 16.3 + (0.9 * i) + (0.31 * swollen))];
            return Given.Arms(n, day, 2000) with { Left = Given.Tape(girths, 4), Right = Given.Tape(girths, 4), RaterId = "t-1" };
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Whatever_comes_the_alerts_are_those_of_a_patient_whose_history_is_never_folded_away(int seed)
    {
        Random random = new(seed);
        // A surgery now and then far into the history, so that the early time after it falls among what is folded away.
        PatientFact[] history = [.. History(random, surgeryDay: random.Next(2) == 0 ? 0 : 160, bothArms: random.Next(2) == 0)];
        PatientStream compact = new(Given.Day(400), RuleSet.Second);
        PatientPicture whole = PatientPicture.Initial;
        long seq = 0;
        foreach (PatientFact[] batch in history.Chunk(random.Next(1, 5)))
        {
            compact.Accept(batch);
            whole = batch.Aggregate(whole, (picture, fact) => picture.With(++seq, fact));
            if (random.Next(4) != 0)
                continue;
            IReadOnlyList<Episode> expected = Rules.Judge(whole, RuleSet.Second, compact.Now);
            IReadOnlyList<Episode> found = Rules.Judge(compact.Picture, RuleSet.Second, compact.Now);

            // The live ones of every key, and of those that are over the latest, as far as they are kept.
            Assert.Equal(Json(expected.Where(episode => episode.IsLive)), Json(found.Where(episode => episode.IsLive)));
            ILookup<AlertKey, Episode> expectedOf = expected.ToLookup(episode => episode.Key);
            foreach (IGrouping<AlertKey, Episode> same in found.GroupBy(episode => episode.Key))
                Assert.Equal(Json(expectedOf[same.Key].TakeLast(same.Count())), Json(same));
        }

        Assert.NotNull(compact.Picture.Settled);
        Assert.Equal(
            Rules.Judge(whole, RuleSet.Second, compact.Now)
                .Where(episode => episode.IsLive)
                .Select(episode => $"{episode.Key} {string.Join(' ', EvidenceTrail.Of(episode.Trail).Kept)}").Order(),
            compact.Picture.Alerts
                .Where(alert => alert.Condition == Condition.Active)
                .Select(alert => $"{alert.Key} {string.Join(' ', alert.Evidence.Kept)}").Order());
    }

    [Fact]
    public void What_was_settled_while_one_rule_ran_serves_all_five_when_they_are_switched_on()
    {
        PatientStream patient = new(Given.Day(285), RuleSet.First);
        patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000));
        for (int n = 2; n < 60; n++)
            patient.Accept(Given.Arms(n, 200 + n, 2120 + (n % 3)));
        Assert.Empty(patient.Picture.Alerts);

        patient.RuleSet = RuleSet.Second;
        patient.Accept(Given.Arms(60, 280, 2120));
        Assert.Equal(
            (LowVolume.Id, 59, Severity.CallProvider),
            (patient.Alert.Key.Rule, patient.Alert.Evidence.Count, patient.Alert.Severity));
        Assert.Equal(0, patient.HistoryReads);

        // Switched back, what it raised stays as it is: a rule that is not asked says nothing.
        patient.RuleSet = RuleSet.First;
        patient.Accept(Given.Arms(61, 281, 2000), Given.Arms(62, 282, 2000));
        Assert.Equal((Condition.Active, Handling.New), (patient.Alert.Condition, patient.Alert.Handling));
    }

    private static string Json(IEnumerable<Episode> episodes) => JsonSerializer.Serialize(
        episodes.Select(episode => new
        {
            episode.Key,
            Evidence = episode.Trail.Kept.Select(evidence => evidence.Fact),
            episode.Trail.Count,
            episode.Trail.Severity,
            episode.Numbers,
            episode.Message,
            episode.End,
        }),
        AlertingEventTypes.Json);

    // Mostly in order; now and then late, corrected or taken back, near and far.
    private static IEnumerable<PatientFact> History(Random random, int surgeryDay, bool bothArms)
    {
        yield return Given.LeftArmAtRisk(0, surgeryDay, bothArms);
        yield return Given.Arms(1, -1, 2000);
        for (int n = 2; n < 220; n++)
        {
            double day = 100 + n;
            // Long spells of swelling, so that one begins before what is kept and ends after it.
            double ml = (n / 45 % 3) switch { 0 => 2010, 1 => 2240, _ => 2110 } + random.Next(-60, 60);
            int old = random.Next(2, n + 1);
            yield return random.Next(26) switch
            {
                0 => Given.Arms(n, 99 - random.NextDouble(), ml),
                // Now and then the starting size itself is corrected, or turns out to have been read earlier or later.
                1 => Given.Arms(n, -1, 2000 + random.Next(-30, 30), record: "record-1", version: n),
                2 => Given.Arms(n, -2 + (2 * random.NextDouble()), 2000 + random.Next(-30, 30)),
                3 when old < n => Given.Arms(n, 100 + old, ml, record: $"record-{old}", version: n),
                4 when old < n => new RecordTakenBack(Given.Origin(n, day, record: $"record-{old}", version: n)),
                5 or 6 => new SessionGiven(Given.Origin(n, day), 45, "therapist"),
                7 or 8 or 9 => Given.Weight(n, day + random.Next(-20, 1), random.Next(68, 73)),
                10 => Given.Weight(n, random.Next(-20, 20), random.Next(68, 73)),
                11 when old < n => new PatientWeighed(Given.Origin(n, 100 + old, record: $"record-{old}", version: n), 70),
                12 or 13 or 14 => Told(day),
                15 => Told(100 + old),
                16 => Given.Arms(n, day, ml, rightMl: null, rater: "t-2"),
                17 when old < n => Told(100 + old, record: $"record-{old}", version: n),
                _ => Given.Arms(n, day, ml, rater: random.Next(4) == 0 ? "t-1" : null),
            };

            SymptomsTold Told(double when, string? record = null, int? version = null) => Given.Told(
                n,
                when,
                random.Next(3) == 0 ? SymptomCodes.ArmSwelling : SymptomCodes.BellyPuffiness,
                random.Next(4) == 0 ? null : random.Next(0, 8),
                random.Next(6) == 0 ? SinceLast.Worse : SinceLast.Same,
                random.Next(2) == 0 ? Side.Left : null,
                record,
                version);
        }
    }
}
