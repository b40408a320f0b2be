using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-003.</summary>
public sealed class When_a_limb_swells_soon_after_surgery
{
    // Surgery is on the calendar day of Day(0), so day 91 begins nine hours before Day(91).
    private static readonly DateTimeOffset Midnight = Given.Day(91).AddHours(-9);

    [Theory]
    [InlineData(2059.9, 60, 0)]
    [InlineData(2060, 60, 1)]
    [InlineData(2600, 90, 1)]
    public void Three_percent_within_ninety_days_is_to_be_watched(double ml, int day, int episodes) =>
        Assert.Equal(episodes, Judged(Given.Day(day), Given.Arms(2, day, ml)).Count);

    [Fact]
    public void However_large_it_is_it_is_no_more_than_watched() =>
        Assert.Equal(Severity.Watch, Assert.Single(Judged(Given.Day(60), Given.Arms(2, 60, 3000))).Trail.Severity);

    [Fact]
    public void It_ends_by_itself_when_day_ninety_one_begins()
    {
        PatientFact swollen = Given.Arms(2, 60, 2240);
        Assert.Null(Assert.Single(Judged(Midnight.AddTicks(-1), swollen)).End);
        Assert.Equal(new Ending(Midnight, By: null), Assert.Single(Judged(Midnight, swollen)).End);
    }

    [Fact]
    public void A_later_measurement_is_the_business_of_the_other_rules()
    {
        IReadOnlyList<Episode> episodes = Judged(Given.Day(100), Given.Arms(2, 60, 2240), Given.Arms(3, 100, 2240));
        Assert.Equal(
            [(SwellingHigh.Id, true), (EarlySwelling.Id, false)],
            episodes.Select(episode => (episode.Key.Rule, episode.IsLive)));
    }

    [Fact]
    public void A_point_below_three_percent_ends_it_before() => Assert.Equal(
        new Ending(Given.Day(70), Given.Fact(3)),
        Assert.Single(Judged(Given.Day(70), Given.Arms(2, 60, 2240), Given.Arms(3, 70, 2059))).End);

    [Fact]
    public void One_more_operation_starts_the_days_anew()
    {
        CareContextKnown context = Given.LeftArmAtRisk(0);
        DateOnly second = DateOnly.FromDateTime(Given.Day(80).DateTime);
        context = context with { Surgeries = [.. context.Surgeries, new(second, Given.LeftArm)] };
        Episode episode = Assert.Single(Rules.Judge(
            Given.Picture(context, Given.Arms(1, 0, 2000), Given.Arms(2, 60, 2240)), RuleSet.Second, Given.Day(400)));
        Assert.Equal(Given.Day(171).AddHours(-9), episode.End?.At);
    }

    [Fact]
    public void Its_alert_is_cleared_with_the_next_fact_of_any_kind_after_that_day()
    {
        PatientStream patient = new(Given.Day(60), RuleSet.Second);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 60, 2240));
        Assert.Equal(Condition.Active, patient.Alert.Condition);
        patient.Now = Given.Day(92);
        IReadOnlyList<StoredEvent> events = patient.AcceptTwice(new SessionGiven(Given.Origin(3, 92), 45, "therapist"));
        Assert.Equal("alert-cleared.v1", events[^1].Type);
        Assert.Equal((Condition.Cleared, Handling.New), (patient.Alert.Condition, patient.Alert.Handling));
    }

    [Fact]
    public void Without_surgery_it_says_nothing() => Assert.DoesNotContain(
        Given.JudgedBy(RuleSet.Second, Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 2000), Given.Arms(2, 60, 2240)),
        episode => episode.Key.Rule == EarlySwelling.Id);

    private static IReadOnlyList<Episode> Judged(DateTimeOffset now, params PatientFact[] later) =>
        Rules.Judge(Given.Picture([Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), .. later]), RuleSet.Second, now);
}
