using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingSwelling;

/// <summary>
/// LYM-052: a limb is measured by another method or protocol, and nothing tells how the two compare: the trend starts anew. For
/// information: a rise over the change of method cannot be seen. No reading ends it; it expires.
/// </summary>
/// <remarks>
/// Source: Sun 2018 (Breast Cancer Res Treat 172:83): landmark tape read upper arms 207 mL smaller and forearms 170 mL larger than
/// perometry. Pure.
/// </remarks>
public static class MethodChanged
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-052";

    /// <inheritdoc cref="SwellingHigh.Follow"/>
    public static Progress Follow(SwellingSeries series, Progress before, RuleSet rules, ICollection<Episode> ended)
    {
        if (series.Chain == 1 || before.Stretch is not null
            || series.Points.FirstOrDefault(point => point.FactId == series.Baseline?.Fact) is not { Held: null } start)
        {
            return before;
        }

        var evidence = new Evidence(start.FactId, start.Seq, start.At, series.Chain, Severity.Info);
        return before with
        {
            Stretch = new(
                Trail.Begin(evidence),
                MarginPoints: null,
                new Dictionary<string, double> { ["segment"] = series.Chain, ["startingLimbMl"] = start.LimbMl },
                $"The {SwellingEvidence.LimbOf(series)} is measured by a different method ({series.Baseline!.Protocol.Method.ToWire()}); "
                + "the trend restarts."),
        };
    }
}
