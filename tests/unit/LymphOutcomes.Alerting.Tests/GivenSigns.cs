using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Short words for what is measured and told beside the volume of limbs, and one way to judge it.</summary>
internal static class GivenSigns
{
    public static readonly Limb LeftLeg = new(LimbSite.Leg, Side.Left);

    public static FluidMeasured LDex(int n, double day, double lDex, string? device = null, string? posture = null, Limb? limb = null) =>
        new(Given.Origin(n, day), limb ?? Given.LeftArm, lDex, ImpedanceRatio: null, device, posture);

    public static GirthTaken Belly(int n, double day, double cm, string? posture = null) => Girth(n, day, "belly", cm, posture);

    public static GirthTaken Girth(int n, double day, string site, double cm, string? posture = null, Side? side = null) =>
        new(Given.Origin(n, day), site, side, cm, posture, ProtocolId: null, RaterId: null);

    public static TemperatureTaken Temperature(int n, double day, double celsius) => new(Given.Origin(n, day), celsius, Place: null);

    public static QuestionnaireAnswered Score(int n, double day, double score, string instrument = "llis", string? edition = null) =>
        new(Given.Origin(n, day), instrument, score, Scale: null, edition);

    public static SymptomsTold Told(int n, double day, params SymptomTold[] symptoms) => new(Given.Origin(n, day), symptoms);

    public static SymptomsTold Told(int n, double day, params string[] codes) =>
        Told(n, day, [.. codes.Select(code => Sign(code))]);

    public static SymptomTold Sign(string code, Side? side = null, int? score = null, Onset onset = Onset.Unknown) =>
        new(code, side, score, SinceLast.Unknown, onset);

    public static ConditionFound Found(int n, double day, string condition, params string[] areas) =>
        new(Given.Origin(n, day), condition, Onset: null, areas, IslStage: null);

    public static ConditionOver Over(int n, double day, string condition, string basis = "provider", string? ofRecord = null) =>
        new(Given.Origin(n, day), condition, basis, ofRecord);

    public static LimbsMeasured TapedLegs(int n, double day, double leftCm, double rightCm) => new(
        Given.Origin(n, day),
        LimbSite.Leg,
        new(MeasuringMethod.TapeFixed, ProtocolId: null, ZeroLandmark: null),
        Given.Tape([24, 28, leftCm, 36, 42], 8),
        Given.Tape([24, 28, rightCm, 36, 42], 8),
        RaterId: null);

    /// <summary>Facts that make each of the rules on signs speak at least once; ids from <paramref name="n"/> on.</summary>
    public static PatientFact[] History(int n) =>
    [
        LDex(n, 10, 2), LDex(n + 1, 150, 9), LDex(n + 2, 200, 5), LDex(n + 3, 260, 13),
        Belly(n + 4, 20, 92), Belly(n + 5, 195, 95.5), Belly(n + 6, 250, 93),
        Score(n + 7, 30, 30), Score(n + 8, 180, 40), Score(n + 9, 240, 33),
        Told(n + 10, 215, Sign(SymptomCodes.JointTightness, score: 8), Sign("FATIGUE", score: 5), Sign("HEADACHE", score: 4)),
        Told(n + 11, 220, Sign(SymptomCodes.JointTightness, score: 4), Sign("NAUSEA", score: 3)),
        Told(n + 12, 225, Sign("REDNESS", Side.Left), Sign("WARMTH", Side.Left)),
        Temperature(n + 13, 225.5, 38.6), Temperature(n + 14, 226, 39.7),
        Found(n + 15, 226.5, "cellulitis"), Over(n + 16, 232, "cellulitis"),
        Told(n + 17, 233, Sign("RASH"), Sign("CHILLS")),
        Told(n + 18, 240.5, Sign("LEG_SWELLING", Side.Left, 6, Onset.Sudden)), Told(n + 19, 241, Sign("LEG_PAIN", score: 5)),
        Over(n + 20, 245, "dvt"),
        Told(n + 21, 250, "CHEST_PAIN"), Over(n + 22, 251, "heart-disease"),
    ];

    /// <summary>
    /// What one rule finds, at the moment of the last fact. On the way it is seen that no order of arrival and no cut of the history
    /// makes a difference: judged up to any moment, remembered as JSON and gone on from, the outcome is the same.
    /// </summary>
    public static IReadOnlyList<Episode> JudgedBy(string rule, params PatientFact[] facts)
    {
        RuleSet rules = RuleSet.Third with { Active = [rule] };
        DateTimeOffset now = facts.Max(fact => fact.Origin.EffectiveTime);
        PatientPicture picture = Given.Picture(facts);
        IReadOnlyList<Episode> found = Rules.Judge(picture, rules, now);

        string turned = Text(Rules.Judge(Given.Picture([.. facts.Reverse()]), rules, now).Select(WithoutSeq));
        Assert.Equal(Text(found.Select(WithoutSeq)), turned);

        PatientSeries series = PatientSeries.Of(picture, rules);
        string whole = Text(Rules.GoOn(Judgement.Nothing, series, rules));
        foreach (DateTimeOffset cut in facts.Select(fact => fact.Origin.EffectiveTime).Distinct())
        {
            string half = Text(Rules.GoOn(Judgement.Nothing, series.Within(new(After: null, cut)), rules));
            Judgement remembered = JsonSerializer.Deserialize<Judgement>(half, AlertingEventTypes.Json)!;
            Assert.Equal(whole, Text(Rules.GoOn(remembered, series.Within(new(cut, UpTo: null)), rules)));
        }

        return found;
    }

    /// <summary>The one severity found, as on the wire; null for none.</summary>
    public static string? SeverityBy(string rule, params PatientFact[] facts) =>
        JudgedBy(rule, facts) is { Count: > 0 } found ? Assert.Single(found).Trail.Severity.ToWire() : null;

    /// <summary>One of the worked numbers.</summary>
    public static (JsonElement Input, JsonElement Expected) Vector(string id)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "vectors", "clinical.json"));
        using JsonDocument all = JsonDocument.Parse(file);
        JsonElement vector = all.RootElement.GetProperty("vectors").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == id).Clone();
        return (vector.GetProperty("input"), vector.GetProperty("expected"));
    }

    /// <summary>The severities a vector expects, one a case.</summary>
    public static string?[] Severities(JsonElement expected) =>
        [.. expected.GetProperty("severity").EnumerateArray().Select(severity => severity.GetString())];

    private static object WithoutSeq(Episode episode) => new
    {
        episode.Key,
        Evidence = episode.Trail.Kept.Select(evidence => evidence with { Seq = 0 }),
        episode.Trail.Count,
        episode.Trail.Severity,
        episode.Numbers,
        episode.Message,
        episode.End,
    };

    private static string Text(object judged) => JsonSerializer.Serialize(judged, AlertingEventTypes.Json);
}
