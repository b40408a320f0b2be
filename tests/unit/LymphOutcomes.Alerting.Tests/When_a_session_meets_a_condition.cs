using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-030; V38 and V39.</summary>
public sealed class When_a_session_meets_a_condition
{
    [Fact]
    public void Sessions_from_the_onset_to_before_the_clearance_are_urgent()
    {
        IReadOnlyList<Episode> episodes = Every(60, [Found(1, 10, "cellulitis"), Over(2, 18, "cellulitis"), .. Sessions()]);
        Assert.Equal(["s10", "s17"], episodes.Select(episode => episode.Key.Extra).Order(StringComparer.Ordinal));
        Assert.All(episodes, episode => Assert.Equal((Severity.Urgent, true), (episode.Trail.Severity, episode.IsLive)));
    }

    [Fact]
    public void An_onset_dated_back_later_makes_an_old_session_wrong_afterwards()
    {
        ConditionFound first = Found(1, 10, "cellulitis", record: "c");
        ConditionFound corrected = Found(9, 9, "cellulitis", record: "c", version: 2);
        Assert.Equal(
            ["s10", "s17", "s9"],
            Every(60, [first, corrected, Over(2, 18, "cellulitis"), .. Sessions()])
                .Select(episode => episode.Key.Extra)
                .Order(StringComparer.Ordinal));
        // Noted only now, and began on a day that is long past.
        Assert.Equal(4, Every(60, [Found(1, 30, "cellulitis", onset: 5), .. Sessions()]).Count);
    }

    [Fact]
    public void Heart_disease_calls_the_provider_until_one_clears_it()
    {
        ConditionFound heart = Found(1, -4000, "heart-disease");
        Assert.Equal(Severity.CallProvider, Assert.Single(Every(6, heart, Session(2, 5))).Trail.Severity);
        Assert.Empty(Every(6, heart, Cleared(3, 4, "heart-disease"), Session(2, 5)));
        Assert.Empty(Every(6, heart, Cleared(3, 5, "heart-disease"), Session(2, 5)));
        Assert.Single(Every(6, heart, Cleared(3, 5.001, "heart-disease"), Session(2, 5)));
        Assert.Single(Every(6, heart, Cleared(3, 4, "kidney-failure"), Session(2, 5)));
    }

    [Fact]
    public void A_clearance_is_good_to_the_end_of_its_last_day()
    {
        // Days of the tests begin at nine in the morning.
        PatientFact[] cleared = [Found(1, -4000, "kidney-failure"), Cleared(2, 0, "kidney-failure", until: 10)];
        Assert.Empty(Every(20, [.. cleared, Session(3, 10.624)]));
        Assert.Single(Every(20, [.. cleared, Session(3, 10.625)]));
    }

    [Fact]
    public void Both_groups_at_once_are_as_grave_as_the_graver_and_named_together()
    {
        Episode episode = Assert.Single(Every(6, Found(1, -10, "heart-disease"), Found(2, 4, "dvt"), Session(3, 5, "self")));
        Assert.Equal(Severity.Urgent, episode.Trail.Severity);
        Assert.Equal([Given.Fact(3), Given.Fact(1), Given.Fact(2)], episode.Trail.Kept.Select(evidence => evidence.Fact));
        Assert.Equal(
            "Massage was given on 2025-03-08 although deep vein thrombosis and heart disease is on record. "
            + "Tell the provider and the therapist.",
            episode.Message);
    }

    [Fact]
    public void A_fever_on_the_thermometer_holds_without_a_diagnosis()
    {
        Assert.Empty(Every(9, Temperature(1, 0, 37.9), Session(2, 1)));
        Episode episode = Assert.Single(Every(9, Temperature(1, 0, 38.0), Session(2, 0)));
        Assert.Equal((Severity.Urgent, Given.Fact(1)), (episode.Trail.Severity, episode.Trail.Last.Fact));
        PatientFact[] below = [Temperature(1, 0, 38.0), Temperature(2, 1, 37.0), Temperature(3, 2.999, 37.0), Session(5, 3)];
        Assert.Single(Every(9, below));
        Assert.Empty(Every(9, [.. below, Temperature(4, 3, 37.0)]));
        Assert.Empty(Every(9, Temperature(1, 0, 39), Over(2, 1, "fever"), Session(3, 2)));
        Assert.Single(Every(9, Temperature(1, 0, 39), Over(2, 1, "fever"), Temperature(4, 1.5, 38.5), Session(3, 2)));
        Assert.Empty(Every(9, Temperature(1, 0, 39), Cleared(2, 1, "fever"), Session(3, 2)));
    }

    [Fact]
    public void Conditions_that_hold_nothing_raise_nothing() =>
        Assert.Empty(Every(6, Found(1, 0, "lymphedema"), Found(2, 0, "active-implant"), Session(3, 5)));

    [Fact]
    public void Each_session_is_an_alert_and_a_person_alone_takes_it_away()
    {
        IReadOnlyList<Episode> episodes = Every(
            400, [Found(1, 0, "stroke"), Over(2, 100, "stroke"), .. Enumerable.Range(0, 50).Select(i => Session(10 + i, i + 1))]);
        Assert.Equal(50, episodes.Select(episode => episode.Key).Distinct().Count());
        Assert.All(episodes, episode => Assert.True(episode.IsLive));
    }

    [Fact]
    public void A_corrected_or_retracted_condition_undoes_it()
    {
        ConditionFound wrong = Found(1, 0, "fever", record: "c");
        Assert.Empty(Every(9, wrong, Found(4, 0, "lymphedema", record: "c", version: 2), Session(2, 5)));
        Assert.Empty(Every(9, wrong, new RecordTakenBack(Given.Origin(4, 6, "c")), Session(2, 5)));
    }

    private static PatientFact[] Sessions() =>
        [.. ((int[])[9, 10, 17, 18]).Select((day, i) => Session(20 + i, day, record: $"s{day}"))];

    private static IReadOnlyList<Episode> Every(double now, params PatientFact[] facts) =>
        JudgedEveryWay(SessionDespiteCondition.Follow, now, facts);
}
