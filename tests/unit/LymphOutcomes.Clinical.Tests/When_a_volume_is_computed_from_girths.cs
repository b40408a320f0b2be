using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_volume_is_computed_from_girths
{
    private static readonly double[] LegCm =
        [22.0, 23.5, 27.0, 31.5, 35.0, 36.5, 35.5, 36.0, 38.5, 41.0, 44.0, 47.5, 50.5, 53.0, 55.0, 57.0];

    [Fact]
    public void One_truncated_cone_has_the_published_volume_E1_and_V01()
    {
        JsonElement input = Vectors.Input("V01");
        double ml = LimbVolume.FrustumMl(input.Number("c1_cm"), input.Number("c2_cm"), input.Number("h_cm"));
        Vectors.Expected("V01").AssertNumber("volume_mL", ml);
        Assert.Equal(Vectors.Example("E1 ").GetDouble(), ml, 1e-9);
    }

    [Fact]
    public void Of_a_cylinder_cone_and_disc_say_the_same_E2()
    {
        JsonElement both = Vectors.Example("E2 ");
        Assert.Equal(both[0].GetDouble(), LimbVolume.FrustumMl(25, 25, 10), 1e-9);
        Assert.Equal(both[1].GetDouble(), LimbVolume.DiscMl(25, 10), 1e-9);
    }

    [Fact]
    public void An_arm_is_the_sum_of_its_cones_E3_and_V02()
    {
        Station[] stations = Vectors.Input("V02").Stations("stations_cm");
        double[] segments = Vectors.Example("E3 ").Numbers("segments");
        Assert.Equal(segments.Length, stations.Length - 1);
        for (int i = 0; i < segments.Length; i++)
        {
            double heightCm = stations[i + 1].PositionCm - stations[i].PositionCm;
            Assert.Equal(segments[i], LimbVolume.FrustumMl(stations[i].GirthCm, stations[i + 1].GirthCm, heightCm), 1e-9);
        }

        double ml = LimbVolume.Ml(Given.Edges(stations));
        Assert.Equal(Vectors.Example("E3 ").Number("total"), ml, 1e-9);
        Vectors.Expected("V02").AssertNumber("volume_mL", ml);
    }

    [Theory]
    [InlineData("U1")]
    [InlineData("A1")]
    [InlineData("U2")]
    [InlineData("A2")]
    public void Eleven_stations_give_the_four_volumes_E4_and_V03(string limb)
    {
        JsonElement input = Vectors.Input("V03");
        double ml = LimbVolume.Ml(Given.Edges(Given.Steps(input.Number("step_cm"), input.Numbers(limb))));
        Assert.Equal(Vectors.Example("E4 ").Number(limb), ml, 1e-9);
        Vectors.Expected("V03").AssertNumber(limb + "_mL", ml);
    }

    [Fact]
    public void Girths_at_mid_slice_are_discs_E5()
    {
        double[] a2 = Vectors.Input("V03").Numbers("A2");
        IEnumerable<double> middles = a2.Zip(a2.Skip(1), (low, high) => (low + high) / 2);
        double ml = LimbVolume.Ml(Given.Middles(Given.Steps(4, middles, fromCm: 2)));
        Assert.Equal(Vectors.Example("E5 ").GetDouble(), ml, 1e-9);
    }

    [Fact]
    public void A_leg_has_the_worked_volume_E6() =>
        Assert.Equal(Vectors.Example("E6 ").GetDouble(), LimbVolume.Ml(Given.Edges(Given.Steps(4, LegCm))), 1e-9);

    [Theory]
    [InlineData(4, "V4")]
    [InlineData(8, "V8")]
    [InlineData(12, "V12")]
    public void Wider_steps_over_the_same_leg_agree_within_two_mL_E7(int stepCm, string name)
    {
        IEnumerable<double> girths = LegCm.Take(13).Where((_, i) => i * 4 % stepCm == 0);
        double ml = LimbVolume.Ml(Given.Edges(Given.Steps(stepCm, girths)));
        Assert.Equal(Vectors.Example("E7 ").Number(name), ml, 1e-9);
    }

    [Fact]
    public void The_order_in_which_stations_come_does_not_matter()
    {
        Station[] stations = Given.Steps(4, LegCm);
        LimbReading straight = Given.Edges(stations);
        LimbReading reversed = Given.Edges([.. stations.Reverse()]);
        Assert.Equal(straight, reversed);
        Assert.Equal(LimbVolume.Ml(straight), LimbVolume.Ml(reversed));
    }

    [Fact]
    public void Uneven_middle_stations_reach_half_way_to_their_neighbours()
    {
        // Slices: 4 cm tall at 0 (the gap to 4), (4 + 8) / 2 = 6 at 4, and 8 at 12 (the gap to 4).
        double ml = LimbVolume.Ml(Given.Middles(new(0, 20), new(4, 20), new(12, 20)));
        Assert.Equal(400 / (4 * Math.PI) * (4 + 6 + 8), ml, 1e-9);
    }

    [Fact]
    public void A_direct_volume_is_taken_as_it_was_read() =>
        Assert.Equal(2345.6, LimbVolume.Ml(Given.Volume(2345.6)));
}
