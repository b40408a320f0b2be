using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-032.</summary>
public sealed class When_a_session_touches_what_it_must_not
{
    [Fact]
    public void A_marked_area_calls_the_provider()
    {
        Episode episode = Assert.Single(Every(
            Restricted(1, 0, ["breast-left", "chest"]), SessionOn(2, 5, ["neck", "chest", "breast-left"])));
        Assert.Equal((Severity.CallProvider, true, "record-2"), (episode.Trail.Severity, episode.IsLive, episode.Key.Extra));
        Assert.Equal("Session covered chest and left breast, which is marked not to be massaged.", episode.Message);
    }

    [Fact]
    public void Other_areas_and_sessions_whose_areas_were_not_said_raise_nothing() =>
        Assert.Empty(Every(Restricted(1, 0, ["chest"]), SessionOn(2, 5, ["neck"]), Session(3, 6)));

    [Fact]
    public void Lifting_a_restriction_makes_no_earlier_session_right()
    {
        PatientFact[] lifted = [Restricted(1, 3, ["chest"], "r"), Restricted(2, 6, [], "r", version: 2)];
        Assert.Equal(
            ["record-4", "record-5"],
            Every([.. lifted, .. ((double[])[2.999, 3, 5.999, 6]).Select((day, i) => SessionOn(3 + i, day, ["chest"]))])
                .Select(episode => episode.Key.Extra)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("yes", 0)]
    [InlineData("no", 1)]
    [InlineData("not-needed", 1)]
    [InlineData(null, 1)]
    public void A_groin_without_consent_is_watched(string? consent, int episodes)
    {
        IReadOnlyList<Episode> found = Every(SessionOn(2, 5, ["groin-right", "leg-right"], consent));
        Assert.Equal(episodes, found.Count);
        Assert.All(found, episode => Assert.Equal(
            (Severity.Watch, "Groin treated, no consent on record."), (episode.Trail.Severity, episode.Message)));
    }

    [Fact]
    public void Both_at_once_are_one_alert() =>
        Assert.Equal(
            (Severity.CallProvider, "Session covered chest, which is marked not to be massaged. Groin treated, no consent on record."),
            Every(Restricted(1, 0, ["chest"]), SessionOn(2, 5, ["chest", "groin-left"]))
                .Select(episode => (episode.Trail.Severity, episode.Message))
                .Single());

    private static AreasRestricted Restricted(int n, double day, string[] areas, string? record = null, int? version = null) =>
        new(Given.Origin(n, day, record, version), areas, "irradiated-skin");

    private static IReadOnlyList<Episode> Every(params PatientFact[] facts) => JudgedEveryWay(AreaOrConsent.Follow, 30, facts);
}
