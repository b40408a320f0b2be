using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

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
            patient.Accept(Given.Arms(n, n, 2000 + (n % 7)));
        // The context, and the latest measurements; the starting size is remembered by itself.
        Assert.Equal(1 + Settling.MeasurementsKept, patient.Picture.Facts.Count);
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
        for (int n = 0; n < 40; n++)
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
        for (int n = 0; n < 40; n++)
            patient.Accept(new SessionGiven(Given.Origin(100 + n, 30 + n), 45, "therapist"));
        patient.Accept(Given.Arms(2, 200, 2420));
        Assert.Empty(patient.Picture.Alerts);

        patient.AcceptTwice(Given.Arms(3, 1, 2000));
        Assert.Equal(21.0, patient.Alert.PeakValue, 9);
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
        PatientFact[] history = [.. History(random)];
        PatientStream compact = new(Given.Day(400));
        PatientPicture whole = PatientPicture.Initial;
        long seq = 0;
        foreach (PatientFact[] batch in history.Chunk(random.Next(1, 5)))
        {
            compact.Accept(batch);
            whole = batch.Aggregate(whole, (picture, fact) => picture.With(++seq, fact));
        }

        Assert.NotNull(compact.Picture.Settled);
        Assert.Equal(
            Json(Rules.Judge(whole, RuleSet.Standard).TakeLast(2)), Json(Rules.Judge(compact.Picture, RuleSet.Standard).TakeLast(2)));
        Assert.Equal(
            Rules.Judge(whole, RuleSet.Standard).Where(episode => episode.IsLive).Select(episode => EvidenceTrail.Of(episode.Trail)),
            compact.Picture.Alerts.Where(alert => alert.Condition == Condition.Active).Select(alert => alert.Evidence));
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
            episode.EndedBy,
        }),
        AlertingEventTypes.Json);

    // Mostly in order; now and then late, corrected or taken back, near and far.
    private static IEnumerable<PatientFact> History(Random random)
    {
        yield return Given.LeftArmAtRisk(0);
        yield return Given.Arms(1, -1, 2000);
        for (int n = 2; n < 150; n++)
        {
            double day = 100 + n;
            // Long spells of swelling, so that one begins before what is kept and ends after it.
            double ml = (n / 45 % 2 == 0 ? 2240 : 2010) + random.Next(-60, 60);
            int old = random.Next(2, n + 1);
            yield return random.Next(20) switch
            {
                0 => Given.Arms(n, 99 - random.NextDouble(), ml),
                // Now and then the starting size itself is corrected, or turns out to have been read earlier or later.
                1 => Given.Arms(n, -1, 2000 + random.Next(-30, 30), record: "record-1", version: n),
                2 => Given.Arms(n, -2 + (2 * random.NextDouble()), 2000 + random.Next(-30, 30)),
                3 when old < n => Given.Arms(n, 100 + old, ml, record: $"record-{old}", version: n),
                4 when old < n => new RecordTakenBack(Given.Origin(n, day, record: $"record-{old}", version: n)),
                5 or 6 or 7 => new SessionGiven(Given.Origin(n, day), 45, "therapist"),
                _ => Given.Arms(n, day, ml),
            };
        }
    }
}
