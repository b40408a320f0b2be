using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Alerting.DetectingSymptoms;

/// <summary>Limits of <see cref="QuestionnaireWorse"/>, in points of each instrument's own score; higher = worse in all of them.</summary>
public sealed record QuestionnaireWorseLimits
{
    /// <summary>LLIS: to be watched. 7.27, the least change that matters (MCID) [S: Weiss and Daniel 2018].</summary>
    [Range(1, 68)]
    public double LlisWatchPoints { get; init; } = 7.27;

    /// <summary>LLIS: the provider is to be called. 12.74, the least change that is real in one person (MDC95) [S: as above].</summary>
    [Range(1, 68)]
    public double LlisCallPoints { get; init; } = 12.74;

    /// <summary>Lymph-ICF, total. 9 [S: responsiveness study of Lymph-ICF-UL; the same for -LL: choice].</summary>
    [Range(1, 100)]
    public double LymphIcfPoints { get; init; } = 9;

    /// <summary>PROMIS fatigue, T score. 5 [S: Yost 2011, 3 to 5].</summary>
    [Range(1, 50)]
    public double PromisFatiguePoints { get; init; } = 5;

    /// <summary>PROMIS pain interference, T score. 6 [S: Yost 2011, 4 to 6].</summary>
    [Range(1, 50)]
    public double PromisPainInterferencePoints { get; init; } = 6;

    /// <summary>The change from which on an instrument is to be watched; null for instruments without one.</summary>
    public double? WatchPoints(string instrument) => instrument switch
    {
        "llis" => LlisWatchPoints,
        "lymph-icf-ul" or "lymph-icf-ll" => LymphIcfPoints,
        "promis-fatigue" => PromisFatiguePoints,
        "promis-pain-interference" => PromisPainInterferencePoints,
        _ => null,
    };

    /// <summary>The change from which on the provider is to be called; null for instruments without one.</summary>
    public double? CallPoints(string instrument) => instrument == "llis" ? LlisCallPoints : null;
}
