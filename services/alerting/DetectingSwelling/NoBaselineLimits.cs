using System.ComponentModel.DataAnnotations;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>Limits of <see cref="NoBaseline"/>, in percent of the other limb.</summary>
public sealed record NoBaselineLimits
{
    /// <summary>Above it the dominant arm is more than healthy arms are. 10 [S: Lymphat Res Biol 2018;16:75].</summary>
    [Range(1, 50)]
    public double DominantArmPercent { get; init; } = 10;

    /// <summary>Above it the other arm is more than healthy arms are. 4 [S: Lymphat Res Biol 2018;16:75].</summary>
    [Range(1, 50)]
    public double OtherArmPercent { get; init; } = 4;

    /// <summary>
    /// For an arm while nobody said which is the dominant one. 10 [choice]: a single comparison of two arms at 5 % is a false alarm in
    /// 47 % (Ward 2024, Eur J Breast Health 20:141), and what is seen of a real one at 10 % is what can be said without more.
    /// </summary>
    [Range(1, 50)]
    public double UnknownArmPercent { get; init; } = 10;

    /// <summary>Above it a leg is more than healthy legs are. 6 [S: Lymphat Res Biol 2018;16:75].</summary>
    [Range(1, 50)]
    public double LegPercent { get; init; } = 6;

    /// <summary>From this excess on the provider is to be called. 20 [choice; moderate: ISL consensus 2020].</summary>
    [Range(5, 100)]
    public double CallPercent { get; init; } = 20;

    /// <summary>So does this excess, mL, together with <see cref="CallCm"/>. 200 [S: Stanton 2000].</summary>
    [Range(50, 2000)]
    public double CallMl { get; init; } = 200;

    /// <summary>So much wider than the other limb at any one station, cm. 2 [S: Stanton 2000].</summary>
    [Range(1, 20)]
    public double CallCm { get; init; } = 2;

    /// <summary>The limit of a limb, percent.</summary>
    /// <param name="limb">The limb.</param>
    /// <param name="dominant">The patient's dominant side; null when not said.</param>
    public double LimitPercent(Limb limb, Side? dominant) => (limb.Site, dominant) switch
    {
        (LimbSite.Leg, _) => LegPercent,
        (_, null) => UnknownArmPercent,
        var (_, side) => side == limb.Side ? DominantArmPercent : OtherArmPercent,
    };
}
