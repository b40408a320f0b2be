using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-034.</summary>
public sealed class When_self_massage_was_not_taught
{
    [Fact]
    public void The_first_session_by_oneself_is_watched_and_later_ones_are_more_of_it()
    {
        Episode episode = Assert.Single(Every(Session(1, 1, "self"), Session(2, 2, "self"), Session(3, 3, "therapist")));
        Assert.Equal(
            (Severity.Watch, 2, true, "Doing self-massage; no instruction on file. Offer teaching."),
            (episode.Trail.Severity, episode.Trail.Count, episode.IsLive, episode.Message));
    }

    [Theory]
    [InlineData("therapist")]
    [InlineData("caregiver")]
    public void Sessions_by_others_raise_nothing(string givenBy) => Assert.Empty(Every(Session(1, 1, givenBy)));

    [Fact]
    public void An_instruction_before_or_at_the_time_is_in_time()
    {
        Assert.Empty(Every(Taught(1, 1), Session(2, 1, "self"), Session(3, 9, "self")));
        Assert.Single(Every(Taught(1, 1.001), Session(2, 1, "self")));
    }

    [Fact]
    public void The_instruction_ends_it_for_good()
    {
        Episode episode = Assert.Single(Every(Session(1, 1, "self"), Taught(2, 5), Session(3, 6, "self"), Taught(4, 9)));
        Assert.Equal(new Ending(Given.Day(5), Given.Fact(2)), episode.End);
    }

    [Fact]
    public void An_instruction_that_becomes_known_later_leaves_nothing() =>
        Assert.Empty(Every(Session(1, 1, "self"), Session(3, 6, "self"), Taught(4, 0)));

    private static DrainageTaught Taught(int n, double day) => new(Given.Origin(n, day), Areas: null);

    private static IReadOnlyList<Episode> Every(params PatientFact[] facts) => JudgedEveryWay(SelfMassageUntaught.Follow, 30, facts);
}
