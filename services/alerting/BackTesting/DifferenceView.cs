using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Differences between two runs as others see them.</summary>
public static class DifferenceView
{
    private const int EvidenceMax = 32;

    /// <summary>What one told and the other did not, in the order it would have been told.</summary>
    public static IReadOnlyList<BackTestDifference> Of(ComparedRaisings told) =>
    [
        .. told.New.Select(one => Of(one, "new")).Concat(told.Lost.Select(one => Of(one, "lost"))).OrderBy(one => one.ToldAt),
    ];

    private static BackTestDifference Of(Raising one, string difference) => new(
        difference,
        one.Key.Rule,
        one.Severity.ToWire(),
        one.FirstEffective,
        one.ToldAt,
        one.Key.Limb?.Site.ToWire(),
        (one.Key.Limb?.Side ?? one.Key.Side)?.ToWire(),
        one.Key.Extra,
        [.. one.Evidence.Take(EvidenceMax)]);
}
