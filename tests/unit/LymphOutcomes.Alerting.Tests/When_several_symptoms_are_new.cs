using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-013.</summary>
public sealed class When_several_symptoms_are_new
{
    [Fact]
    public void Three_different_ones_are_watched_and_two_are_not()
    {
        Assert.Null(SeverityBy(NewSymptoms.Id, Report(1, 0, "FATIGUE", "HEADACHE")));
        Assert.Equal("watch", SeverityBy(NewSymptoms.Id, Report(1, 0, "FATIGUE", "HEADACHE", "NAUSEA")));
        Assert.Null(SeverityBy(NewSymptoms.Id, Told(
            1, 0, Sign("ARM_PAIN", Side.Left, 5), Sign("ARM_PAIN", Side.Right, 5), Sign("FATIGUE", score: 5))));
    }

    [Fact]
    public void A_symptom_is_there_from_three_on()
    {
        Assert.Empty(JudgedBy(NewSymptoms.Id, Told(1, 0, Sign("A", score: 3), Sign("B", score: 3), Sign("C", score: 2))));
        Assert.Empty(JudgedBy(NewSymptoms.Id, Told(1, 0, Sign("A", score: 3), Sign("B", score: 3), Sign("C"))));
        Assert.Single(JudgedBy(NewSymptoms.Id, Told(1, 0, Sign("A", score: 3), Sign("B", score: 3), Sign("C", score: 3))));
    }

    [Theory]
    [InlineData(29.999, 1)]
    [InlineData(30, 0)]
    public void They_come_within_thirty_days(double day, int episodes) =>
        Assert.Equal(episodes, JudgedBy(NewSymptoms.Id, Report(1, 0, "A", "B"), Report(2, day, "C")).Count);

    [Theory]
    [InlineData(120, 0)]
    [InlineData(120.001, 1)]
    public void What_was_there_in_the_ninety_days_before_is_not_new(double day, int episodes) =>
        Assert.Equal(episodes, JudgedBy(NewSymptoms.Id, Report(1, 0, "A"), Report(2, day, "A", "B", "C")).Count);

    [Fact]
    public void What_comes_back_becomes_new_again_only_when_both_windows_are_past()
    {
        // Day 119 lacks a day to be past day 0; told again on day 121, while it is still within 30 days, it is new.
        Assert.Empty(JudgedBy(NewSymptoms.Id, Report(1, 0, "A"), Report(2, 119, "A", "B", "C")));
        Assert.Single(JudgedBy(NewSymptoms.Id, Report(1, 0, "A"), Report(2, 119, "A", "B", "C"), Report(3, 121, "A")));
    }

    [Fact]
    public void It_ends_by_itself_when_fewer_than_three_are_new()
    {
        PatientFact[] facts = [Report(1, 0, "A"), Report(2, 10, "B", "C"), Report(3, 12, "D")];
        Assert.True(Assert.Single(JudgedBy(NewSymptoms.Id, facts)).IsLive);
        // D, B and C are new the longest, so the third of them ends it.
        Episode over = Assert.Single(JudgedBy(NewSymptoms.Id, [.. facts, Report(4, 45, "E")]));
        Assert.Equal((Given.Day(40), null), (over.End?.At, over.End?.By));
        Assert.Equal(Given.Day(40), Assert.Single(Rules.Judge(
            Given.Picture(facts), RuleSet.Third with { Active = [NewSymptoms.Id] }, Given.Day(40))).End?.At);
    }

    [Fact]
    public void A_long_history_of_daily_reports_is_remembered_in_few_words()
    {
        SymptomsTold[] daily = [.. Enumerable.Range(0, 200).Select(day => Report(day + 1, day, "A", "B", "C", "D"))];
        RuleSet rules = RuleSet.Third;
        Judgement judged = Rules.GoOn(Judgement.Nothing, PatientSeries.Of(Given.Picture(daily), rules), rules);
        Assert.True(judged.Progress.Single(progress => progress.Key.Rule == NewSymptoms.Id).Earlier.Count <= 12);
        Assert.Equal(30, judged.Ended.Single(episode => episode.Key.Rule == NewSymptoms.Id).Trail.Count);
    }

    [Fact]
    public void It_names_them() => Assert.Equal(
        "Several new symptoms together (fatigue, headache, nausea). Arrange a measurement.",
        Assert.Single(JudgedBy(NewSymptoms.Id, Report(1, 0, "HEADACHE", "NAUSEA", "FATIGUE"))).Message);

    private static SymptomsTold Report(int n, double day, params string[] codes) =>
        Told(n, day, [.. codes.Select(code => Sign(code, score: 4))]);
}
