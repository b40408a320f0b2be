using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The vectors of <c>tests/vectors/clinical.json</c>, through the whole fold: facts in, points and episodes out.</summary>
public sealed class When_the_worked_numbers_are_judged
{
    private static readonly JsonElement[] Vectors = ReadVectors();

    [Theory]
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V08")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V11")]
    public void Volumes_of_both_arms_give_the_expected_point(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        int day = input.GetProperty("days")[1].GetInt32();
        PatientTrajectory drawn = Drawn(
            Given.LeftArmAtRisk(0, surgeryDay: input.GetProperty("surgery_day").GetInt32()),
            Given.Arms(1, 0, Ml(input, "A1_mL"), Ml(input, "U1_mL")),
            Given.Arms(2, day, Ml(input, "A2_mL"), Ml(input, "U2_mL")));
        AssertPoint(expected, drawn);
    }

    [Fact]
    public void Girths_give_the_expected_point()
    {
        (JsonElement input, JsonElement expected) = Vector("V03");
        PatientTrajectory drawn = Drawn(Given.LeftArmAtRisk(0), Taped(input, 1, 0, "A1", "U1"), Taped(input, 2, 180, "A2", "U2"));
        AssertPoint(expected, drawn);
        TrajectoryPoint now = drawn.Series.Single().Points[^1];
        Assert.Equal(Ml(expected, "A2_mL"), now.LimbMl, 4);
        Assert.Equal(Ml(expected, "U2_mL"), now.OtherMl!.Value, 4);
    }

    [Theory]
    [InlineData("V03")]
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V08")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V11")]
    [InlineData("V12")]
    [InlineData("V13")]
    [InlineData("V14")]
    [InlineData("V15")]
    [InlineData("V17")]
    [InlineData("V18")]
    [InlineData("V19")]
    [InlineData("V20")]
    [InlineData("V34")]
    public void Exactly_the_expected_alerts_are_there(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        Assert.Equal(Alerts(expected.GetProperty("alerts")), Active(FactsOf(input)));
    }

    [Theory]
    [InlineData("left", "dominant_over_limit")]
    [InlineData("right", "nondominant_over_limit")]
    public void Without_a_starting_size_the_limit_of_an_arm_depends_on_dominance(string dominant, string member)
    {
        (JsonElement input, JsonElement expected) = Vector("V33");
        Assert.True(WireText.TryParse(dominant, out Side side));
        double ml = 2000 * (1 + (input.GetProperty("excess_pct").GetDouble() / 100));
        Assert.Equal(
            expected.GetProperty(member).GetBoolean() ? [("LYM-008", "watch")] : [],
            Active(Given.LeftArmAtRisk(0, surgeryDay: null) with { Dominant = side }, Given.Arms(1, 0, ml)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_visit_is_overdue_from_the_expected_day(int i)
    {
        (JsonElement input, JsonElement expected) = Vector("V37");
        JsonElement visit = input.GetProperty("cases")[i];
        int from = expected.GetProperty("due_and_overdue_from")[i][1].GetInt32();
        PatientPicture picture = Given.Picture(
            Given.LeftArmAtRisk(0, input.GetProperty("surgery_day").GetInt32()),
            Given.Arms(1, 0, 2000),
            Given.Arms(2, visit[0].GetInt32(), 2000 * (1 + (visit[1].GetDouble() / 100))));
        Assert.DoesNotContain("LYM-042", RulesAt(from - 1));
        Assert.Contains("LYM-042", RulesAt(from));
        TrajectoryTrend trend = TrajectoryEndpoint.Of(Guid.Empty, picture, RuleSet.Third, Given.Day(from)).Series.Single().Trend!;
        Assert.Equal(expected.GetProperty("due_and_overdue_from")[i][0].GetInt32(), DayOf(trend.DueOn));
        Assert.Equal(from, DayOf(trend.OverdueFrom));

        IEnumerable<string> RulesAt(int day) => Rules.Judge(picture, RuleSet.Third, Given.Day(day))
            .Where(episode => episode.IsLive)
            .Select(episode => episode.Key.Rule);

        static int DayOf(DateOnly? day) => day!.Value.DayNumber - DateOnly.FromDateTime(Given.DayZero.DateTime).DayNumber;
    }

    [Theory]
    [InlineData("V15")]
    [InlineData("V19")]
    [InlineData("V34")]
    public void The_trajectory_says_that_the_limb_worsens_and_how_fast(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        PatientFact[] facts = FactsOf(input);
        TrajectoryTrend trend = TrajectoryEndpoint
            .Of(Guid.Empty, Given.Picture(facts), RuleSet.Third, facts.Max(fact => fact.Origin.EffectiveTime))
            .Series.Single().Trend!;
        Assert.Equal("worsening", trend.State);
        Assert.Equal(Ml(expected, "theil_sen_pp_per_30d"), trend.SlopePer30DaysPoints!.Value, id == "V34" ? 3 : 4);
        Assert.Equal(Ml(expected.GetProperty("ewma"), "z"), trend.MovingAveragePercent!.Value, 4);
        Assert.Equal(Ml(expected.GetProperty("ewma"), "limit"), trend.MovingAverageLimitPercent!.Value, 4);
        Assert.True(trend.MovingAverageSignals);
    }

    [Theory]
    [InlineData("V03")]
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V14")]
    public void By_the_first_rule_set_only_swelling_high_is(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        Assert.Equal(
            Alerts(expected.GetProperty("alerts")).Where(alert => alert.Rule == "LYM-001"),
            Given.Judged(FactsOf(input)).Select(episode => (episode.Key.Rule, episode.Trail.Severity.ToWire())));
    }

    [Theory]
    [InlineData("V12")]
    [InlineData("V13")]
    public void Weights_give_the_expected_point_where_both_arms_are_at_risk(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        TrajectoryPoint now = Drawn(FactsOf(input)).Series.Single(limb => limb.Points.Count > 0).Points[^1];
        Assert.Equal("wac", now.Index);
        Assert.Equal(Ml(expected, "WAC_pct"), now.ChangePercent!.Value, 4);
        Assert.Equal(expected.GetProperty("band").GetString(), now.Band);
    }

    [Fact]
    public void A_wrong_value_alerts_until_it_is_corrected()
    {
        (JsonElement input, JsonElement expected) = Vector("V16");
        PatientFact[] facts =
        [
            Given.LeftArmAtRisk(0),
            .. EventsOf(input),
        ];
        Assert.Equal(
            expected.GetProperty("series").EnumerateArray().Select(point => point[1].GetDouble()),
            Drawn(facts).Series.Single().Points.Select(point => Math.Round(point.ChangePercent!.Value, 4)));
        Assert.Equal(Alerts(expected.GetProperty("alerts_before")), Active(facts));

        PatientStream patient = new(Given.Day(130), RuleSet.Second);
        patient.AcceptTwice(facts);
        patient.AcceptTwice(Given.Arms(9, 130, 2090, record: "m3", version: 2));
        Assert.Equal(
            Alerts(expected.GetProperty("alerts_after_correction")),
            patient.Picture.Alerts.Where(alert => alert.Condition == Condition.Active)
                .Select(alert => (alert.Key.Rule, alert.Severity.ToWire())));
        Assert.Equal(
            [Condition.Withdrawn],
            patient.Picture.Alerts.Where(alert => alert.Key.Rule == "LYM-001").Select(alert => alert.Condition));
    }

    [Fact]
    public void One_reading_that_two_systems_sent_makes_one_point()
    {
        (JsonElement input, JsonElement expected) = Vector("V15");
        // The vectors call the same day near; a day is the widest a rule set may say.
        RuleSet rules = RuleSet.Third with { Trajectory = new() { NearDuplicateMinutes = 24 * 60 } };
        PatientFact[] facts = [Given.LeftArmAtRisk(0), .. EventsOf(input)];
        Random random = new(20261125);
        for (int shuffle = 0; shuffle < 500; shuffle++)
        {
            PatientTrajectory drawn = TrajectoryEndpoint.Of(Guid.Empty, Given.Picture(facts), rules, Given.Day(190));
            Assert.Equal(
                expected.GetProperty("series").EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble())),
                drawn.Series.Single().Points.Select(point =>
                    ((point.At - Given.DayZero).TotalDays, Math.Round(point.ChangePercent!.Value, 4))));
            random.Shuffle(facts);
        }
    }

    [Fact]
    public void Exchanged_sides_are_suspected()
    {
        (JsonElement input, JsonElement expected) = Vector("V30");
        IReadOnlyList<Episode> episodes = Given.JudgedBy(
            RuleSet.Third,
            Given.LeftArmAtRisk(0),
            Given.Arms(1, 0, Ml(input, "A1_mL"), Ml(input, "U1_mL")),
            Given.Arms(2, 200, Ml(input, "A2_mL"), Ml(input, "U2_mL")));
        Assert.Equal(
            expected.GetProperty("side_swap_suspected").GetBoolean(), episodes.Any(episode => episode.Key.Rule == "LYM-051"));
        Assert.Single(episodes, episode => episode.IsLive);
    }

    [Fact]
    public void Inches_labelled_as_centimetres_are_suspected()
    {
        (JsonElement input, JsonElement expected) = Vector("V31");
        LimbsMeasured before = Taped(input, 1, 0, "previous_cm", "previous_cm", stepCm: 4);
        LimbsMeasured now = Taped(input, 2, 200, "new_values_labelled_cm", "new_values_labelled_cm", stepCm: 4);
        Episode found = Assert.Single(Given.JudgedBy(RuleSet.Third, Given.LeftArmAtRisk(0), before, now), episode => episode.IsLive);
        Assert.Equal("LYM-051", found.Key.Rule);
        Assert.Contains(expected.GetProperty("unit_suspected").GetString()!, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t-2", "alerts")]
    [InlineData("t-1", "alerts_if_same_rater")]
    public void Another_rater_widens_the_noise_of_a_leg(string raterNow, string member)
    {
        (JsonElement input, JsonElement expected) = Vector("V21");
        PatientFact[] facts =
        [
            .. input.GetProperty("points").EnumerateArray().Select((point, i) => (PatientFact)Given.Legs(
                i + 1, point[0].GetDouble(), 8000 * (1 + (point[1].GetDouble() / 100)), rater: i == 2 ? raterNow : "t-1")),
        ];
        Assert.Equal(Alerts(expected.GetProperty(member)), Active(facts));
    }

    [Fact]
    public void Belly_puffiness_calls_when_it_rose_by_two_or_is_said_to_be_worse()
    {
        (JsonElement input, JsonElement expected) = Vector("V27");
        PatientFact[] history =
        [
            .. input.GetProperty("history").EnumerateArray().Select((score, i) =>
                (PatientFact)Given.Told(i + 1, i, SymptomCodes.BellyPuffiness, score.GetInt32(), SinceLast.Same)),
        ];
        for (int i = 0; i < 3; i++)
        {
            SinceLast sinceLast = input.GetProperty("explicit_worse")[i].GetBoolean() ? SinceLast.Worse : SinceLast.Unknown;
            SymptomsTold now = Given.Told(9, 10, SymptomCodes.BellyPuffiness, input.GetProperty("now")[i].GetInt32(), sinceLast);
            Assert.Equal(
                expected.GetProperty("severity")[i].GetString(),
                Active([.. history, now]).Select(alert => alert.Severity).SingleOrDefault());
        }
    }

    // Active at the moment of the last event, with their peak severity (design section 7).
    private static IEnumerable<(string Rule, string Severity)> Active(params PatientFact[] facts) =>
        Given.JudgedBy(RuleSet.Third, facts)
            .Where(episode => episode.IsLive)
            .Select(episode => (episode.Key.Rule, episode.Trail.Severity.ToWire()));

    private static IEnumerable<(string Rule, string Severity)> Alerts(JsonElement alerts) =>
        alerts.EnumerateArray().Select(alert => (alert[0].GetString()!, alert[1].GetString()!));

    // The left arm is A, the right one U. Weights without a second limb mean that both arms are at risk.
    private static PatientFact[] FactsOf(JsonElement input)
    {
        bool weighed = input.TryGetProperty("W1_kg", out _);
        CareContextKnown context = Given.LeftArmAtRisk(0, input.GetProperty("surgery_day").GetInt32(), bothArms: weighed);
        if (input.TryGetProperty("events", out _))
            return [context, .. EventsOf(input)];
        if (input.TryGetProperty("points", out JsonElement points))
        {
            return
            [
                context,
                .. points.EnumerateArray().Select((point, i) =>
                    Given.Arms(i + 1, point[0].GetDouble(), 2000 * (1 + (point[1].GetDouble() / 100)))),
            ];
        }

        int day = input.GetProperty("days")[1].GetInt32();
        if (input.TryGetProperty("A1", out _))
            return [context, Taped(input, 1, 0, "A1", "U1"), Taped(input, 2, day, "A2", "U2")];

        bool oneArm = !input.TryGetProperty("U1_mL", out _);
        return
        [
            context,
            Given.Arms(1, 0, Ml(input, "A1_mL"), oneArm ? null : Ml(input, "U1_mL")),
            Given.Arms(2, day, Ml(input, "A2_mL"), oneArm ? null : Ml(input, "U2_mL")),
            .. weighed ? [Given.Weight(3, 0, Ml(input, "W1_kg")), Given.Weight(4, day, Ml(input, "W2_kg"))] : Array.Empty<PatientFact>(),
        ];
    }

    private static IEnumerable<PatientFact> EventsOf(JsonElement input) =>
        input.GetProperty("events").EnumerateArray().Select((e, i) =>
        {
            (double day, string record, int version) =
                (e.GetProperty("day").GetDouble(), e.GetProperty("id").GetString()!, e.GetProperty("version").GetInt32());
            return e.GetProperty("kind").GetString() == "retracted"
                ? (PatientFact)new RecordTakenBack(Given.Origin(i + 1, day, record, version))
                : Given.Arms(i + 1, day, Ml(e, "A"), Ml(e, "U"), record, version);
        });

    private static void AssertPoint(JsonElement expected, PatientTrajectory drawn)
    {
        TrajectoryPoint now = drawn.Series.Single().Points[^1];
        Assert.Equal("rvc", now.Index);
        Assert.Equal(Ml(expected, "RVC_pct"), now.ChangePercent!.Value, 4);
        Assert.Equal(Ml(expected, "excess_pct"), now.ExcessPercent!.Value, 4);
        Assert.Equal(expected.GetProperty("band").GetString(), now.Band);
        Assert.Equal(expected.GetProperty("isl_volume_severity").GetString(), now.VolumeSeverity);
        Assert.Equal(expected.GetProperty("ctcae").GetInt32(), now.CtcaeGrade);
    }

    private static PatientTrajectory Drawn(params PatientFact[] facts) =>
        TrajectoryEndpoint.Of(Guid.Empty, Given.Picture(facts), RuleSet.Second, facts.Max(fact => fact.Origin.EffectiveTime));

    private static LimbsMeasured Taped(JsonElement input, int n, int day, string left, string right) =>
        Taped(input, n, day, left, right, input.GetProperty("step_cm").GetDouble());

    private static LimbsMeasured Taped(JsonElement input, int n, int day, string left, string right, double stepCm)
    {
        return new(
            Given.Origin(n, day),
            LimbSite.Arm,
            new(MeasuringMethod.TapeFixed, ProtocolId: null, ZeroLandmark: null),
            Given.Tape(Girths(left), stepCm),
            Given.Tape(Girths(right), stepCm),
            RaterId: null);

        double[] Girths(string name) => [.. input.GetProperty(name).EnumerateArray().Select(girth => girth.GetDouble())];
    }

    private static double Ml(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static (JsonElement Input, JsonElement Expected) Vector(string id)
    {
        JsonElement vector = Vectors.Single(v => v.GetProperty("id").GetString() == id);
        return (vector.GetProperty("input"), vector.GetProperty("expected"));
    }

    private static JsonElement[] ReadVectors()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "clinical.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        return [.. file.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => vector.Clone())];
    }
}
