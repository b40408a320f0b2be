using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-031.</summary>
public sealed class When_a_session_is_planned_against_a_condition
{
    private static readonly PatientFact[] Conflict = [Found(1, 2, "cellulitis"), Booked(2, 1, startsOn: 10, record: "b")];

    [Theory]
    [InlineData(2, Severity.Watch)]
    [InlineData(8.999, Severity.Watch)]
    [InlineData(9, Severity.CallProvider)]
    [InlineData(9.999, Severity.CallProvider)]
    public void It_is_watched_until_a_day_before_and_then_calls(double now, Severity severity)
    {
        Episode episode = Assert.Single(Every(now, Conflict));
        Assert.Equal((severity, true, "b"), (episode.Trail.Severity, episode.IsLive, episode.Key.Extra));
        Assert.Equal(Given.Day(2), episode.Trail.First.At);
    }

    [Fact]
    public void Known_less_than_a_day_before_it_calls_at_once()
    {
        Assert.Equal(Severity.Watch, Assert.Single(Every(9, Found(1, 0, "fever"), Booked(2, 9, startsOn: 10.001))).Trail.Severity);
        Assert.Equal(Severity.CallProvider, Assert.Single(Every(9, Found(1, 0, "fever"), Booked(2, 9, startsOn: 9.9))).Trail.Severity);
    }

    [Fact]
    public void Its_time_ends_it_and_then_it_starts_no_alert()
    {
        Episode over = Assert.Single(Every(10, Conflict));
        Assert.Equal((new Ending(Given.Day(10), By: null), false), (over.End, over.IsToldWhenOver));
        // Something else that happened later changes nothing of it.
        Assert.Equal(over.End, Assert.Single(Every(12, [.. Conflict, Session(5, 11)]), episode => episode.Key == over.Key).End);
    }

    [Fact]
    public void A_cancellation_ends_it() =>
        Assert.Equal(
            new Ending(Given.Day(4), Given.Fact(5)), Assert.Single(Every(6, [.. Conflict, CalledOff(5, 4, "b")])).End);

    [Fact]
    public void A_booking_made_anew_after_its_cancellation_counts_again() =>
        Assert.True(Assert.Single(
            Every(6, [.. Conflict, CalledOff(5, 4, "b"), Booked(6, 5, startsOn: 12, record: "b", version: 2)])).IsLive);

    [Fact]
    public void A_condition_that_is_over_ends_it()
    {
        Assert.Equal(
            new Ending(Given.Day(4), Given.Fact(5)), Assert.Single(Every(6, [.. Conflict, Over(5, 4, "cellulitis")])).End);
        Assert.True(Assert.Single(Every(6, [.. Conflict, Over(5, 4, "cellulitis"), Found(6, 5, "cellulitis")])).IsLive);
        Assert.Empty(Every(6, [Conflict[0], Over(5, 2.5, "cellulitis"), Booked(2, 3, startsOn: 10)]));
    }

    [Fact]
    public void A_clearance_that_is_good_on_the_day_ends_it_and_a_shorter_one_does_not()
    {
        PatientFact[] conflict = [Found(1, -4000, "heart-disease"), Booked(2, 1, startsOn: 10)];
        Assert.Equal(
            new Ending(Given.Day(4), Given.Fact(5)), Assert.Single(Every(6, [.. conflict, Cleared(5, 4, "heart-disease")])).End);
        Assert.True(Assert.Single(Every(6, [.. conflict, Cleared(5, 4, "heart-disease", until: 9)])).IsLive);
        Assert.Empty(Every(6, [.. conflict, Cleared(5, 0, "heart-disease")]));
    }

    [Fact]
    public void A_fever_on_the_thermometer_speaks_against_it_until_it_is_over()
    {
        PatientFact[] conflict = [Temperature(1, 2, 38.5), Booked(2, 1, startsOn: 10)];
        Assert.True(Assert.Single(Every(6, conflict)).IsLive);
        Assert.Equal(new Ending(Given.Day(3), Given.Fact(5)), Assert.Single(Every(6, [.. conflict, Over(5, 3, "fever")])).End);
        Assert.Equal(
            new Ending(Given.Day(5), Given.Fact(6)),
            Assert.Single(Every(6, [.. conflict, Temperature(5, 3, 37), Temperature(6, 5, 37)])).End);
    }

    [Fact]
    public void A_booking_moved_away_from_the_condition_raises_nothing() =>
        Assert.Empty(Every(6, Found(1, 2, "fever"), Over(3, 4, "fever"), Booked(2, 1, 10, "b"), Booked(4, 5, 12, "b", version: 2)));

    [Fact]
    public void A_booking_without_a_condition_raises_nothing() => Assert.Empty(Every(6, Booked(2, 1, startsOn: 10)));

    [Fact]
    public void Many_bookings_ahead_are_an_alert_each() =>
        Assert.Equal(
            20,
            Every(2, [Conflict[0], .. Enumerable.Range(0, 20).Select(i => Booked(10 + i, 1, startsOn: 5 + i))])
                .Count(episode => episode.IsLive));

    private static IReadOnlyList<Episode> Every(double now, params PatientFact[] facts) =>
        JudgedEveryWay(PlannedDespiteCondition.Follow, now, facts);
}
