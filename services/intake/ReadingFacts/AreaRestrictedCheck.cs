using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Are these areas that a session can treat, and is the reason a known one?</summary>
public static class AreaRestrictedCheck
{
    private static readonly string[] Known = ["cancerous-tissue", "irradiated-skin", "other"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(AreaRestricted fact) =>
        Expect.List(fact.Areas, 0, 20, "$.data.areas")
        ?? Expect.Each(fact.Areas, "$.data.areas", (area, path) => Expect.OneOf(area, BodyAreas.All, path))
        ?? Expect.OneOf(fact.Reason, Known, "$.data.reason");
}
