using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_change_is_measured
{
    [Fact]
    public void Girths_of_both_limbs_give_the_relative_volume_change_V03()
    {
        JsonElement expected = Vectors.Expected("V03");
        SwellingIndex index = Given.Change(V03Baseline(), V03Now(V03("A2")));
        Assert.Equal(IndexKind.RelativeVolumeChange, index.Kind);
        expected.AssertNumber("RVC_pct", index.ChangePercent);
        expected.AssertNumber("A2_mL", index.LimbMl);
        expected.AssertNumber("U2_mL", index.OtherMl!.Value);
        JsonElement example = Vectors.Example("E4 ");
        Assert.Equal(example.Number("RVC"), index.ChangePercent, 1e-9);
        Assert.Equal(example.Number("excess2_pct"), VolumeIndices.Excess(index.LimbMl, index.OtherMl!.Value), 1e-9);
        AssertGrades(expected, index.ChangePercent, VolumeIndices.Excess(index.LimbMl, index.OtherMl!.Value));
    }

    [Fact]
    public void The_same_arm_in_inches_differs_only_by_the_rounding_of_the_tape_V04()
    {
        JsonElement input = Vectors.Input("V04");
        JsonElement expected = Vectors.Expected("V04");
        Station[] inCm = Given.Steps(input.Number("step_cm"), input.Numbers("A2").Select(inch => Cm(inch, input.Text("unit"))));
        SwellingIndex index = Given.Change(V03Baseline(), V03Now(Given.Edges(inCm)));
        expected.AssertNumber("A2_mL", index.LimbMl);
        expected.AssertNumber("RVC_pct", index.ChangePercent);
        expected.AssertNumber("abs_diff_mL", Math.Abs(index.LimbMl - Vectors.Example("E4 ").Number("A2")));
    }

    [Theory]
    [InlineData("V05")]
    [InlineData("V06")]
    [InlineData("V07")]
    [InlineData("V09")]
    [InlineData("V10")]
    [InlineData("V11")]
    public void Volumes_of_both_limbs_give_the_worked_change_excess_and_grades(string id)
    {
        JsonElement input = Vectors.Input(id);
        JsonElement expected = Vectors.Expected(id);
        SwellingIndex index = Given.Change(
            new(Given.Volume(input.Number("A1_mL")), Given.Volume(input.Number("U1_mL"))),
            new(Given.Volume(input.Number("A2_mL")), Given.Volume(input.Number("U2_mL"))));
        Assert.Equal(IndexKind.RelativeVolumeChange, index.Kind);
        expected.AssertNumber("RVC_pct", index.ChangePercent);
        double excessPercent = VolumeIndices.Excess(index.LimbMl, index.OtherMl!.Value);
        expected.AssertNumber("excess_pct", excessPercent);
        AssertGrades(expected, index.ChangePercent, excessPercent);
    }

    [Theory]
    [InlineData("V12")]
    [InlineData("V13")]
    public void With_both_limbs_at_risk_weights_stand_in_for_the_other_limb(string id)
    {
        JsonElement input = Vectors.Input(id);
        JsonElement expected = Vectors.Expected(id);
        Weights weights = new(input.Number("W1_kg"), input.Number("W2_kg"));
        Sitting baseline = new(Given.Volume(input.Number("A1_mL")), Given.Volume(1900));
        Sitting now = new(Given.Volume(input.Number("A2_mL")), Given.Volume(2500));
        SwellingIndex index = Given.Change(baseline, now, bothLimbsAtRisk: true, weights);
        Assert.Equal(IndexKind.WeightAdjustedChange, index.Kind);
        Assert.Null(index.OtherMl);
        expected.AssertNumber("WAC_pct", index.ChangePercent);
        Assert.Equal(expected.Text("band"), Grade.Band(index.ChangePercent).ToWire());
    }

    [Fact]
    public void With_neither_other_limb_nor_weights_the_change_is_unadjusted_V14()
    {
        JsonElement input = Vectors.Input("V14");
        SwellingIndex index = Given.Change(
            new(Given.Volume(input.Number("A1_mL")), null), new(Given.Volume(input.Number("A2_mL")), null));
        Assert.Equal(IndexKind.Unadjusted, index.Kind);
        Vectors.Expected("V14").AssertNumber("unadjusted_pct", index.ChangePercent);
    }

    [Fact]
    public void An_other_limb_read_only_once_is_no_yardstick()
    {
        SwellingIndex index = Given.Change(new(Given.Volume(2000), Given.Volume(1900)), new(Given.Volume(2100), null));
        Assert.Equal(IndexKind.Unadjusted, index.Kind);
        Assert.Equal(5.0, index.ChangePercent, 1e-9);
    }

    [Fact]
    public void Weights_do_not_displace_a_comparable_other_limb()
    {
        Sitting both = new(Given.Volume(2000), Given.Volume(1900));
        Assert.Equal(IndexKind.RelativeVolumeChange, Given.Change(both, both, weights: new(70, 77)).Kind);
    }

    [Fact]
    public void Both_limbs_at_risk_without_weights_is_unadjusted_and_never_relative()
    {
        Sitting baseline = new(Given.Volume(2000), Given.Volume(2000));
        SwellingIndex index = Given.Change(baseline, new(Given.Volume(2240), Given.Volume(2240)), bothLimbsAtRisk: true);
        Assert.Equal(IndexKind.Unadjusted, index.Kind);
        Assert.Equal(12.0, index.ChangePercent, 1e-9);
    }

    private static double Cm(double value, string unit) =>
        Girth.TryToCm(value, unit, out double cm) ? cm : throw new ArgumentException(unit, nameof(unit));

    private static LimbReading V03(string limb) =>
        Given.Edges(Given.Steps(Vectors.Input("V03").Number("step_cm"), Vectors.Input("V03").Numbers(limb)));

    private static Sitting V03Baseline() => new(V03("A1"), V03("U1"));

    private static Sitting V03Now(LimbReading limb) => new(limb, V03("U2"));

    private static void AssertGrades(JsonElement expected, double changePercent, double excessPercent)
    {
        Assert.Equal(expected.Text("band"), Grade.Band(changePercent).ToWire());
        Assert.Equal(expected.Text("isl_volume_severity"), Grade.Severity(excessPercent).ToWire());
        Assert.Equal(expected.GetProperty("ctcae").GetInt32(), (int)Grade.Ctcae(excessPercent));
    }
}
