using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_stations_are_missing
{
    [Fact]
    public void Both_limbs_stand_on_the_stations_they_share_V32()
    {
        JsonElement expected = Vectors.Expected("V32");
        LimbReading limb = Given.Edges(Vectors.Input("V32").Stations("A"));
        LimbReading other = Given.Edges(Vectors.Input("V32").Stations("U"));
        Assert.True(SwellingIndex.TryExcess(limb, other, out SwellingIndex? index, out _));
        Assert.Equal(IndexKind.Excess, index.Kind);
        expected.AssertNumber("A_common_mL", index.LimbMl);
        expected.AssertNumber("U_common_mL", index.OtherMl!.Value);
        expected.AssertNumber("excess_pct", index.ChangePercent);
    }

    [Fact]
    public void All_four_volumes_of_a_change_stand_on_what_is_left_of_one_of_them()
    {
        double[] girths = Vectors.Input("V03").Numbers("A1");
        LimbReading whole = Given.Edges(Given.Steps(4, girths));
        LimbReading shorter = Given.Edges(Given.Steps(4, girths.Take(9)));
        SwellingIndex index = Given.Change(new(whole, whole), new(whole, shorter));
        Assert.Equal(0.0, index.ChangePercent, 1e-9);
        Assert.Equal(LimbVolume.Ml(shorter), index.LimbMl, 1e-9);
    }

    [Fact]
    public void Positions_within_a_hundredth_of_a_cm_are_one_place_and_the_first_readings_count()
    {
        LimbReading first = At(0, 4, 8, 12);
        LimbReading second = At(0.004, 4.004, 7.996, 12.0);
        Assert.True(CommonSupport.TryVolumesMl([first, second], out IReadOnlyList<double>? volumes, out _));
        Assert.Equal(volumes[0], volumes[1]);
    }

    [Fact]
    public void Positions_further_apart_are_two_places() =>
        Assert.Equal("too-few-common-stations", Refused(At(0, 4, 8, 12), At(0, 4, 8, 12.02)));

    [Fact]
    public void Three_common_stations_are_too_few() =>
        Assert.Equal("too-few-common-stations", Refused(At(0, 4, 8, 12), At(0, 4, 8)));

    [Fact]
    public void Four_common_stations_are_enough() =>
        Assert.Null(Refused(At(0, 4, 8, 12), At(0, 4, 8, 12, 16)));

    [Fact]
    public void Exactly_seventy_percent_of_the_baseline_span_is_enough() =>
        Assert.Null(Refused(At(0, 10, 14, 20, 28, 40), At(0, 10, 20, 28)));

    [Fact]
    public void Below_seventy_percent_of_the_baseline_span_is_not() =>
        Assert.Equal("common-span-too-short", Refused(At(0, 10, 14, 20, 27.99, 40), At(0, 10, 20, 27.99)));

    [Fact]
    public void The_span_is_the_baselines_not_that_of_a_later_longer_reading() =>
        Assert.Null(Refused(At(0, 10, 20, 28), At(0, 10, 20, 28, 40)));

    [Fact]
    public void A_gap_of_exactly_twelve_cm_is_allowed() =>
        Assert.Null(Refused(At(0, 12, 24, 36), At(0, 12, 24, 36)));

    [Fact]
    public void A_wider_gap_is_not() =>
        Assert.Equal("gap-too-wide", Refused(At(0, 4, 8, 16, 20.01, 24), At(0, 4, 8, 20.01, 24)));

    [Fact]
    public void Girths_and_a_volume_are_not_compared() =>
        Assert.Equal("kinds-differ", Refused(At(0, 4, 8, 12), Given.Volume(2000)));

    [Fact]
    public void Edges_and_middles_are_not_compared() =>
        Assert.Equal("station-meaning-differs", Refused(
            At(0, 4, 8, 12), Given.Middles(new(0, 20), new(4, 20), new(8, 20), new(12, 20))));

    [Fact]
    public void A_limb_that_does_not_fit_is_refused_and_not_passed_over_for_a_weaker_index()
    {
        LimbReading limb = At(0, 4, 8, 12);
        bool compared = SwellingIndex.TryChange(
            new(limb, limb), new(limb, Given.Volume(2000)), bothLimbsAtRisk: false, new(70, 70), out var index, out var refusal);
        Assert.False(compared);
        Assert.Null(index);
        Assert.Equal("kinds-differ", refusal?.Code);
    }

    private static LimbReading At(params double[] positionsCm) =>
        Given.Edges([.. positionsCm.Select((positionCm, i) => new Station(positionCm, 20 + i))]);

    private static string? Refused(params LimbReading[] readings) =>
        CommonSupport.TryVolumesMl(readings, out _, out Refusal? refusal) ? null : refusal.Code;
}
