using FsCheck;
using FsCheck.Fluent;

namespace LymphOutcomes.Clinical.Tests;

/// <summary>
/// What holds of every limb, tried on 300 invented ones; the seed is fixed, so a failure is the same tomorrow.
/// </summary>
public sealed class When_any_limb_is_measured
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260302, 77);

    /// <summary>4 to 20 girths of 12 to 60 cm, to a tenth of a millimetre.</summary>
    private static readonly Gen<double[]> LimbCm =
        from count in Gen.Choose(4, 20)
        from girths in Gen.ArrayOf(Gen.Choose(1200, 6000), count)
        select girths.Select(hundredths => hundredths / 100.0).ToArray();

    /// <summary>1 to 10 cm: twenty stations stay within a limb's reach.</summary>
    private static readonly Gen<double> StepCm = Gen.Choose(100, 1000).Select(hundredths => hundredths / 100.0);

    private static readonly Gen<double> Factor = Gen.Choose(500, 1500).Select(thousandths => thousandths / 1000.0);

    [Fact]
    public void Growth_of_both_limbs_by_one_factor_is_no_relative_change()
    {
        Gen<(double[] Limb, double[] Other, double Factor)> cases =
            from pair in Gen.Zip(LimbCm, LimbCm)
            from factor in Factor
            select (pair.Item1, pair.Item2, factor);
        Check(cases, its =>
        {
            int count = Math.Min(its.Limb.Length, its.Other.Length);
            Sitting then = new(Reading(4, its.Limb.Take(count)), Reading(4, its.Other.Take(count)));
            Sitting now = new(
                Reading(4, its.Limb.Take(count).Select(girth => girth * its.Factor)),
                Reading(4, its.Other.Take(count).Select(girth => girth * its.Factor)));
            SwellingIndex index = Given.Change(then, now);
            return index.Kind == IndexKind.RelativeVolumeChange && Math.Abs(index.ChangePercent) < 1e-9;
        });
    }

    [Fact]
    public void Girths_that_grow_by_a_factor_make_volume_grow_by_its_square() =>
        Check(Gen.Zip(LimbCm, Factor), its =>
        {
            SwellingIndex index = Given.Change(
                new(Reading(4, its.Item1), null), new(Reading(4, its.Item1.Select(girth => girth * its.Item2)), null));
            return Math.Abs(index.ChangePercent - (((its.Item2 * its.Item2) - 1) * 100)) < 1e-9;
        });

    [Fact]
    public void A_truncated_cone_lies_between_the_discs_of_its_ends() =>
        Check(Gen.Zip(Gen.Zip(Factor, Factor), StepCm), its =>
        {
            (double c1, double c2, double h) = (its.Item1.Item1 * 30, its.Item1.Item2 * 30, its.Item2);
            double ml = LimbVolume.FrustumMl(c1, c2, h);
            double smaller = LimbVolume.DiscMl(Math.Min(c1, c2), h);
            double larger = LimbVolume.DiscMl(Math.Max(c1, c2), h);
            double meanDisc = LimbVolume.DiscMl((c1 + c2) / 2, h);
            const double dust = 1e-9;
            return smaller <= ml + dust && meanDisc <= ml + dust && ml <= larger + dust
                && Math.Abs(ml - LimbVolume.FrustumMl(c2, c1, h)) < dust;
        });

    [Fact]
    public void A_limb_in_inches_or_millimetres_is_the_limb_in_cm() =>
        Check(Gen.Zip(LimbCm, StepCm), its =>
        {
            double ml = LimbVolume.Ml(Reading(its.Item2, its.Item1));
            double fromInches = LimbVolume.Ml(Reading(its.Item2, its.Item1.Select(girth => Cm(girth / 2.54, "[in_i]"))));
            double fromMm = LimbVolume.Ml(Reading(its.Item2, its.Item1.Select(girth => Cm(girth * 10, "mm"))));
            return Math.Abs(fromInches / ml - 1) < 1e-12 && Math.Abs(fromMm / ml - 1) < 1e-12;
        });

    [Fact]
    public void Volume_in_two_parts_is_the_volume_of_the_whole() =>
        Check(Gen.Zip(LimbCm, StepCm), its =>
        {
            Station[] all = Given.Steps(its.Item2, its.Item1);
            double parts = LimbVolume.Ml(Given.Edges(all[..2])) + LimbVolume.Ml(Given.Edges(all[1..]));
            return Math.Abs(parts / LimbVolume.Ml(Given.Edges(all)) - 1) < 1e-12;
        });

    [Fact]
    public void Mid_slices_of_equal_height_weigh_each_girth_alike() =>
        Check(Gen.Zip(LimbCm, StepCm), its =>
        {
            double expected = its.Item1.Sum(girth => girth * girth) * its.Item2 / (4 * Math.PI);
            return Math.Abs(LimbVolume.Ml(Given.Middles(Given.Steps(its.Item2, its.Item1))) / expected - 1) < 1e-12;
        });

    [Fact]
    public void A_station_that_only_one_reading_has_changes_nothing() =>
        Check(Gen.Zip(LimbCm, Factor), its =>
        {
            Station[] all = Given.Steps(4, its.Item1);
            LimbReading plain = Given.Edges(all);
            LimbReading longer = Given.Edges([.. all, new Station(all[^1].PositionCm + 2, 30 * its.Item2)]);
            return Given.Change(new(plain, plain), new(longer, plain)).ChangePercent == 0;
        });

    [Fact]
    public void A_higher_percentage_never_has_a_lower_grade() =>
        Check(Gen.Zip(Gen.Choose(-5000, 50_000), Gen.Choose(0, 5000)), its =>
        {
            double low = its.Item1 / 1000.0;
            double high = low + (its.Item2 / 1000.0);
            return Grade.Band(low) <= Grade.Band(high)
                && Grade.Severity(low) <= Grade.Severity(high)
                && Grade.Ctcae(low) <= Grade.Ctcae(high);
        });

    private static void Check<T>(Gen<T> cases, Func<T, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Fixed);

    private static LimbReading Reading(double stepCm, IEnumerable<double> girthsCm) =>
        Given.Edges(Given.Steps(stepCm, girthsCm));

    private static double Cm(double value, string unit) =>
        Girth.TryToCm(value, unit, out double cm) ? cm : throw new ArgumentException(unit, nameof(unit));
}
