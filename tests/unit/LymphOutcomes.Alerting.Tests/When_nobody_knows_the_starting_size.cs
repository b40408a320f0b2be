using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-008: judged by the other limb until a person names a starting size.</summary>
public sealed class When_nobody_knows_the_starting_size
{
    [Theory]
    [InlineData(Side.Left, 2200, null)]
    [InlineData(Side.Left, 2200.1, Severity.Watch)]
    [InlineData(Side.Right, 2080, null)]
    [InlineData(Side.Right, 2080.1, Severity.Watch)]
    [InlineData(null, 2200, null)]
    [InlineData(null, 2200.1, Severity.Watch)]
    [InlineData(Side.Right, 2399.9, Severity.Watch)]
    [InlineData(Side.Right, 2400, Severity.CallProvider)]
    public void An_arm_is_larger_than_arms_are(Side? dominant, double ml, Severity? severity) =>
        Assert.Equal(severity, Judged(Context(dominant), Given.Arms(1, 0, ml)).SingleOrDefault()?.Trail.Severity);

    [Theory]
    [InlineData(8480, false)]
    [InlineData(8481, true)]
    public void A_leg_is_larger_than_legs_are(double ml, bool fires) => Assert.Equal(fires, Judged(Given.Legs(1, 0, ml)).Any());

    // Six stations of 4 cm: about 6 % more is about 90 mL, about 14 % more above 200.
    [Theory]
    [InlineData(1.99, 6, null)]
    [InlineData(2.0, 6, Severity.CallProvider)]
    [InlineData(2.0, 2, null)]
    public void Two_centimetres_with_two_hundred_millilitres_call_the_provider(double moreCm, int stations, Severity? severity)
    {
        double[] right = [.. Enumerable.Range(0, 12).Select(i => 28.0 + i)];
        double[] left = [.. right.Select((cm, i) => i < stations ? cm + moreCm : cm)];
        LimbsMeasured taped = Given.Arms(1, 0, 2000) with { Left = Given.Tape(left, 4), Right = Given.Tape(right, 4) };
        Assert.Equal(severity, Judged(Context(Side.Left), taped).SingleOrDefault()?.Trail.Severity);
    }

    [Fact]
    public void Without_the_other_limb_nothing_is_said() => Assert.Empty(Judged(Context(Side.Right), Given.Arms(1, 0, 2900, null)));

    [Fact]
    public void A_measurement_before_surgery_is_a_starting_size() =>
        Assert.Empty(Judged(Given.LeftArmAtRisk(0, surgeryDay: 5), Given.Arms(1, 0, 2500)));

    [Fact]
    public void Within_ninety_days_after_surgery_it_is_silent()
    {
        CareContextKnown context = Given.LeftArmAtRisk(0, surgeryDay: 0);
        Assert.Empty(Judged(context, Given.Arms(1, 90, 2500)));
        Assert.Single(Judged(context, Given.Arms(1, 91, 2500)));
    }

    [Fact]
    public void Its_numbers_and_words_are_those_of_the_difference()
    {
        Episode episode = Judged(Context(Side.Right), Given.Arms(1, 0, 2100), Given.Arms(2, 30, 2180)).Single();
        Assert.Equal((2, 9.0), (episode.Trail.Count, Math.Round(episode.Trail.Peak.Value, 9)));
        Assert.Equal("No starting size on file; the left arm is 9.0 % larger than the other. Needs a clinical look.", episode.Message);
        Assert.Equal((4, 2180, 2000), (
            episode.Numbers["thresholdPercent"], episode.Numbers["latestLimbMl"], episode.Numbers["latestOtherLimbMl"]));
    }

    [Fact]
    public void It_is_cleared_when_a_person_names_a_starting_size_and_not_told_when_that_was_there_first()
    {
        PatientStream patient = new(Given.Day(60), RuleSet.Third with { Active = [NoBaseline.Id] });
        patient.AcceptTwice(Context(Side.Right), Given.Arms(1, 0, 2180), Given.Arms(2, 30, 2190));
        Assert.Equal((Condition.Active, Severity.Watch), (patient.Alert.Condition, patient.Alert.Severity));

        BaselineDeclared set = new(Given.Origin(3, 50), LimbSite.Arm, OfRecordKey: null, Given.Arms(3, -400, 2150));
        patient.AcceptTwice(set);
        Assert.Equal((Condition.Cleared, 2), (patient.Alert.Condition, patient.Alert.Evidence.Count));
        Assert.DoesNotContain(patient.AcceptTwice(Given.Arms(4, 55, 2190)), stored => stored.Data is AlertEvent);

        PatientStream another = new(Given.Day(60), RuleSet.Third with { Active = [NoBaseline.Id] });
        another.AcceptTwice(Context(Side.Right), Given.Arms(1, 0, 2180), set);
        Assert.Empty(another.Picture.Alerts);
    }

    [Fact]
    public void Cut_anywhere_it_comes_to_the_same() => Cut.Anywhere(
        NoBaseline.Id,
        NoBaseline.Follow,
        [Context(Side.Right), .. Enumerable.Range(0, 12).Select(n => Given.Arms(1 + n, 10 * n, 2040 + (n * 97 % 400)))]);

    private static CareContextKnown Context(Side? dominant) =>
        Given.LeftArmAtRisk(0, surgeryDay: null) with { Dominant = dominant };

    private static IReadOnlyList<Episode> Judged(params PatientFact[] facts) =>
        Given.JudgedBy(RuleSet.Third with { Active = [NoBaseline.Id] }, facts);
}
