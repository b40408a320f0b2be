using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-033.</summary>
public sealed class When_a_session_is_followed_by_side_effects
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(2.001, 0)]
    public void Within_forty_eight_hours_of_a_session_it_is_watched(double after, int episodes)
    {
        IReadOnlyList<Episode> found = Every(5, Session(1, 1), SideEffect(2, 1 + after, "headache"));
        Assert.Equal(episodes, found.Count);
        Assert.All(found, episode => Assert.Equal((Severity.Watch, "headache"), (episode.Trail.Severity, episode.Key.Extra)));
    }

    [Theory]
    [InlineData("headache", 6, Severity.Watch)]
    [InlineData("nausea", 7, Severity.CallProvider)]
    public void From_a_score_of_seven_on_it_calls(string effect, int score, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Every(5, Session(1, 1), SideEffect(2, 2, effect, score))).Trail.Severity);

    [Fact]
    public void Other_effects_and_a_score_of_none_raise_nothing() =>
        Assert.Empty(Every(5, Session(1, 1), SideEffect(2, 2, "other", 9), SideEffect(3, 2, "fatigue", 0)));

    [Fact]
    public void After_two_of_the_last_three_sessions_it_calls()
    {
        PatientFact[] sessions = [Session(1, 4), Session(2, 7), Session(3, 10)];
        Episode episode = Assert.Single(Every(11, [.. sessions, SideEffect(8, 4.5, "fatigue", 2), SideEffect(9, 10.5, "fatigue", 2)]));
        Assert.Equal(Severity.CallProvider, episode.Trail.Severity);
        Assert.Contains("after 2 of the last 3 sessions", episode.Message, StringComparison.Ordinal);
        // Told twice of the same session it is one.
        Assert.Equal(
            Severity.Watch,
            Assert.Single(Every(11, [.. sessions, SideEffect(8, 10.2, "fatigue", 2), SideEffect(9, 10.5, "fatigue", 2)])).Trail.Severity);
    }

    [Fact]
    public void After_the_first_and_fourth_it_is_watched_only() =>
        Assert.Equal(
            [Severity.Watch, Severity.Watch],
            Every(
                30,
                Session(1, 4), SideEffect(8, 4.5, "fatigue"),
                Session(2, 7), Session(3, 10), Session(4, 13), SideEffect(9, 13.5, "fatigue"))
                .Select(episode => episode.Trail.Severity));

    [Fact]
    public void Two_sessions_without_end_it_when_their_hours_are_over()
    {
        PatientFact[] facts = [Session(1, 1), SideEffect(2, 2, "nausea"), Session(3, 5), Session(4, 8)];
        Assert.True(Assert.Single(Every(10, facts)).IsLive);
        Ending end = Assert.Single(Every(10.1, facts)).End!;
        Assert.Equal((Given.Day(10).AddTicks(1), null), (end.At, end.By));
        Assert.True(Assert.Single(Every(99, facts[..3])).IsLive);
        // In the last of those hours it came back.
        Assert.True(Assert.Single(Every(20, [.. facts, SideEffect(5, 10, "nausea")])).IsLive);
        Assert.Equal(2, Every(20, [.. facts, Session(5, 15), SideEffect(6, 15.5, "nausea")]).Count);
    }

    [Fact]
    public void A_report_is_about_the_session_it_names_and_the_time_it_says()
    {
        PatientFact[] sessions = [Session(1, 1, record: "a"), Session(2, 5, record: "b")];
        Assert.Single(Every(9, [.. sessions, SideEffect(3, 6, "fatigue", began: 2, session: "a")]));
        Assert.Empty(Every(9, [.. sessions, SideEffect(3, 6, "fatigue", session: "a")]));
        Assert.Empty(Every(9, [.. sessions, SideEffect(3, 6, "fatigue", session: "unknown")]));
        Assert.Empty(Every(9, [.. sessions, SideEffect(3, 6, "fatigue", began: 4.9, session: "b")]));
        Assert.Single(Every(9, [.. sessions, SideEffect(3, 9, "fatigue", began: 5.5)]));
    }

    [Fact]
    public void Each_effect_is_an_alert_of_its_own_and_says_what_to_do()
    {
        IReadOnlyList<Episode> found = Every(3, Session(1, 1), SideEffect(2, 2, "fatigue"), SideEffect(3, 2, "nausea", 8));
        Assert.Equal(
            [
                "Side effect after massage: fatigue. Let the provider know so sessions can be adapted.",
                "Side effect after massage: nausea (8 of 10). Let the provider know so sessions can be adapted.",
            ],
            found.Select(episode => episode.Message));
    }

    private static IReadOnlyList<Episode> Every(double now, params PatientFact[] facts) =>
        JudgedEveryWay(SideEffectAfterSession.Follow, now, facts);
}
