using System.Text.Json;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-012.</summary>
public sealed class When_a_questionnaire_is_scored
{
    [Fact]
    public void The_worked_numbers_come_out()
    {
        (JsonElement input, JsonElement expected) = Vector("V40");
        double start = input.GetProperty("base").GetDouble();
        Assert.Equal(
            Severities(expected),
            input.GetProperty("now").EnumerateArray()
                .Select(now => SeverityBy(QuestionnaireWorse.Id, Score(1, 0, start), Score(2, 60, now.GetDouble()))));
    }

    [Theory]
    [InlineData("lymph-icf-ul", 9)]
    [InlineData("lymph-icf-ll", 9)]
    [InlineData("promis-fatigue", 5)]
    [InlineData("promis-pain-interference", 6)]
    public void Each_instrument_has_its_own_limit_and_is_only_watched(string instrument, double limit)
    {
        Assert.Null(SeverityBy(QuestionnaireWorse.Id, Score(1, 0, 40, instrument), Score(2, 60, 40 + limit - 0.001, instrument)));
        Assert.Equal("watch", SeverityBy(QuestionnaireWorse.Id, Score(1, 0, 40, instrument), Score(2, 60, 40 + limit, instrument)));
        Assert.Equal("watch", SeverityBy(QuestionnaireWorse.Id, Score(1, 0, 40, instrument), Score(2, 60, 90, instrument)));
    }

    [Fact]
    public void An_instrument_without_a_published_limit_has_no_alert() => Assert.Empty(JudgedBy(
        QuestionnaireWorse.Id, Score(1, 0, 1, "lymqol-arm"), Score(2, 60, 99, "lymqol-arm"), Score(3, 0, 50, "promis-physical-function")));

    [Theory]
    [InlineData(33.636, false)]
    [InlineData(33.635, true)]
    public void It_ends_back_within_half_the_limit(double score, bool ends)
    {
        Episode episode = Assert.Single(JudgedBy(QuestionnaireWorse.Id, Score(1, 0, 30), Score(2, 60, 38), Score(3, 90, score)));
        Assert.Equal(ends ? Given.Fact(3) : null, episode.End?.By);
    }

    [Fact]
    public void What_treatment_had_improved_may_be_lost_again()
    {
        Assert.Single(JudgedBy(QuestionnaireWorse.Id, Score(1, 0, 50), Score(2, 60, 30), Score(3, 90, 37.5)));
        // A slow rise is seen against the first score.
        Assert.Single(JudgedBy(QuestionnaireWorse.Id, Score(1, 0, 30), Score(2, 60, 35), Score(3, 90, 38)));
    }

    [Fact]
    public void While_it_lasts_it_is_compared_with_the_same_score()
    {
        Episode episode = Assert.Single(JudgedBy(
            QuestionnaireWorse.Id, Score(1, 0, 50), Score(2, 60, 30), Score(3, 90, 38), Score(4, 120, 43)));
        Assert.Equal((2, 13.0), (episode.Trail.Count, episode.Trail.Last.Value));
        Assert.Equal(Severity.CallProvider, episode.Trail.Severity);
    }

    [Fact]
    public void Editions_and_sub_scales_are_not_mixed()
    {
        Assert.Empty(JudgedBy(QuestionnaireWorse.Id, Score(1, 0, 30, edition: "v1"), Score(2, 60, 60, edition: "v2")));
        Assert.Empty(JudgedBy(
            QuestionnaireWorse.Id, Score(1, 0, 10), new QuestionnaireAnswered(Given.Origin(2, 60), "llis", 60, "physical", Edition: null)));
        Assert.Single(JudgedBy(
            QuestionnaireWorse.Id, Score(1, 0, 10), new QuestionnaireAnswered(Given.Origin(2, 60), "llis", 60, "total", Edition: null)));
    }

    [Fact]
    public void It_is_about_the_instrument()
    {
        Episode episode = Assert.Single(JudgedBy(QuestionnaireWorse.Id, Score(1, 0, 30), Score(2, 60, 38)));
        Assert.Equal(new AlertKey("LYM-012", Limb: null, "llis"), episode.Key);
        Assert.StartsWith("Questionnaire score (llis) worsened by 8.0.", episode.Message, StringComparison.Ordinal);
    }
}
