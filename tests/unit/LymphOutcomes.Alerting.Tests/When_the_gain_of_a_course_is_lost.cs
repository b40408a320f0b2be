using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-036.</summary>
public sealed class When_the_gain_of_a_course_is_lost
{
    // From 1000 to 600 mL within ten sessions.
    private static readonly PatientFact[] Success =
        [Given.LeftArmAtRisk(99, surgeryDay: -400), Excess(1, 0, 1000), .. Course(10), Excess(2, 22, 600)];

    [Theory]
    [InlineData(799.99, 0)]
    [InlineData(800, 1)]
    public void Half_of_the_reduction_regained_calls_the_provider(double excess, int episodes)
    {
        IReadOnlyList<Episode> found = Every([.. Success, Excess(3, 100, excess)]);
        Assert.Equal(episodes, found.Count);
        Assert.All(found, episode => Assert.Equal(
            (Severity.CallProvider, Given.LeftArm, "s10", 50.0),
            (episode.Trail.Severity, episode.Key.Limb, episode.Key.Extra, episode.Trail.Peak.Value)));
    }

    [Fact]
    public void It_ends_below_half_also_after_another_course_began()
    {
        PatientFact[] lost = [.. Success, Excess(3, 100, 900)];
        Assert.True(Assert.Single(Every([.. lost, Excess(4, 120, 800)])).IsLive);
        Assert.Equal(Given.Fact(4), Assert.Single(Every([.. lost, Excess(4, 120, 799)])).End?.By);
        Assert.Equal(Given.Fact(4), Assert.Single(Every([.. lost, Session(60, 101), Excess(4, 120, 700)])).End?.By);
    }

    [Fact]
    public void Without_success_nothing_can_be_lost() =>
        Assert.Empty(Every([.. Success[..^1], Excess(2, 22, 801), Excess(3, 100, 1000)]));

    [Fact]
    public void A_few_sessions_are_no_success_yet() =>
        Assert.Empty(Every([Success[0], Excess(1, 0, 1000), .. Course(5), Excess(2, 22, 600), Excess(3, 100, 1000)]));

    [Theory]
    [InlineData(6, 600, 800)]
    [InlineData(10, 800, 900)]
    public void Six_sessions_and_a_fifth_less_are_a_success_that_can_be_lost(int sessions, double low, double halfLost) =>
        Assert.Single(Every([Success[0], Excess(1, 0, 1000), .. Course(sessions), Excess(2, 22, low), Excess(3, 100, halfLost)]));

    [Theory]
    [InlineData(999.9, "Half of the gain is lost")]
    [InlineData(1000, "All of the gain is lost")]
    public void It_says_how_much_is_lost(double excess, string words) => Assert.StartsWith(
        words, Assert.Single(Every([.. Success, Excess(3, 100, excess)])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_was_regained_counts_from_the_smallest_size_since()
    {
        PatientFact[] lower = [.. Success, Excess(3, 40, 400)];
        Assert.Empty(Every([.. lower, Excess(4, 100, 699)]));
        Assert.Single(Every([.. lower, Excess(4, 100, 700)]));
    }

    [Fact]
    public void A_course_that_passes_into_maintenance_is_watched_as_well() =>
        Assert.True(Assert.Single(Every(
            [
                .. Success,
                .. Enumerable.Range(0, 10).Select(i => Session(60 + i, 30 + (i * 7))),
                Excess(3, 95, 850),
            ])).IsLive);

    [Fact]
    public void A_corrected_reading_undoes_it() =>
        Assert.Empty(Every(
            [.. Success, Given.Arms(3, 100, 2900, record: "m"), Given.Arms(4, 100, 2650, record: "m", version: 2)]));

    private static PatientFact[] Course(int sessions) =>
        [.. Enumerable.Range(0, sessions).Select(i => Session(10 + i, 1 + (2.2 * i), record: $"s{10 + i}"))];

    private static LimbsMeasured Excess(int n, double day, double ml) => Given.Arms(n, day, 2000 + ml);

    private static IReadOnlyList<Episode> Every(PatientFact[] facts) => JudgedEveryWay(Relapse.Follow, 200, facts);
}
