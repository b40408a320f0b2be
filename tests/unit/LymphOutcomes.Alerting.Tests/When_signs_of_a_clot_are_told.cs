using System.Text.Json;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-021 and LYM-022.</summary>
public sealed class When_signs_of_a_clot_are_told
{
    [Fact]
    public void The_worked_cases_come_out()
    {
        (JsonElement input, JsonElement expected) = Vector("V29");
        Assert.Equal(Severities(expected), input.GetProperty("cases").EnumerateArray().Select(one => SeverityBy(
            ClotSigns.Id,
            one[2].ValueKind == JsonValueKind.Null
                ? [Told(1, 0, NewSwelling(), Sign("LEG_PAIN", Side.Left))]
                : [TapedLegs(1, 0, 34 + one[2].GetDouble(), 34), TapedLegs(2, 30, 34 + one[3].GetDouble(), 34)])));
    }

    [Theory]
    [InlineData(37.0, null)]
    [InlineData(37.001, "urgent")]
    public void The_difference_of_the_legs_must_have_risen_by_more_than_three_centimetres(double cm, string? severity) =>
        Assert.Equal(severity, SeverityBy(ClotSigns.Id, TapedLegs(1, 0, 34, 34), TapedLegs(2, 30, cm, 34)));

    [Fact]
    public void It_is_about_the_leg_that_grew_whichever_is_watched()
    {
        CareContextKnown leftAtRisk = new(Given.Origin(0, -1), [LeftLeg], []);
        Episode right = Assert.Single(JudgedBy(ClotSigns.Id, leftAtRisk, TapedLegs(1, 0, 34, 34), TapedLegs(2, 30, 34, 38)));
        Assert.Equal(new AlertKey("LYM-021", new Limb(LimbSite.Leg, Side.Right)), right.Key);
        Assert.Equal(4, right.Numbers["differenceRiseCm"], 9);
        Assert.Equal(LeftLeg, Assert.Single(JudgedBy(
            ClotSigns.Id, leftAtRisk, TapedLegs(1, 0, 34, 34), TapedLegs(2, 30, 38, 34))).Key.Limb);
    }

    [Fact]
    public void A_leg_that_grew_more_than_is_believed_within_days_is_a_sign_all_the_same()
    {
        PatientFact[] legs = [new CareContextKnown(Given.Origin(0, -1), [LeftLeg], []), Legs(1, 0, 36, 36), Legs(2, 10, 41, 36)];
        Assert.Equal("jump", Assert.Single(Trajectories.Of(Given.Picture(legs), RuleSet.Third)).Points[^1].Held?.Reason.ToWire());
        Assert.Equal("urgent", SeverityBy(ClotSigns.Id, legs));
    }

    [Theory]
    [InlineData(null, 32, "urgent")]
    [InlineData(null, 36, "urgent")]
    [InlineData(null, 40, null)]
    [InlineData("lateral-malleolus", 40, null)]
    [InlineData("knee-joint-line", 0, "urgent")]
    [InlineData("knee-joint-line", 8, null)]
    [InlineData("groin", 40, "urgent")]
    public void A_thigh_is_no_calf_unless_nobody_knows_where_the_knee_is(string? zeroLandmark, double grownAtCm, string? severity)
    {
        Assert.Equal(severity, SeverityBy(ClotSigns.Id, Taped(1, 0, 0), Taped(2, 30, 3.1)));
        Assert.Null(SeverityBy(ClotSigns.Id, Taped(1, 0, 0), Taped(2, 30, 3)));

        LimbsMeasured Taped(int n, double day, double grownCm)
        {
            LimbsMeasured legs = TapedLegs(n, day, 34, 34);
            return legs with
            {
                // Whoever does not say it in one of the two sittings means the same place.
                Protocol = legs.Protocol with { ZeroLandmark = n == 1 ? zeroLandmark : null },
                Left = At(grownCm),
                Right = At(0),
            };
        }

        LimbReading At(double grownCm) => LimbReading.TryOfGirths(
            StationMeaning.Edge,
            [.. Enumerable.Range(-4, 16).Select(i => new Station(i * 4, 38 + (i * 4 == grownAtCm ? grownCm : 0)))],
            out LimbReading? reading,
            out _) ? reading : throw new InvalidOperationException();
    }

    [Fact]
    public void A_leg_that_is_twelve_percent_larger_all_the_way_up_is_swollen_and_no_emergency()
    {
        // Girths of a leg of eight litres; volume goes with their square.
        double[] leg = [22, 23.5, 27, 31.5, 35, 36.5, 35.5, 36, 38.5, 41, 44, 47.5, 50.5, 53, 55, 57];
        LimbsMeasured Sitting(int n, double day, double share) => TapedLegs(n, day, 34, 34) with
        {
            Left = Given.Tape([.. leg.Select(cm => cm * Math.Sqrt(share))], 4), Right = Given.Tape(leg, 4),
        };
        Assert.Null(SeverityBy(ClotSigns.Id, Sitting(1, 0, 1), Sitting(2, 30, 1.12)));
        Assert.Contains("LYM-001", Given
            .JudgedBy(RuleSet.Third, new CareContextKnown(Given.Origin(0, -1), [LeftLeg], []), Sitting(1, 0, 1), Sitting(2, 30, 1.12))
            .Select(episode => episode.Key.Rule));
    }

    [Fact]
    public void Sides_that_look_exchanged_are_none() => Assert.Empty(JudgedBy(
        ClotSigns.Id, new CareContextKnown(Given.Origin(0, -1), [LeftLeg], []), Legs(1, 0, 41, 36), Legs(2, 10, 36, 41)));

    [Fact]
    public void Both_legs_alike_are_no_sign() =>
        Assert.Empty(JudgedBy(ClotSigns.Id, TapedLegs(1, 0, 34, 34), TapedLegs(2, 30, 40, 40)));

    [Fact]
    public void Swelling_must_be_sudden_of_one_side_and_there()
    {
        SymptomTold pain = Sign("LEG_PAIN", Side.Left);
        Assert.Single(JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling(), pain)));
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, Sign("LEG_SWELLING", Side.Left, onset: Onset.Gradual), pain)));
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, Sign("LEG_SWELLING", onset: Onset.Sudden), pain)));
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, Sign("LEG_SWELLING", Side.Left, 0, Onset.Sudden), pain)));
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling())));
    }

    [Fact]
    public void The_pain_must_be_of_that_limb_or_of_none_named()
    {
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling(), Sign("LEG_PAIN", Side.Right))));
        Assert.Empty(JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling(), Sign("ARM_PAIN", Side.Left))));
        Assert.Single(JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling(), Sign("TENDERNESS"))));
        Episode arm = Assert.Single(JudgedBy(
            ClotSigns.Id, Told(1, 0, Sign("HAND_SWELLING", Side.Right, onset: Onset.Sudden), Sign("ARM_PAIN"))));
        Assert.Equal(new Limb(LimbSite.Arm, Side.Right), arm.Key.Limb);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2.0001, 0)]
    public void Swelling_and_pain_go_together_within_forty_eight_hours(double day, int episodes)
    {
        Assert.Equal(episodes, JudgedBy(ClotSigns.Id, Told(1, 0, NewSwelling()), Told(2, day, "LEG_PAIN")).Count);
        Assert.Equal(episodes, JudgedBy(ClotSigns.Id, Told(1, 0, "LEG_PAIN"), Told(2, day, NewSwelling())).Count);
    }

    [Theory]
    [InlineData("dvt", "provider", true)]
    [InlineData("blood-clot", "provider", true)]
    [InlineData("cellulitis", "provider", false)]
    public void Only_a_clinician_who_clears_a_clot_ends_it(string condition, string basis, bool ends)
    {
        Episode episode = Assert.Single(JudgedBy(
            ClotSigns.Id, Told(1, 0, NewSwelling(), Sign("LEG_PAIN")), TapedLegs(2, 50, 34, 34), Over(3, 100, condition, basis)));
        Assert.Equal(ends ? Given.Fact(3) : null, episode.End?.By);
    }

    [Theory]
    [InlineData(-1, "leg-left", true)]
    [InlineData(3, "leg-left", true)]
    [InlineData(3, "chest", true)]
    [InlineData(3, "leg-right", false)]
    [InlineData(-30, "leg-left", false)]
    public void The_end_of_another_clot_than_this_one_may_be_does_not(double notedDay, string area, bool ends)
    {
        PatientFact[] told = [Told(1, 0, NewSwelling(), Sign("LEG_PAIN", Side.Left)), Found(2, notedDay, "dvt", area)];
        Assert.Equal(!ends, Assert.Single(JudgedBy(ClotSigns.Id, [.. told, Over(3, 90, "dvt", ofRecord: "record-2")])).IsLive);
        Assert.False(Assert.Single(JudgedBy(ClotSigns.Id, [.. told, Over(3, 90, "dvt")])).IsLive);
        Assert.True(Assert.Single(JudgedBy(ClotSigns.Id, [.. told, Over(3, 90, "dvt", ofRecord: "unknown")])).IsLive);
    }

    [Fact]
    public void The_end_of_an_old_illness_ends_no_emergency() => Assert.True(Assert.Single(JudgedBy(
        EmergencySymptoms.Id,
        Found(1, -300, "heart-disease"), Told(2, 0, "CHEST_PAIN"), Over(3, 1, "heart-disease", ofRecord: "record-1"))).IsLive);

    [Theory]
    [InlineData("CHEST_PAIN")]
    [InlineData("COUGHING_BLOOD")]
    [InlineData("STROKE_SIGNS")]
    public void Chest_symptoms_and_signs_of_a_stroke_are_urgent_at_the_first_word(string code)
    {
        Assert.Equal("urgent", SeverityBy(EmergencySymptoms.Id, Told(1, 0, code)));
        Assert.Equal("urgent", SeverityBy(EmergencySymptoms.Id, Told(1, 0, Sign(code, score: 1))));
        Assert.Null(SeverityBy(EmergencySymptoms.Id, Told(1, 0, Sign(code, score: 0))));
    }

    [Fact]
    public void Breathlessness_is_one_when_it_came_suddenly()
    {
        Assert.Equal("urgent", SeverityBy(EmergencySymptoms.Id, Told(1, 0, Sign("DYSPNEA", onset: Onset.Sudden))));
        Assert.Null(SeverityBy(EmergencySymptoms.Id, Told(1, 0, Sign("DYSPNEA", onset: Onset.Gradual))));
    }

    [Fact]
    public void An_emergency_is_over_only_by_a_clinicians_word()
    {
        Episode episode = Assert.Single(JudgedBy(
            EmergencySymptoms.Id, Told(1, 0, "CHEST_PAIN"), Told(2, 1, Sign("CHEST_PAIN", score: 0)), Over(3, 2, "cellulitis")));
        Assert.True(episode.IsLive);
        Assert.Equal("Emergency symptoms reported. Tell the patient to call emergency services now.", episode.Message);
        Assert.Equal(Given.Fact(2), Assert.Single(JudgedBy(
            EmergencySymptoms.Id, Told(1, 0, "CHEST_PAIN"), Over(2, 2, "heart-disease"))).End?.By);
    }

    [Fact]
    public void No_text_states_a_diagnosis()
    {
        string[] redFlags = [CellulitisSigns.Id, ClotSigns.Id, EmergencySymptoms.Id, SepsisWords.Id];
        foreach (Episode episode in redFlags.SelectMany(rule => JudgedBy(rule, History(100))))
            Assert.DoesNotMatch("(?i)you have|patient has|is a clot|cellulitis|thrombosis|stroke|sepsis", episode.Message);
    }

    private static LimbsMeasured Legs(int n, double day, double leftCm, double rightCm) => TapedLegs(n, day, leftCm, rightCm) with
    {
        Left = Given.Tape([.. Enumerable.Repeat(leftCm, 5)], 8), Right = Given.Tape([.. Enumerable.Repeat(rightCm, 5)], 8),
    };

    private static SymptomTold NewSwelling() => Sign("LEG_SWELLING", Side.Left, 6, Onset.Sudden);
}
