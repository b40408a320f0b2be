using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible reading of the fluid of one limb? Ranges: domain sheet 4.6 and the contract.</summary>
public static class BioimpedanceMeasuredCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(BioimpedanceMeasured fact) =>
        Expect.OneOf(fact.Site, WireText.All<LimbSite>(), "$.data.site")
        ?? Expect.OneOf(fact.Side, WireText.All<Side>(), "$.data.side")
        ?? Expect.That(
            fact.LDex is not null || fact.ImpedanceRatio is not null,
            Reasons.MissingMember, "$.data", "neither lDex nor impedanceRatio")
        ?? Expect.Between<double>(fact.LDex, -60, 300, "", "$.data.lDex")
        ?? Expect.Between<double>(fact.ImpedanceRatio, 0.3, 3, "", "$.data.impedanceRatio")
        ?? Expect.Code(fact.Device, "$.data.device")
        ?? Expect.Code(fact.Posture, "$.data.posture");
}
