using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_starting_size_is_chosen
{
    [Fact]
    public void The_latest_measurement_on_or_before_surgery_is_it() =>
        Assert.Equal(
            (BaselineKind.PreOperative, Given.Fact(2)),
            Chosen(Given.LeftArmAtRisk(0), Given.Arms(1, -20, 1990), Given.Arms(2, 0, 2000), Given.Arms(3, 30, 2050)));

    [Fact]
    public void Without_one_before_surgery_the_first_is_it_and_is_marked_provisional_soon_after()
    {
        BaselineInForce baseline = Baseline(Given.LeftArmAtRisk(0), Given.Arms(1, 40, 2000), Given.Arms(2, 200, 2050));
        Assert.Equal((BaselineKind.First, true), (baseline.Kind, baseline.Provisional));
    }

    [Fact]
    public void A_late_measurement_from_before_surgery_takes_over() =>
        Assert.Equal(
            (BaselineKind.PreOperative, Given.Fact(9)),
            Chosen(Given.LeftArmAtRisk(0), Given.Arms(1, 40, 2000), Given.Arms(9, -5, 1950)));

    [Fact]
    public void A_record_named_by_a_person_goes_before_all() =>
        Assert.Equal(
            (BaselineKind.Set, Given.Fact(2)),
            Chosen(
                Given.LeftArmAtRisk(0), Given.Arms(1, -5, 1950), Given.Arms(2, 100, 2000), Named(3, 120, "record-2")));

    [Fact]
    public void A_named_record_that_is_taken_back_is_no_longer_it() =>
        Assert.Equal(
            (BaselineKind.PreOperative, Given.Fact(1)),
            Chosen(
                Given.LeftArmAtRisk(0),
                Given.Arms(1, -5, 1950),
                Given.Arms(2, 100, 2000),
                Named(3, 120, "record-2"),
                new RecordTakenBack(Given.Origin(4, 130, record: "record-2"))));

    [Fact]
    public void Values_named_by_a_person_are_compared_with_what_comes_after()
    {
        LimbsMeasured values = Given.Arms(3, 0, 2000);
        Episode episode = Assert.Single(Given.Judged(
            Given.LeftArmAtRisk(0), new BaselineDeclared(values.Origin, LimbSite.Arm, null, values), Given.Arms(4, 200, 2200)));
        Assert.Equal(10.0, episode.Trail.Peak.Value, 9);
    }

    [Theory]
    [InlineData(null, "clinic-a", 1)]
    [InlineData("clinic-a", null, 1)]
    [InlineData("clinic-a", "clinic-a", 1)]
    [InlineData("clinic-a", "clinic-b", 0)]
    public void A_protocol_that_was_not_said_speaks_against_nothing(string? then, string? now, int episodes)
    {
        LimbsMeasured first = Given.Arms(1, 0, 2000) with { Protocol = new(MeasuringMethod.Perometer, then, null) };
        LimbsMeasured later = Given.Arms(2, 200, 2300) with { Protocol = new(MeasuringMethod.Perometer, now, null) };
        Assert.Equal(episodes, Given.Judged(Given.LeftArmAtRisk(0), first, later).Count);
    }

    [Fact]
    public void A_reading_by_another_method_is_not_compared()
    {
        LimbsMeasured taped = Given.Arms(2, 200, 2300) with { Protocol = new(MeasuringMethod.Water, null, null) };
        Assert.Empty(Given.Judged(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), taped));
    }

    private static BaselineDeclared Named(int n, double day, string record) =>
        new(Given.Origin(n, day), LimbSite.Arm, record, Values: null);

    private static (BaselineKind, Guid) Chosen(params PatientFact[] facts) =>
        (Baseline(facts).Kind, Baseline(facts).Fact);

    private static BaselineInForce Baseline(params PatientFact[] facts) =>
        Trajectories.Of(Given.Picture(facts), RuleSet.Second).Single().Baseline!;
}
