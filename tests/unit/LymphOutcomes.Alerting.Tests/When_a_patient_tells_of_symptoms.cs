using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-010.</summary>
public sealed class When_a_patient_tells_of_symptoms
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void A_first_report_calls_from_four_on(int score, int episodes) => Assert.Equal(episodes, Judged(Told(1, 0, score)).Count);

    [Fact]
    public void Worse_always_calls_whatever_the_number_and_without_one()
    {
        Assert.Single(Judged(Told(1, 0, 1, SinceLast.Worse)));
        Assert.Single(Judged(Told(1, 0, null, SinceLast.Worse)));
        Assert.Single(Judged(Told(1, 0, 5), Told(2, 1, 0, SinceLast.Worse)), episode => episode.IsLive);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void With_two_earlier_reports_their_mean_is_the_reference(int score, int episodes) =>
        Assert.Equal(episodes, Judged(Told(1, 0, 1), Told(2, 1, 2), Told(3, 2, score)).Count);

    [Fact]
    public void Only_the_last_three_reports_within_ninety_days_count()
    {
        // The median of all five would be 1.
        Assert.Empty(Judged(Told(1, 0, 0), Told(2, 1, 1), Told(3, 2, 1), Told(4, 3, 2), Told(5, 4, 2), Told(6, 5, 3)));
        // The report of day 0 is still within reach on day 90, and no more a moment later: then 3 is a first report.
        Assert.Single(Judged(Told(1, 0, 0), Told(2, 90, 2)));
        Assert.Empty(Judged(Told(1, 0, 0), Told(2, 90.001, 2)));
        Assert.Single(Judged(Told(1, 0, 3), Told(2, 90.001, 4)));
    }

    [Fact]
    public void It_ends_when_the_score_is_back_to_what_it_was_first_compared_with()
    {
        PatientFact[] rise = [Told(1, 0, 2), Told(2, 1, 5), Told(3, 2, 5), Told(4, 3, 5)];
        Assert.True(Assert.Single(Judged([.. rise, Told(5, 4, 3)])).IsLive);
        Assert.Equal(Given.Fact(5), Assert.Single(Judged([.. rise, Told(5, 4, 2)])).End?.By);
    }

    [Fact]
    public void After_a_first_report_it_ends_below_four() =>
        Assert.Equal(Given.Fact(2), Assert.Single(Judged(Told(1, 0, 6), Told(2, 1, 3))).End?.By);

    [Fact]
    public void After_a_first_report_below_four_that_was_called_worse_it_ends_at_that_score_and_not_above()
    {
        PatientFact[] first = [Told(1, 0, 2, SinceLast.Worse), Told(2, 1, 3)];
        Assert.True(Assert.Single(Judged(first)).IsLive);
        Assert.Equal(Given.Fact(3), Assert.Single(Judged([.. first, Told(3, 2, 2)])).End?.By);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void After_a_first_report_of_four_it_is_back_below_four(int score, bool isLive) => Assert.Equal(isLive, Assert.Single(
        Judged(
            Given.Told(1, 0, SymptomCodes.BellyPuffiness, 4, SinceLast.Unknown),
            Given.Told(2, 10, SymptomCodes.BellyPuffiness, score, SinceLast.Unknown))).IsLive);

    [Theory]
    [InlineData(SymptomCodes.BellyPuffiness, 1)]
    [InlineData(SymptomCodes.JointTightness, 1)]
    [InlineData(SymptomCodes.ArmSwelling, 1)]
    [InlineData(SymptomCodes.LegSwelling, 1)]
    [InlineData("FATIGUE", 0)]
    public void Four_symptoms_call_and_an_unspecific_one_alone_does_not(string code, int episodes) =>
        Assert.Equal(episodes, Given.JudgedBy(RuleSet.Second, Given.Told(1, 0, code, 9, SinceLast.Worse)).Count);

    [Fact]
    public void Each_symptom_and_side_has_its_own_history_and_alert()
    {
        PatientStream patient = new(Given.Day(1), RuleSet.Second);
        patient.AcceptTwice(
            Given.Told(1, 0, SymptomCodes.ArmSwelling, 5, side: Side.Left),
            Given.Told(2, 0, SymptomCodes.ArmSwelling, 5, side: Side.Right),
            Given.Told(3, 0, SymptomCodes.JointTightness, 5, side: Side.Right),
            Given.Told(4, 0, SymptomCodes.BellyPuffiness, 5));
        Assert.Equal(
            [
                new AlertKey(SymptomWorse.Id, Limb: null, SymptomCodes.BellyPuffiness),
                new AlertKey(SymptomWorse.Id, Limb: null, SymptomCodes.JointTightness, Side.Right),
                new AlertKey(SymptomWorse.Id, Given.LeftArm, SymptomCodes.ArmSwelling),
                new AlertKey(SymptomWorse.Id, new Limb(LimbSite.Arm, Side.Right), SymptomCodes.ArmSwelling),
            ],
            patient.Picture.Alerts.Select(alert => alert.Key).OrderBy(key => $"{key.Limb?.Side}{key.Extra}", StringComparer.Ordinal));
    }

    [Fact]
    public void Limbs_of_normal_size_silence_nothing()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Second);
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2000),
            Given.Told(3, 200, SymptomCodes.ArmSwelling, 6, side: Side.Left));
        Assert.Equal((SymptomWorse.Id, Severity.CallProvider), (patient.Alert.Key.Rule, patient.Alert.Severity));
    }

    [Fact]
    public void After_a_resolution_the_next_worse_brings_it_back_at_once()
    {
        PatientStream patient = new(Given.Day(0), RuleSet.Second);
        patient.AcceptTwice(Told(1, 0, 6, SinceLast.Worse));
        patient.Resolve();
        patient.Now = Given.Day(1);
        Assert.Equal("alert-reopened.v1", patient.AcceptTwice(Told(2, 1, 6, SinceLast.Worse))[^1].Type);
    }

    [Fact]
    public void The_message_says_what_fired_and_what_to_do()
    {
        Assert.Equal(
            "Patient reports belly puffiness: score rose from 2 to 5 of 10. Standing advice: they should call their provider. "
            + "Please confirm they have.",
            Assert.Single(Judged(Told(1, 0, 2), Told(2, 1, 5))).Message);
        Begins("Patient reports belly puffiness: score rose from 2 to 4 of 10.", Told(1, 0, 2), Told(2, 1, 4, SinceLast.Worse));
        Begins("Patient says belly puffiness is worse (now 3, usual 6 of 10).", Told(1, 0, 6), Told(2, 1, 3, SinceLast.Worse));
        Begins("Patient says belly puffiness is worse (now 2 of 10).", Told(1, 0, 2, SinceLast.Worse));
        Begins("Patient says belly puffiness is worse. ", Told(1, 0, null, SinceLast.Worse));
        Assert.StartsWith(
            "Patient reports arm swelling (left) (5 of 10).",
            Assert.Single(Given.JudgedBy(RuleSet.Second, Given.Told(1, 0, SymptomCodes.ArmSwelling, 5, side: Side.Left))).Message,
            StringComparison.Ordinal);
    }

    private static void Begins(string message, params PatientFact[] facts) =>
        Assert.StartsWith(message, Judged(facts)[^1].Message, StringComparison.Ordinal);

    private static SymptomsTold Told(int n, double day, int? score, SinceLast sinceLast = SinceLast.Same) =>
        Given.Told(n, day, SymptomCodes.BellyPuffiness, score, sinceLast);

    private static IReadOnlyList<Episode> Judged(params PatientFact[] facts) => Given.JudgedBy(RuleSet.Second, facts);
}
