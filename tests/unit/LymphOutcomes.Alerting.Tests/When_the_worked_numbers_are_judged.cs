using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>The vectors of <c>tests/vectors/clinical.json</c>, through the whole fold: facts in, points and episodes out.</summary>
public sealed class When_the_worked_numbers_are_judged
{
    private static readonly JsonElement[] Vectors = ReadVectors();

    [Theory]
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V09")]
    [InlineData("V10")]
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
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V14")]
    public void Swelling_high_fires_exactly_where_expected(string id)
    {
        (JsonElement input, JsonElement expected) = Vector(id);
        bool oneArm = !input.TryGetProperty("U1_mL", out _);
        IReadOnlyList<Episode> episodes = Given.Judged(
            Given.LeftArmAtRisk(0),
            Given.Arms(1, 0, Ml(input, "A1_mL"), oneArm ? null : Ml(input, "U1_mL")),
            Given.Arms(2, input.GetProperty("days")[1].GetInt32(), Ml(input, "A2_mL"), oneArm ? null : Ml(input, "U2_mL")));
        Assert.Equal(
            [
                .. expected.GetProperty("alerts").EnumerateArray()
                    .Where(alert => alert[0].GetString() == "LYM-001")
                    .Select(alert => (alert[0].GetString()!, alert[1].GetString()!)),
            ],
            episodes.Select(episode => (episode.Key.Rule, episode.Trail.Severity.ToWire())));
    }

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

    private static LimbsMeasured Taped(JsonElement input, int n, int day, string left, string right)
    {
        double stepCm = input.GetProperty("step_cm").GetDouble();
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
