using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_weights_are_known
{
    [Fact]
    public void Each_arm_is_corrected_by_weight_where_both_are_at_risk()
    {
        IReadOnlyList<SwellingSeries> series = Drawn(
            Given.LeftArmAtRisk(0, bothArms: true),
            Given.Arms(1, 0, 2000, 1900), Given.Weight(2, 0, 70), Given.Arms(3, 200, 2200, 2280), Given.Weight(4, 200, 77));
        Assert.Equal(
            [(IndexKind.WeightAdjustedChange, 0), (IndexKind.WeightAdjustedChange, 9.0909)],
            series.Select(limb => limb.Points[^1].Change!).Select(change => (change.Kind, Math.Round(change.ChangePercent, 4))));
    }

    [Fact]
    public void The_other_arm_corrects_better_and_goes_first() => Assert.Equal(
        IndexKind.RelativeVolumeChange,
        Change(Given.Arms(1, 0, 2000), Given.Weight(2, 0, 70), Given.Arms(3, 200, 2200), Given.Weight(4, 200, 77)).Kind);

    [Theory]
    [InlineData(14, IndexKind.WeightAdjustedChange)]
    [InlineData(-14, IndexKind.WeightAdjustedChange)]
    [InlineData(14.001, IndexKind.Unadjusted)]
    [InlineData(-14.001, IndexKind.Unadjusted)]
    public void A_weight_goes_with_a_reading_within_fourteen_days(double days, IndexKind kind)
    {
        Assert.Equal(kind, Change(OneArm(1, 0, 2000), Given.Weight(2, 0, 70), OneArm(3, 200, 2200), Given.Weight(4, 200 + days, 70)).Kind);
        Assert.Equal(kind, Change(OneArm(1, 0, 2000), Given.Weight(2, days, 70), OneArm(3, 200, 2200), Given.Weight(4, 200, 70)).Kind);
    }

    [Fact]
    public void Of_several_the_nearest_counts_and_of_two_as_near_the_earlier()
    {
        PatientFact[] facts = [OneArm(1, 0, 2000), Given.Weight(2, 0, 70), OneArm(3, 200, 2200)];
        Assert.Equal(0, Change([.. facts, Given.Weight(4, 195, 50), Given.Weight(5, 204, 77), Given.Weight(6, 205, 60)]).ChangePercent, 9);
        Assert.Equal(0, Change([.. facts, Given.Weight(4, 196, 77), Given.Weight(5, 204, 50)]).ChangePercent, 9);
    }

    [Fact]
    public void Swelling_that_weight_explains_is_withdrawn_when_the_weight_becomes_known()
    {
        PatientStream patient = new(Given.Day(201), RuleSet.First);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), OneArm(1, 0, 2000), Given.Weight(2, 0, 70), OneArm(3, 200, 2240));
        Assert.Equal(Severity.Watch, patient.Alert.Severity);
        patient.AcceptTwice(Given.Weight(4, 201, 78.4));
        Assert.Equal(ReconcilingAlerts.Condition.Withdrawn, patient.Alert.Condition);
    }

    [Fact]
    public void The_alert_shows_the_weights_it_rests_on()
    {
        Episode episode = Assert.Single(Given.Judged(
            Given.LeftArmAtRisk(0), OneArm(1, 0, 2000), Given.Weight(2, 0, 70), OneArm(3, 200, 2200), Given.Weight(4, 200, 68)));
        Assert.Equal(Severity.CallProvider, episode.Trail.Severity);
        Assert.Equal((70, 68), (episode.Numbers["baselineWeightKg"], episode.Numbers["latestWeightKg"]));
    }

    private static LimbsMeasured OneArm(int n, double day, double ml) => Given.Arms(n, day, ml, rightMl: null);

    private static SwellingIndex Change(params PatientFact[] facts) =>
        Assert.Single(Drawn([Given.LeftArmAtRisk(0), .. facts])).Points[^1].Change!;

    private static IReadOnlyList<SwellingSeries> Drawn(params PatientFact[] facts) =>
        Trajectories.Of(Given.Picture(facts), RuleSet.Second);
}
