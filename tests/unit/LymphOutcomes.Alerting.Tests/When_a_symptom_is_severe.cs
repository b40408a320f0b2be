using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Intake.V1;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-011.</summary>
public sealed class When_a_symptom_is_severe
{
    [Theory]
    [InlineData(6, null)]
    [InlineData(7, "call_provider")]
    public void Seven_calls_and_six_does_not(int score, string? severity) =>
        Assert.Equal(severity, SeverityBy(SevereSymptom.Id, Scored(1, 0, score)));

    [Fact]
    public void What_is_usual_for_a_patient_does_not_call()
    {
        PatientFact[] usual = [Scored(1, 0, 7), Scored(2, 1, 7), Scored(3, 2, 7)];
        Assert.Equal(1, Assert.Single(JudgedBy(SevereSymptom.Id, usual)).Trail.Count);
        Assert.Equal(2, Assert.Single(JudgedBy(SevereSymptom.Id, [.. usual, Scored(4, 3, 8)])).Trail.Count);
        // After two low ones the median of 7, 6 and 6 is 6.
        Assert.Equal(2, JudgedBy(SevereSymptom.Id, [.. usual, Scored(4, 3, 6), Scored(5, 4, 6), Scored(6, 5, 7)]).Count);
    }

    [Fact]
    public void Two_scores_in_a_row_below_seven_end_it()
    {
        PatientFact[] severe = [Scored(1, 0, 8), Scored(2, 1, 6)];
        Assert.True(Assert.Single(JudgedBy(SevereSymptom.Id, severe)).IsLive);
        Assert.True(Assert.Single(JudgedBy(SevereSymptom.Id, [.. severe, Scored(3, 2, 7), Scored(4, 3, 6)])).IsLive);
        Assert.Equal(Given.Fact(3), Assert.Single(JudgedBy(SevereSymptom.Id, [.. severe, Scored(3, 2, 6)])).End?.By);
    }

    [Fact]
    public void A_report_without_a_number_says_nothing_here() =>
        Assert.True(Assert.Single(JudgedBy(
            SevereSymptom.Id, Scored(1, 0, 8), Scored(2, 1, 6), Told(3, 2, "ARM_PAIN"), Told(4, 3, "ARM_PAIN"))).IsLive);

    [Fact]
    public void Signs_of_congestion_never_call_singly()
    {
        foreach (string code in SymptomCodes.Congestion)
            Assert.Empty(JudgedBy(SevereSymptom.Id, Given.Told(1, 0, code, 10)));
    }

    [Fact]
    public void It_says_which_symptom() =>
        Assert.Equal("Severe arm pain: 8 of 10.", Assert.Single(JudgedBy(SevereSymptom.Id, Scored(1, 0, 8))).Message);

    private static SymptomsTold Scored(int n, double day, int score) => Given.Told(n, day, "ARM_PAIN", score);
}
