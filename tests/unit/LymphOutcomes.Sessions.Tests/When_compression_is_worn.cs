using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Sessions.WearingCompression;

namespace LymphOutcomes.Sessions.Tests;

using static Treatments;

public sealed class When_compression_is_worn
{
    [Fact]
    public void A_garment_is_prescribed_fitted_and_grows_old()
    {
        SessionEvent[] facts = [Sleeve(0, handedOut: Date(3))];

        CompressionGarment garment = Assert.Single(Garments(facts)).Garment;
        Assert.Equal(
            ("g-1", "sleeve", 12.0, "left", "day", 23.0, 32.0),
            (
                garment.Id, garment.Kind, garment.HoursPerDay, garment.Side, garment.WornAt, garment.PressureMinMmHg,
                garment.PressureMaxMmHg));
        Assert.Equal((Day(0), Date(3), null), (garment.PrescribedAt, garment.FittedOn, garment.ReplacedOn));
        Assert.Equal((null, false), Age(facts, 2));
        Assert.Equal((183, false), Age(facts, 186));
        Assert.Equal((184, true), Age(facts, 187));
    }

    [Fact]
    public void Another_of_its_kind_side_and_time_of_day_replaces_it()
    {
        SessionEvent[] facts = [Sleeve(0), Sleeve(200, record: "g-2"), Sleeve(10, record: "right", side: Side.Right)];

        Assert.Equal(["g-2", "right", "g-1"], Garments(facts).Select(one => one.Garment.Id));
        Assert.Equal([null, null, Date(200)], Garments(facts).Select(one => one.Garment.ReplacedOn));
        CompressionGarment first = Garments(facts)[^1].Garment;
        // On the day before it was replaced it was old; since then it is no more in use.
        Assert.True(CompressionEndpoint.AsOf(first, [], Date(199)).IsOld);
        Assert.False(CompressionEndpoint.AsOf(first, [], Date(200)).IsOld);
    }

    [Fact]
    public void A_later_version_changes_the_hours_and_not_the_day_it_was_fitted()
    {
        SessionEvent[] facts =
        [
            Sleeve(0), Sleeve(4, hours: 6, version: 2),
            .. Enumerable.Range(0, 7).Select(day => Worn(day, 6)),
        ];

        CompressionGarment garment = Assert.Single(Garments(facts)).Garment;
        Assert.Equal((6.0, Date(0)), (garment.HoursPerDay, garment.FittedOn));
        Assert.Equal((42.0, (4 * 12) + (3 * 6.0)), (garment.LastWeek.WornHours, garment.LastWeek.AdvisedHours));
    }

    [Fact]
    public void Adherence_is_the_share_of_the_advised_hours_on_the_days_told_of()
    {
        SessionEvent[] facts = [Sleeve(0), .. Enumerable.Range(1, 30).Where(day => day != 20).Select(day => Worn(day, day < 24 ? 12 : 9))];

        CompressionGarment garment = Assert.Single(Garments(facts)).Garment;
        Assert.Equal(Date(30), garment.ToldUntil);
        Assert.Equal((7, 7, 63.0, 84.0, 75.0), Values(garment.LastWeek));
        Assert.Equal((28, 27, (20 * 12) + (7 * 9.0), 27 * 12.0), Values(garment.LastFourWeeks) is var (days, told, worn, advised, _)
            ? (days, told, worn, advised)
            : default);
        Assert.Equal(28, CompressionEndpoint.AsOf(garment, Garments(facts)[0].Days, Date(30)).Days.Count);
    }

    [Fact]
    public void Nothing_told_of_is_no_share()
    {
        CompressionGarment garment = Assert.Single(Garments([Sleeve(0)])).Garment;

        Assert.Equal((null, null, null), (garment.ToldUntil, garment.LastWeek.Percent, garment.LapsedSince));
    }

    [Fact]
    public void A_lapse_begins_below_half_over_a_week_and_ends_at_seventy_percent()
    {
        SessionEvent[] week = [Sleeve(0), .. Enumerable.Range(1, 7).Select(day => Worn(day, 5.9))];

        Assert.Null(LapsedSince(week[..^1]));
        Assert.Equal(Date(7), LapsedSince(week));
        Assert.Equal(Date(7), LapsedSince([.. week, .. Enumerable.Range(8, 7).Select(day => Worn(day, 8.3))]));
        Assert.Null(LapsedSince([.. week, .. Enumerable.Range(8, 7).Select(day => Worn(day, 8.4))]));
    }

    [Fact]
    public void Three_days_at_zero_are_a_lapse_and_a_day_without_a_report_is_none()
    {
        Assert.Equal(Date(3), LapsedSince([Sleeve(0), Worn(1, 0), Worn(2, 0), Worn(3, 0)]));
        Assert.Null(LapsedSince([Sleeve(0), Worn(1, 0), Worn(2, 0), Worn(4, 0)]));
    }

    [Fact]
    public void Of_two_reports_of_one_day_the_longer_time_counts() =>
        Assert.Equal(10, Assert.Single(Garments([Sleeve(0), Worn(1, 4), Worn(1, 10, record: "again")])).Garment.LastWeek.WornHours);

    [Fact]
    public void A_report_that_names_no_garment_is_of_the_one_in_use_and_of_none_when_there_are_several()
    {
        SessionEvent[] two = [Sleeve(0), Sleeve(10, record: "g-2"), Worn(5, 8), Worn(12, 8), Worn(13, 8, "g-2")];

        Assert.Equal([("g-2", 1), ("g-1", 1)], Garments(two).Select(one => (one.Garment.Id, one.Days.Count)));
    }

    [Fact]
    public void A_report_of_a_day_before_it_was_fitted_is_of_no_garment() =>
        Assert.Empty(Assert.Single(Garments([Sleeve(0, handedOut: Date(5)), Worn(4, 8)])).Days);

    private static (int, int, double, double, double?) Values(WornWindow window) =>
        (window.Days, window.ToldDays, window.WornHours, window.AdvisedHours, window.Percent);

    private static (int?, bool) Age(SessionEvent[] facts, int day) =>
        CompressionEndpoint.AsOf(Assert.Single(Garments(facts)).Garment, [], Date(day)) is var garment
            ? (garment.AgeDays, garment.IsOld)
            : default;

    private static DateOnly? LapsedSince(SessionEvent[] facts) => Assert.Single(Garments(facts)).Garment.LapsedSince;

    private static IReadOnlyList<(CompressionGarment Garment, IReadOnlyList<WornDay> Days)> Garments(SessionEvent[] facts) =>
        Compression.Of(Given.Patient, Of(facts));
}
