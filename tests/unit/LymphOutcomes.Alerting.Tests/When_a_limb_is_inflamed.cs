using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Readings during cellulitis or a deep vein thrombosis, and four weeks after, are kept and marked.</summary>
public sealed class When_a_limb_is_inflamed
{
    private static readonly DateOnly Onset = DateOnly.FromDateTime(Given.Day(100).DateTime);

    [Theory]
    [InlineData("cellulitis", true)]
    [InlineData("dvt", true)]
    [InlineData("infection", false)]
    [InlineData("blood-clot", false)]
    [InlineData("fever", false)]
    [InlineData("lipedema", false)]
    public void Some_conditions_make_readings_acute(string condition, bool isAcute) => Assert.Equal(
        isAcute, Marks(new ConditionFound(Given.Origin(9, 101), condition, Onset, [], null), 105)[0]);

    [Fact]
    public void From_the_day_of_onset_until_28_days_after_it_was_over() => Assert.Equal(
        [false, true, true, true, false],
        Marks(
            [
                new ConditionFound(Given.Origin(9, 101), "cellulitis", Onset, [], null),
                new ConditionOver(Given.Origin(10, 110), "cellulitis", "provider", OfRecordKey: null),
            ],
            99.6, 99.7, 109, 137.9, 138));

    [Fact]
    public void It_is_never_over_by_time_alone_nor_by_the_end_of_another() => Assert.Equal(
        [true],
        Marks(
            [
                new ConditionFound(Given.Origin(9, 101, record: "c1"), "cellulitis", null, [], null),
                new ConditionOver(Given.Origin(10, 90), "cellulitis", "provider", OfRecordKey: null),
                new ConditionOver(Given.Origin(11, 110), "cellulitis", "provider", OfRecordKey: "c2"),
                new ConditionOver(Given.Origin(12, 110), "dvt", "provider", OfRecordKey: null),
            ],
            400));

    [Fact]
    public void Two_days_without_fever_end_no_inflammation_of_the_skin() => Assert.Equal(
        [true],
        Marks(
            [
                new ConditionFound(Given.Origin(9, 101), "cellulitis", null, [], null),
                new ConditionOver(Given.Origin(10, 110), "cellulitis", "fever-free-48h", OfRecordKey: null),
            ],
            200));

    [Fact]
    public void The_readings_still_count_for_the_limits() => Assert.Contains(
        Given.JudgedBy(
            RuleSet.Third,
            Given.LeftArmAtRisk(0),
            Given.Arms(1, -5, 2000),
            new ConditionFound(Given.Origin(9, 101), "cellulitis", Onset, [], null),
            Given.Arms(2, 105, 2240)),
        episode => episode.Key.Rule == "LYM-001");

    private static IReadOnlyList<bool> Marks(PatientFact condition, params double[] days) => Marks([condition], days);

    private static IReadOnlyList<bool> Marks(PatientFact[] conditions, params double[] days) =>
    [
        .. Trajectories.Of(
                Given.Picture(
                [
                    Given.LeftArmAtRisk(0),
                    Given.Arms(50, -5, 2000),
                    .. conditions,
                    .. days.Select((day, i) => Given.Arms(60 + i, day, 2000)),
                ]),
                RuleSet.Third)
            .Single().Points.Skip(1).Select(point => point.IsAcute),
    ];
}
