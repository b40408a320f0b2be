using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.PlanningVisits;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-042: a limb at risk was not measured when it was due.</summary>
public sealed class When_a_visit_is_overdue
{
    private static readonly RuleSet Only = RuleSet.Third with { Active = [VisitOverdue.Id] };

    // Day 0 is at 9 o'clock, so midnight of day 222 is 9 hours before it.
    private static readonly DateTimeOffset Overdue = Given.Day(222).AddHours(-9);

    [Fact]
    public void It_begins_by_itself_when_the_days_of_grace_are_over()
    {
        Assert.Empty(At(Overdue.AddTicks(-1), Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 100, 2020)));
        Episode episode = Assert.Single(
            At(Overdue, Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 100, 2020)));
        Assert.Equal((Severity.Watch, Given.Fact(2), Overdue), (
            episode.Trail.Severity, episode.Trail.First.Fact, episode.Trail.First.At));
        Assert.Equal("A measurement of the left arm was due on 10 Sep 2025.", episode.Message);
        Assert.True(episode.IsLive);
    }

    [Theory]
    [InlineData(2099.9, 222)]
    [InlineData(2100, 145)]
    public void Swelling_is_to_be_looked_at_again_sooner(double ml, int from)
    {
        PatientFact[] facts = [Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 100, ml)];
        Assert.Empty(At(Given.Day(from - 1), facts));
        Assert.Single(At(Given.Day(from), facts));
    }

    [Fact]
    public void A_limb_that_nobody_said_is_at_risk_is_on_no_schedule() =>
        Assert.Empty(At(Given.Day(2_000), Given.Arms(1, 0, 2000), Given.Arms(2, 100, 2020)));

    [Fact]
    public void A_patient_never_measured_is_not_overdue() => Assert.Empty(At(Given.Day(2_000), Given.LeftArmAtRisk(0)));

    [Fact]
    public void Without_surgery_months_are_counted_from_the_first_day_of_watching()
    {
        PatientFact[] facts = [Given.LeftArmAtRisk(0, surgeryDay: null), Given.Arms(1, 0, 2000), Given.Arms(2, 1_200, 2000)];
        Assert.DoesNotContain(At(Given.Day(1_412), facts), episode => episode.IsLive);
        Assert.Single(At(Given.Day(1_413), facts), episode => episode.IsLive);
    }

    [Fact]
    public void The_alert_is_no_old_news_and_a_measurement_clears_it()
    {
        PatientStream patient = new(Given.Day(100), Only);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 100, 2020));
        Assert.Empty(patient.Picture.Alerts);

        patient.Now = Given.Day(230);
        patient.AcceptTwice(Given.Weight(3, 230, 70));
        Assert.Equal((Condition.Active, Severity.Watch, false), (
            patient.Alert.Condition, patient.Alert.Severity, patient.Alert.Historical));

        patient.Now = Given.Day(240);
        patient.AcceptTwice(Given.Arms(4, 239, 2020));
        Assert.Equal(Condition.Cleared, patient.Alert.Condition);
    }

    [Fact]
    public void One_that_was_over_before_anybody_knew_is_not_told()
    {
        PatientStream patient = new(Given.Day(400), Only);
        patient.AcceptTwice(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 390, 2020));
        Assert.Empty(patient.Picture.Alerts);
    }

    [Fact]
    public void Cut_anywhere_it_comes_to_the_same()
    {
        PatientFact[] facts =
            [Given.LeftArmAtRisk(0), .. Enumerable.Range(0, 14).Select(n => Given.Arms(1 + n, n * n * 20, 2000 + (n % 4 * 40)))];
        LimbVisits visits = LimbVisits.Of(Trajectories.Of(Given.Picture(facts), RuleSet.Third)).Single();
        Cut.Anywhere(
            new(VisitOverdue.Id, visits.Limb),
            VisitOverdue.Follow,
            visits,
            [.. visits.Points.Select(point => point.At)],
            (whole, take) => whole with { Points = [.. whole.Points.Where(point => take(point.At))] });
    }

    [Fact]
    public void A_measurement_by_another_method_is_a_visit_too()
    {
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0),
            Given.Arms(1, 0, 2000),
            Given.Taped(2, 200),
        ];
        Assert.DoesNotContain(At(Given.Day(200 + 121), facts), episode => episode.IsLive);
        Assert.Equal(Given.Fact(2), At(Given.Day(200 + 122), facts).Single(episode => episode.IsLive).Trail.First.Fact);
    }

    private static IReadOnlyList<Episode> At(DateTimeOffset now, params PatientFact[] facts) =>
        Rules.Judge(Given.Picture(facts), Only, now);
}
