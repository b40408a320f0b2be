using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Methods are not interchangeable: another one starts its own segment, bridged only where both were used at a time.</summary>
public sealed class When_the_method_changes
{
    [Fact]
    public void The_trend_starts_anew_without_a_bridge()
    {
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Taped(2, 100, Math.Sqrt(1.2)),
            Given.Arms(3, 115, 2400),
            Given.Arms(4, 130, 2448),
        ];
        IReadOnlyList<SwellingSeries> drawn = Drawn(facts);
        Assert.Equal([1, 2], drawn.Select(series => series.Chain));
        Assert.Equal([Given.Fact(3), Given.Fact(4)], drawn[1].Points.Select(point => point.FactId));
        Assert.Equal([true, false], drawn[1].Points.Select(point => point.IsBaseline));
        Assert.Equal(2.0, drawn[1].Points[1].Change!.ChangePercent, 9);
        Assert.Equal((2, false), (drawn[1].Points[1].Segment, drawn[1].Points[1].IsBridged));

        IReadOnlyList<Episode> episodes = Given.JudgedBy(RuleSet.Third, facts);
        Episode restart = Assert.Single(episodes, episode => episode.Key.Rule == "LYM-052");
        Assert.Equal(("segment-perometer", Severity.Info, true), (restart.Key.Extra, restart.Trail.Severity, restart.IsLive));
        Assert.Equal(Given.Fact(3), restart.Trail.First.Fact);
        // Two low readings of the new method say nothing of what the old one found.
        Assert.True(Assert.Single(episodes, episode => episode.Key.Rule == "LYM-001").IsLive);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(14.01, false)]
    public void It_goes_on_where_both_were_used_within_14_days(double days, bool isBridged)
    {
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Taped(2, 100, Math.Sqrt(1.04)),
            Given.Arms(3, 100 + days, 2500, 2200),
            Given.Arms(4, 160, 2600, 2200),
        ];
        TrendPoint last = Drawn(facts).SelectMany(series => series.Points).Last();
        Assert.Equal(isBridged, last.IsBridged);
        Assert.Equal(isBridged ? 8.16 : 4, last.Change!.ChangePercent, 9);
        Assert.Equal(isBridged, Given.JudgedBy(RuleSet.Third, facts).All(episode => episode.Key.Rule != "LYM-052"));
    }

    [Fact]
    public void A_bridge_is_the_new_volumes_times_old_by_new()
    {
        TrendPoint last = Drawn(
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Taped(2, 100, Math.Sqrt(1.04), Math.Sqrt(1.01)),
            Given.Arms(3, 100, 2500, 2200),
            Given.Arms(4, 160, 2600, 2150)).Single().Points[^1];
        double tape = LimbVolume.Ml(Given.Scaled(1));
        double limbMl = 2600 * (1.04 * tape / 2500);
        double otherMl = 2150 * (1.01 * tape / 2200);
        Assert.Equal(VolumeIndices.RelativeVolumeChange(tape, tape, limbMl, otherMl), last.Change!.ChangePercent, 9);
        Assert.Equal(IndexKind.RelativeVolumeChange, last.Change.Kind);
    }

    [Fact]
    public void A_chain_of_bridges_holds()
    {
        SwellingSeries series = Drawn(
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Arms(2, 5, 2000),
            Given.Arms(3, 100, 2100),
            Given.Taped(4, 110, protocol: "arm-8cm", method: MeasuringMethod.TapeLandmark),
            Given.Taped(5, 200, Math.Sqrt(1.02), method: MeasuringMethod.TapeLandmark)).Single();
        Assert.Equal([1, 2, 3], series.Segments!.Select(segment => segment.Number));
        Assert.Equal([1, 1, 1], series.Segments!.Select(segment => segment.Chain));
        Assert.Equal(7.1, series.Points[^1].Change!.ChangePercent, 9);
    }

    [Fact]
    public void A_method_taken_up_again_goes_on_in_its_own_segment()
    {
        IReadOnlyList<SwellingSeries> drawn = Drawn(
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Arms(2, 100, 2000),
            Given.Taped(3, 160, Math.Sqrt(1.11)),
            Given.Arms(4, 200, 2060));
        Assert.Equal(11.0, drawn[0].Points[^1].Change!.ChangePercent, 9);
        Assert.Equal(3.0, drawn[1].Points[^1].Change!.ChangePercent, 9);
    }

    [Fact]
    public void Landmarks_and_fixed_steps_are_two_methods() => Assert.Equal(
        2, Drawn(Given.LeftArmAtRisk(0), Given.Taped(1, -5), Given.Taped(2, 100, method: MeasuringMethod.TapeLandmark)).Count);

    [Fact]
    public void Edges_and_middles_are_never_mixed()
    {
        LimbReading.TryOfGirths(
            StationMeaning.Middle,
            [.. Enumerable.Range(0, 11).Select(i => new Station(i * 4, 20 + i))],
            out LimbReading? middle,
            out _);
        LimbsMeasured sitting = Given.Taped(2, 100) with { Left = middle, Right = middle };
        Assert.Equal(2, Drawn(Given.LeftArmAtRisk(0), Given.Taped(1, -5), sitting).Count);
    }

    [Fact]
    public void A_protocol_once_named_is_held_to()
    {
        IReadOnlyList<SwellingSeries> drawn = Drawn(
            Given.LeftArmAtRisk(0), Given.Taped(1, -5), Given.Taped(2, 100, protocol: "a"), Given.Taped(3, 130, protocol: "b"));
        Assert.Equal([2, 1], drawn.Select(series => series.Points.Count));
    }

    [Fact]
    public void Two_methods_at_one_time_are_bridged_whichever_is_named_first()
    {
        foreach (string record in (string[])["a", "z"])
        {
            Assert.Single(Drawn(
                Given.LeftArmAtRisk(0),
                Given.Taped(1, -5),
                Given.Taped(2, 100, record: "m"),
                Given.Arms(3, 100, 2000, record: record)));
        }
    }

    [Fact]
    public void A_new_method_that_reads_the_other_limb_for_the_first_time_starts_anew() => Assert.Equal(
        2,
        Drawn(Given.LeftArmAtRisk(0), Given.Taped(1, -5, right: null), Given.Taped(2, 100, right: null), Given.Arms(3, 101, 2000)).Count);

    [Fact]
    public void Weights_are_carried_over_a_bridge()
    {
        TrendPoint last = Drawn(
            Given.LeftArmAtRisk(0, bothArms: true),
            Given.Taped(1, -5),
            Given.Weight(2, -5, 70),
            Given.Taped(3, 100, Math.Sqrt(1.1)),
            Given.Weight(4, 100, 70),
            Given.Arms(5, 100.1, 2000),
            Given.Arms(6, 160, 2200),
            Given.Weight(7, 160, 77)).First(series => series.Limb == Given.LeftArm).Points[^1];
        Assert.Equal((IndexKind.WeightAdjustedChange, 10.0), (last.Change!.Kind, Math.Round(last.Change.ChangePercent, 9)));
    }

    [Fact]
    public void Segments_carried_over_draw_the_same()
    {
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0),
            Given.Taped(1, -5),
            Given.Taped(2, 100, 1.01),
            Given.Arms(3, 105, 2000),
            Given.Arms(4, 130, 2040),
            Given.Taped(5, 150, protocol: "b", method: MeasuringMethod.TapeLandmark),
            Given.Taped(6, 190, 1.02, protocol: "b", method: MeasuringMethod.TapeLandmark),
            Given.Arms(7, 195, 2600),
            Given.Arms(8, 220, 2100),
        ];
        PatientPicture whole = Given.Picture(facts);
        string expected = Text(Trajectories.Of(whole, RuleSet.Third));
        for (int day = 101; day < 225; day += 3)
        {
            IReadOnlyList<LimbSegments>? carried = Trajectories.SegmentsOf(whole, RuleSet.Third, Given.Day(day));
            PatientPicture settled = whole with
            {
                Baselines = [new(Given.LeftArm, Trajectories.Of(whole, RuleSet.Third)[0].Baseline!)],
                Settled = new(Given.Day(day), 0, Judgement.Nothing, [], FoldedCounts.None, carried),
            };
            Assert.Equal(expected, Text(Trajectories.Of(settled, RuleSet.Third)));
        }
    }

    [Fact]
    public void The_trajectory_lists_the_segments()
    {
        PatientTrajectory trajectory = TrajectoryEndpoint.Of(
            Guid.Empty,
            Given.Picture(Given.LeftArmAtRisk(0), Given.Taped(1, -5), Given.Arms(2, 100, 2000), Given.Taped(3, 130)),
            RuleSet.Third,
            Given.Day(130));
        LimbTrajectory limb = Assert.Single(trajectory.Series);
        Assert.Equal([("tape-fixed", false), ("perometer", false)], limb.Segments!.Select(segment => (segment.Method, segment.Bridged)));
        Assert.Equal([1, 2, 1], limb.Points.Select(point => point.Segment));
        Assert.Equal(["LYM-052"], limb.Points[1].Fired);
    }

    [Fact]
    public void What_an_older_protocol_showed_stays_when_many_more_are_named()
    {
        PatientFact[] facts = [Given.LeftArmAtRisk(0), .. ManyProtocols];
        Assert.Equal(ManyProtocols.Length, Drawn(facts).Sum(series => series.Points.Count));
        Assert.Equal(8, Drawn(facts).Max(series => series.Chain));
        Episode swollen = Assert.Single(Given.JudgedBy(RuleSet.Third, facts), episode => episode.Key.Rule == "LYM-001");
        Assert.Equal(("segment-tape-landmark-p2", true), (swollen.Key.Extra, swollen.IsLive));
    }

    [Fact]
    public void And_its_alert_is_no_correction_whether_or_not_it_is_folded_away()
    {
        PatientStream patient = new(Given.Day(0), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0));
        foreach (LimbsMeasured sitting in ManyProtocols.Concat(Enumerable.Range(0, 70).Select(i => Given.Taped(100 + i, 900 + i))))
        {
            patient.Now = sitting.On;
            patient.Accept(sitting);
        }

        Assert.NotNull(patient.Picture.Settled);
        Assert.DoesNotContain(patient.Log, stored => stored.Data is AlertWithdrawn);
        Assert.Equal(
            Rules.Judge(patient.Whole, RuleSet.Third, patient.Now).Where(one => one.IsLive).Select(one => (one.Key, one.Trail.Count)),
            Rules.Judge(patient.Picture, RuleSet.Third, patient.Now).Where(one => one.IsLive).Select(one => (one.Key, one.Trail.Count)));
        Assert.Contains(
            patient.Picture.Alerts, alert => alert is { Key: { Rule: "LYM-001", Extra: "segment-tape-landmark-p2" }, IsOpen: true });
    }

    [Fact]
    public void History_that_comes_late_takes_no_alert_from_its_segment()
    {
        PatientStream patient = WithAnAlertOfTheSecondSegment();
        AlertState before = Swelling(patient);
        Assert.Equal("segment-perometer", before.Key.Extra);
        patient.Accept(Given.Taped(9, 40, method: MeasuringMethod.TapeLandmark));
        Assert.Equal((before.Id, before.Key, Condition.Active), (Swelling(patient).Id, Swelling(patient).Key, Swelling(patient).Condition));
        Assert.DoesNotContain(patient.Log, stored => stored.Data is AlertWithdrawn);
    }

    [Fact]
    public void An_alert_goes_with_its_evidence_when_its_segment_gets_another_name()
    {
        PatientStream patient = WithAnAlertOfTheSecondSegment();
        Guid alert = Swelling(patient).Id;
        patient.Accept(Given.Arms(9, 95, 2000) with { Protocol = new(MeasuringMethod.Perometer, "p", ZeroLandmark: null) });
        Assert.Equal((alert, "segment-perometer-p"), (Swelling(patient).Id, Swelling(patient).Key.Extra));
    }

    [Fact]
    public void An_older_programs_alert_of_a_numbered_segment_goes_on()
    {
        PatientStream patient = WithAnAlertOfTheSecondSegment();
        Guid alert = Swelling(patient).Id;
        patient.ComesFromAnOlderProgram(stored => stored.Data is AlertEvent { Alert.Key.Extra: not null } one
            ? stored with { Data = one with { Alert = one.Alert with { Key = one.Alert.Key with { Extra = "segment-2" } } } }
            : stored);
        patient.Accept(Given.Weight(9, 131, 70));
        Assert.Equal((alert, "segment-perometer"), (Swelling(patient).Id, Swelling(patient).Key.Extra));
        Assert.DoesNotContain(patient.Log, stored => stored.Data is AlertWithdrawn);
    }

    [Fact]
    public void That_a_trend_starts_anew_leaves_the_queue_however_often_it_is_measured()
    {
        PatientStream patient = new(Given.Day(100), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0), Given.Taped(1, -5), Given.Arms(2, 100, 2000));
        Assert.Equal("LYM-052", patient.Alert.Key.Rule);
        patient.Now = Given.Day(128);
        patient.Accept(Given.Arms(3, 128, 2000));
        patient.TimeIsKept(Given.Day(130));
        Assert.Equal((Condition.Lapsed, Handling.Resolved), (patient.Alert.Condition, patient.Alert.Handling));
        patient.Now = Given.Day(156);
        patient.Accept(Given.Arms(4, 156, 2000));
        Assert.Equal((Condition.Lapsed, Handling.Resolved), (patient.Alert.Condition, patient.Alert.Handling));
    }

    // The second one's arm grows by twenty percent.
    private static LimbsMeasured[] ManyProtocols =>
    [
        Given.Taped(1, -5),
        Given.Taped(2, 100, protocol: "p2", method: MeasuringMethod.TapeLandmark),
        Given.Taped(3, 160, Math.Sqrt(1.2), protocol: "p2", method: MeasuringMethod.TapeLandmark),
        .. Enumerable.Range(3, 6).Select(i =>
            Given.Taped(10 + i, 100 + (100 * (i - 1)), protocol: $"p{i}", method: MeasuringMethod.TapeLandmark)),
    ];

    private static PatientStream WithAnAlertOfTheSecondSegment()
    {
        PatientStream patient = new(Given.Day(130), RuleSet.Third);
        patient.Accept(Given.LeftArmAtRisk(0), Given.Taped(1, -5), Given.Arms(2, 100, 2000), Given.Arms(3, 130, 2400));
        return patient;
    }

    private static AlertState Swelling(PatientStream patient) =>
        Assert.Single(patient.Picture.Alerts, alert => alert.Key.Rule == "LYM-001");

    private static string Text(IReadOnlyList<SwellingSeries> drawn) => string.Join(
        '\n', drawn.SelectMany(series => series.Points.Select(point =>
            $"{series.Chain} {point.Segment} {point.FactId} {point.Change?.ChangePercent} {point.Held?.Reason} {point.IsBaseline}")));

    private static IReadOnlyList<SwellingSeries> Drawn(params PatientFact[] facts) =>
        Trajectories.Of(Given.Picture(facts), RuleSet.Third);
}
