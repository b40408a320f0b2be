using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>A doubt is not a defect: the reading is kept, shown, not judged, and a person says what it is.</summary>
public sealed class When_a_reading_looks_wrong
{
    private static readonly NoteRef Reason = new(new(9, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), "00");

    [Theory]
    [InlineData(1 / 2.54, "inches labelled cm")]
    [InlineData(1.0499 / 2.54, "inches labelled cm")]
    [InlineData(2.54, "cm labelled inches")]
    [InlineData(0.1, "cm labelled mm")]
    public void Girths_in_another_unit_are_held(double scale, string slip)
    {
        TrendPoint held = Last(Given.Taped(1, -5), Given.Taped(2, 100, scale, scale));
        Assert.Equal((HoldReason.Unit, (SwellingIndex?)null), (held.Held!.Reason, held.Change));
        Assert.Contains(slip, held.Held.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.051 / 2.54)]
    [InlineData(0.949 / 2.54)]
    [InlineData(1.06)]
    public void Girths_a_little_further_off_are_not(double scale) =>
        Assert.Null(Last(Given.Taped(1, -5), Given.Taped(2, 100, scale, scale)).Held);

    [Fact]
    public void Sides_that_fit_better_exchanged_are_held()
    {
        TrendPoint held = Last(Given.Arms(1, -5, 2300), Given.Arms(2, 100, 2010, 2290));
        Assert.Equal(HoldReason.Side, held.Held!.Reason);
        Assert.Equal(14.5, held.Held.Measure, 9);
    }

    [Theory]
    // The arms cannot be told apart at the start; as written they fit; exchanged they do not.
    [InlineData(2079, 2000, 2000, 2079)]
    [InlineData(2100, 2000, 2001, 2060)]
    [InlineData(2300, 2000, 2041, 2300)]
    public void Sides_that_may_be_right_are_not(double left, double right, double leftNow, double rightNow) =>
        Assert.Null(Last(Given.Arms(1, -5, left, right), Given.Arms(2, 100, leftNow, rightNow)).Held);

    [Theory]
    [InlineData(27.0, false)]
    [InlineData(27.1, true)]
    public void Neighbours_that_differ_by_more_than_35_percent_are_held(double girthCm, bool isHeld)
    {
        LimbsMeasured slip = Given.Taped(2, 100) with { Left = Given.Tape([19, 20, girthCm, 27, 27], stepCm: 4) };
        Assert.Equal(isHeld ? HoldReason.Stations : null, Last(Given.Taped(1, -5), slip).Held?.Reason);
    }

    [Fact]
    public void Neighbours_ten_centimetres_apart_may_differ_more()
    {
        LimbsMeasured coarse = Given.Taped(1, -5) with { Left = Given.Tape([16, 23, 24, 26], stepCm: 10) };
        Assert.Null(Last(coarse).Held);
    }

    [Theory]
    [InlineData(14, 2501, true)]
    [InlineData(14, 2500, false)]
    [InlineData(14.01, 2501, false)]
    [InlineData(1, 1499, true)]
    public void A_jump_of_more_than_25_points_in_14_days_is_held(double days, double leftMl, bool isHeld) => Assert.Equal(
        isHeld ? HoldReason.Jump : null,
        Last(Given.Arms(1, -5, 2000), Given.Arms(2, 100, 2000), Given.Arms(3, 100 + days, leftMl)).Held?.Reason);

    [Fact]
    public void It_is_compared_with_the_last_that_was_accepted() => Assert.Equal(
        [null, null, HoldReason.Jump, HoldReason.Jump, null],
        Points(
            Given.Arms(1, -5, 2000),
            Given.Arms(2, 100, 2000),
            Given.Arms(3, 105, 2600),
            Given.Arms(4, 106, 2605),
            Given.Arms(5, 107, 2010)).Select(point => point.Held?.Reason));

    [Fact]
    public void It_is_watched_and_no_swelling_rule_judges_it()
    {
        PatientStream patient = Jumped();
        Assert.Equal(("LYM-050", Severity.Watch), (patient.Alert.Key.Rule, patient.Alert.Severity));
        Assert.Equal(Condition.Active, patient.Alert.Condition);
        Assert.Equal(Given.Fact(3).ToString("D"), patient.Alert.Key.Extra);
        Assert.Equal(Given.Fact(3), Assert.Single(patient.Alert.Evidence.Kept));
    }

    [Fact]
    public void Released_it_is_judged_at_once()
    {
        PatientStream patient = Jumped();
        patient.Do(view => ReviewHeldPoint.Release(view, Given.Fact(3), "ana", Reason, patient.RuleSet));
        Assert.Equal(
            [("LYM-001", Condition.Active), ("LYM-004", Condition.Active), ("LYM-050", Condition.Cleared)], Alerts(patient));
        Assert.Equal(30.0, patient.Picture.Alerts.Single(alert => alert.Key.Rule == "LYM-001").PeakValue, 9);
        Assert.IsType<Decision.Reject>(
            patient.Ask(view => ReviewHeldPoint.Release(view, Given.Fact(3), "ana", Reason, patient.RuleSet)));
    }

    [Fact]
    public void Rejected_it_stays_out_and_the_alert_is_cleared()
    {
        PatientStream patient = Jumped();
        patient.Do(view => ReviewHeldPoint.Reject(view, Given.Fact(3), "ana", Reason, patient.RuleSet));
        Assert.Equal([("LYM-050", Condition.Cleared)], Alerts(patient));
        Assert.Equal(
            HoldReason.Rejected, Trajectories.Of(patient.Whole, patient.RuleSet).Single().Points[^1].Held?.Reason);
        patient.Accept(Given.Arms(4, 106, 2010));
        Assert.Equal([("LYM-050", Condition.Cleared)], Alerts(patient));
    }

    [Fact]
    public void A_rejection_can_be_taken_back()
    {
        PatientStream patient = Jumped();
        patient.Do(view => ReviewHeldPoint.Reject(view, Given.Fact(3), "ana", Reason, patient.RuleSet));
        patient.Do(view => ReviewHeldPoint.Release(view, Given.Fact(3), "ben", Reason, patient.RuleSet));
        Assert.Equal(
            [("LYM-001", Condition.Active), ("LYM-004", Condition.Active), ("LYM-050", Condition.Cleared)], Alerts(patient));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void What_is_not_held_cannot_be_released(int fact)
    {
        PatientStream patient = Jumped();
        Decision decision = patient.Ask(view => ReviewHeldPoint.Release(view, Given.Fact(fact), "ana", Reason, patient.RuleSet));
        Assert.Equal(
            fact == 9 ? ReviewHeldPoint.NoSuchPoint : ReviewHeldPoint.NotHeld, Assert.IsType<Decision.Reject>(decision).Code);
    }

    [Fact]
    public void Corrected_it_counts_and_the_alert_is_cleared()
    {
        PatientStream patient = Jumped();
        patient.AcceptTwice(Given.Arms(4, 105, 2040, record: "m3", version: 2));
        Assert.Equal([("LYM-050", Condition.Cleared)], Alerts(patient));
        Assert.Null(Trajectories.Of(patient.Whole, patient.RuleSet).Single().Points[^1].Held);
    }

    [Fact]
    public void Retracted_it_is_gone_and_the_alert_is_cleared()
    {
        PatientStream patient = Jumped();
        patient.AcceptTwice(new RecordTakenBack(Given.Origin(4, 106, record: "m3", version: 2)));
        Assert.Equal([("LYM-050", Condition.Cleared)], Alerts(patient));
    }

    [Fact]
    public void A_word_about_one_version_says_nothing_about_the_next()
    {
        PatientStream patient = Jumped();
        patient.Do(view => ReviewHeldPoint.Reject(view, Given.Fact(3), "ana", Reason, patient.RuleSet));
        patient.Accept(Given.Arms(4, 105, 2650, record: "m3", version: 2));
        Assert.Equal([("LYM-050", Condition.Active), ("LYM-050", Condition.Cleared)], Alerts(patient));
    }

    [Fact]
    public void A_held_reading_is_no_starting_size()
    {
        LimbsMeasured slip = Given.Taped(1, 10) with { Left = Given.Tape([16, 30, 30, 30], stepCm: 4) };
        SwellingSeries series = Assert.Single(Drawn(Given.LeftArmAtRisk(0, surgeryDay: null), slip, Given.Taped(2, 20)));
        Assert.Equal(Given.Fact(2), series.Baseline!.Fact);
        Assert.Equal([HoldReason.Stations, null], series.Points.Select(point => point.Held?.Reason));
    }

    [Fact]
    public void The_first_two_rule_sets_hold_nothing()
    {
        PatientFact[] facts =
            [Given.LeftArmAtRisk(0), Given.Arms(1, -5, 2000), Given.Arms(2, 100, 2000), Given.Arms(3, 105, 2600)];
        Assert.All(
            (RuleSet[])[RuleSet.First, RuleSet.Second],
            rules => Assert.Equal(30.0, Trajectories.Of(Given.Picture(facts), rules).Single().Points[^1].Change!.ChangePercent, 9));
    }

    [Fact]
    public void A_fact_that_waits_in_intake_is_watched_until_it_waits_no_more()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0));
        Guid receipt = new(5, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        News(patient, 1, new FactWaits(receipt, "lymph.limb-measured.v1", "value-out-of-range", Given.Day(199), 0));
        Assert.Equal(("LYM-050", receipt.ToString("D")), (patient.Alert.Key.Rule, patient.Alert.Key.Extra));
        Assert.Equal((Severity.Watch, Condition.Active), (patient.Alert.Severity, patient.Alert.Condition));
        News(patient, 2, new FactWaitsNoMore(receipt, "stored", 1));
        Assert.Equal([("LYM-050", Condition.Cleared)], Alerts(patient));
    }

    [Fact]
    public void A_type_that_no_program_reads_yet_is_no_wrong_value()
    {
        PatientStream patient = new(Given.Day(200), RuleSet.Third);
        News(patient, 1, new FactWaits(Guid.Empty, "lymph.girth-measured.v1", "not-yet-supported", Given.Day(199), 0));
        Assert.Empty(patient.Picture.Alerts);
    }

    private static void News(PatientStream patient, int n, object news) => patient.Do(view => AcceptFacts.Decide(
        view, [new(Given.Fact(100 + n), Traceparent: null, Fact: null, Parked: null, news)], patient.RuleSet));

    private static PatientStream Jumped()
    {
        PatientStream patient = new(Given.Day(110), RuleSet.Third);
        patient.AcceptTwice(
            Given.LeftArmAtRisk(0),
            Given.Arms(1, -5, 2000),
            Given.Arms(2, 100, 2000),
            Given.Arms(3, 105, 2600, record: "m3", version: 1));
        return patient;
    }

    private static IEnumerable<(string Rule, Condition Condition)> Alerts(PatientStream patient) => patient.Picture.Alerts
        .Select(alert => (alert.Key.Rule, alert.Condition))
        .Order();

    private static IReadOnlyList<SwellingSeries> Drawn(params PatientFact[] facts) =>
        Trajectories.Of(Given.Picture(facts), RuleSet.Third);

    private static IReadOnlyList<TrendPoint> Points(params PatientFact[] facts) =>
        Assert.Single(Drawn([Given.LeftArmAtRisk(0), .. facts])).Points;

    private static TrendPoint Last(params PatientFact[] facts) => Points(facts)[^1];
}
