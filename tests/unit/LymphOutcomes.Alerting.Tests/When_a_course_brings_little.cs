using System.Text.Json;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-035; V22 to V25.</summary>
public sealed class When_a_course_brings_little
{
    private static readonly PatientFact AtRisk = Given.LeftArmAtRisk(99, surgeryDay: -400);

    [Theory]
    [InlineData("V22")]
    [InlineData("V23")]
    [InlineData("V24")]
    [InlineData("V25")]
    public void The_courses_of_the_worked_numbers_are_judged(string id)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "clinical.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement vector = file.RootElement.GetProperty("vectors").EnumerateArray()
            .Single(candidate => candidate.GetProperty("id").GetString() == id);
        JsonElement input = vector.GetProperty("input");
        double days = input.GetProperty("span_days").GetDouble();
        IReadOnlyList<Episode> found = Every(
        [
            AtRisk,
            Excess(1, 0, input.GetProperty("E1_mL").GetDouble()),
            .. Course(input.GetProperty("sessions").GetInt32(), days),
            Excess(2, days + 2, input.GetProperty("E2_mL").GetDouble()),
        ]);
        string? expected = vector.GetProperty("expected").GetProperty("nonresponse").GetString();
        Assert.Equal(expected == "not_evaluable" ? null : expected, found.Select(WordOf).SingleOrDefault());
        if (found.Count == 1)
        {
            Assert.Equal(
                vector.GetProperty("expected").GetProperty("PREV_pct").GetDouble(), found[0].Numbers["reductionPercent"], 4);
            Assert.Equal((Given.LeftArm, "s10"), (found[0].Key.Limb, found[0].Key.Extra));
        }
    }

    [Theory]
    [InlineData(5, 20, 600, null)]
    [InlineData(6, 13.99, 600, null)]
    [InlineData(6, 14, 540.01, "watch")]
    [InlineData(6, 14, 540, null)]
    [InlineData(9, 20, 500, null)]
    [InlineData(10, 20, 480.01, "call_provider")]
    [InlineData(10, 20, 480, null)]
    [InlineData(10, 20, 700, "call_provider")]
    public void Each_limit_is_met_by_the_smallest_step(int sessions, double days, double excess, string? expected) =>
        Assert.Equal(
            expected,
            Every([AtRisk, Excess(1, 0, 600), .. Course(sessions, days), Excess(2, days + 2, excess)])
                .Select(WordOf)
                .SingleOrDefault());

    [Fact]
    public void It_ends_when_a_fifth_is_gone_also_after_another_course_began()
    {
        PatientFact[] course = [AtRisk, Excess(1, 0, 600), .. Course(10, 20), Excess(2, 22, 550)];
        Assert.True(Assert.Single(Every([.. course, Excess(3, 30, 481)])).IsLive);
        Assert.Equal(Given.Fact(3), Assert.Single(Every([.. course, Excess(3, 30, 480)])).End?.By);
        Assert.Equal(
            Given.Fact(4),
            Assert.Single(Every([.. course, Excess(3, 60, 550), Session(60, 61), Excess(4, 62, 470)])).End?.By);
    }

    [Fact]
    public void Only_the_first_reading_after_a_session_is_judged() =>
        Assert.Empty(Every([AtRisk, Excess(1, 0, 600), .. Course(10, 20), Excess(2, 22, 400), Excess(3, 50, 590)]));

    [Fact]
    public void Sessions_of_other_kinds_do_not_count()
    {
        PatientFact[] others =
        [
            .. Enumerable.Range(0, 6).Select(i => Session(10 + i, 1 + (i * 3), "self")),
            .. Enumerable.Range(0, 6).Select(i => Session(30 + i, 2 + (i * 3), purpose: "cosmetic")),
        ];
        Assert.Empty(Every([AtRisk, Excess(1, 0, 600), .. others, Excess(2, 22, 600)]));
    }

    [Fact]
    public void A_gap_of_more_than_fourteen_days_begins_another_course()
    {
        PatientFact[] two = [.. Course(5, 12), .. Course(5, 12, from: 30, n: 40)];
        Assert.Empty(Every([AtRisk, Excess(1, 0, 600), .. two, Excess(2, 44, 600)]));
        // A session that becomes known later closes the gap.
        Assert.Single(Every([AtRisk, Excess(1, 0, 600), .. two, Session(60, 20), Excess(2, 44, 600)]));
    }

    [Theory]
    [InlineData(-13, 1)]
    [InlineData(-13.001, 0)]
    public void The_reading_before_is_at_most_fourteen_days_older(double day, int episodes) =>
        Assert.Equal(episodes, Every([AtRisk, Excess(1, day, 600), .. Course(6, 14), Excess(2, 16, 590)]).Count);

    [Fact]
    public void Another_method_is_not_compared()
    {
        LimbsMeasured other = Excess(2, 16, 590);
        other = other with { Protocol = other.Protocol with { Method = MeasuringMethod.Water } };
        Assert.Empty(Every([AtRisk, Excess(1, 0, 600), .. Course(6, 14), other]));
    }

    [Theory]
    [InlineData(6, 2450.01, "watch")]
    [InlineData(6, 2450, null)]
    [InlineData(10, 2400.01, "call_provider")]
    [InlineData(10, 2400, null)]
    public void Two_sided_disease_is_judged_by_volume(int sessions, double ml, string? expected) =>
        Assert.Equal(
            expected,
            Every(
                [
                    Given.LeftArmAtRisk(99, surgeryDay: -400, bothArms: true),
                    Given.Arms(1, 0, 2500),
                    .. Course(sessions, 14),
                    Given.Arms(2, 16, ml, rightMl: 1000),
                ])
                .Where(episode => episode.Key.Limb == Given.LeftArm)
                .Select(WordOf)
                .SingleOrDefault());

    [Fact]
    public void Where_volume_cannot_say_the_symptoms_do()
    {
        PatientFact[] course = [AtRisk, Excess(1, 0, 180), Heavy(3, 0, 5), .. Course(6, 14)];
        Episode watched = Assert.Single(Every([.. course, Heavy(4, 16, 5)]));
        Assert.Equal((Severity.Watch, null, "s10"), (watched.Trail.Severity, watched.Key.Limb, watched.Key.Extra));
        Assert.Empty(Every([.. course, Heavy(4, 16, 4)]));
        Assert.Empty(Every([.. course[..^1], Heavy(4, 16, 5)]));
        Assert.Empty(Every([AtRisk, Excess(1, 0, 180), .. Course(6, 14), Heavy(4, 16, 5)]));
        Assert.Equal(Given.Fact(5), Assert.Single(Every([.. course, Heavy(4, 16, 5), Heavy(5, 18, 4)])).End?.By);
    }

    [Fact]
    public void A_pair_of_readings_takes_the_word_from_the_symptoms()
    {
        PatientFact[] course = [AtRisk, Excess(1, 0, 600), Heavy(3, 0, 5), .. Course(6, 14), Heavy(4, 16, 5)];
        Assert.Equal(Given.Fact(2), Assert.Single(Every([.. course, Excess(2, 17, 400)])).End?.By);
        Assert.Empty(Every([.. course[..^1], Excess(2, 15.5, 400), Heavy(4, 16, 5)]));
    }

    [Fact]
    public void The_message_claims_nothing_of_the_massage()
    {
        PatientFact[] course = [AtRisk, Excess(1, 0, 600), .. Course(10, 20)];
        Assert.Equal(
            "10 sessions, swelling down only 15.0 %. Ask the provider about other treatments.",
            Assert.Single(Every([.. course, Excess(2, 22, 510)])).Message);
        Assert.Equal(
            "10 sessions, swelling up 10.0 %. Ask the provider about other treatments.",
            Assert.Single(Every([.. course, Excess(2, 22, 660)])).Message);
    }

    [Fact]
    public void Courses_without_end_do_not_fill_the_memory()
    {
        PatientFact[] courses =
        [
            AtRisk,
            .. Enumerable.Range(0, 12).SelectMany(i => (PatientFact[])
            [
                Excess(100 + i, i * 60, 600), .. Course(6, 14, from: (i * 60) + 1, n: 120 + (i * 6)), Excess(200 + i, (i * 60) + 16, 600),
            ]),
        ];
        Assert.Equal(12, Judged(NoResponse.Follow, 900, courses).Count(episode => episode.IsLive));
    }

    private static PatientFact[] Course(int sessions, double days, double from = 1, int n = 10) =>
    [
        .. Enumerable.Range(0, sessions).Select(i => Session(n + i, from + (days * i / (sessions - 1)), record: $"s{n + i}")),
    ];

    // The left arm so much larger than the right.
    private static LimbsMeasured Excess(int n, double day, double ml) => Given.Arms(n, day, 2000 + ml);

    private static SymptomsTold Heavy(int n, double day, int score) =>
        Given.Told(n, day, SymptomCodes.ArmSwelling, score, side: Side.Left);

    private static string? WordOf(Episode episode) => episode.Trail.Severity == Severity.CallProvider ? "call_provider" : "watch";

    private static IReadOnlyList<Episode> Every(PatientFact[] facts) => JudgedEveryWay(NoResponse.Follow, 200, facts);
}
