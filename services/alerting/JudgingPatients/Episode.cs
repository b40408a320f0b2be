using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>What an episode and its alert are about: at most one unresolved alert a patient has each.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Limb">The limb; null for rules that are not about one.</param>
public sealed record AlertKey(string Rule, Limb? Limb);

/// <summary>A stretch of effective time in which a rule held.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Trail">The facts that fired.</param>
/// <param name="MarginPoints">Evidence after a resolution, not more than this above its peak, is counted and not raised.</param>
/// <param name="Numbers">What the rule used, by name with unit last.</param>
/// <param name="Message">What a coordinator should know and do.</param>
/// <param name="EndedBy">The fact that met the clear rule; null while it goes on.</param>
public sealed record Episode(
    AlertKey Key,
    Trail Trail,
    double MarginPoints,
    IReadOnlyDictionary<string, double> Numbers,
    string Message,
    Guid? EndedBy)
{
    /// <summary>True while the clear rule has not been met.</summary>
    public bool IsLive => EndedBy is null;
}
