using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>Limits of <see cref="GirthRise"/>, in cm above the patient's own start.</summary>
public sealed record GirthRiseLimits
{
    /// <summary>Belly: at this change and above it is to be watched. 3 [choice; noise: Aitken 1985, PubMed 15101854].</summary>
    [Range(1, 20)]
    public double BellyWatchCm { get; init; } = 3;

    /// <summary>Belly: from this change on the provider is to be called. 5 [choice].</summary>
    [Range(1, 30)]
    public double BellyCallCm { get; init; } = 5;

    /// <summary>Neck. 2 [choice].</summary>
    [Range(0.5, 10)]
    public double NeckWatchCm { get; init; } = 2;

    /// <summary>Hand and foot in a figure of eight. 1 [choice].</summary>
    [Range(0.2, 10)]
    public double FigureOfEightWatchCm { get; init; } = 1;

    /// <summary>Belly and neck: below this change it ends. 2 [choice].</summary>
    [Range(0, 20)]
    public double BellyAndNeckClearCm { get; init; } = 2;

    /// <summary>Hand and foot: below this change it ends; the domain sheet's 2 cm are for belly and neck. 0.5 [choice].</summary>
    [Range(0, 10)]
    public double FigureOfEightClearCm { get; init; } = 0.5;

    /// <summary>A worse belly symptom goes with a girth up to so many days away, before or after. 14 [choice].</summary>
    [Range(1, 90)]
    public int WithSymptomDays { get; init; } = 14;

    /// <summary>At this change and above the rule fires.</summary>
    /// <param name="site">As in <see cref="GirthSeries.Site"/>.</param>
    public double WatchCm(string site) => site switch
    {
        GirthSeries.Belly => BellyWatchCm,
        GirthSeries.Neck => NeckWatchCm,
        _ => FigureOfEightWatchCm,
    };

    /// <summary>Below this change it ends.</summary>
    /// <param name="site">As in <see cref="GirthSeries.Site"/>.</param>
    public double ClearCm(string site) => site is GirthSeries.Belly or GirthSeries.Neck ? BellyAndNeckClearCm : FigureOfEightClearCm;
}
