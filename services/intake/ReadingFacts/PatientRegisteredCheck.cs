using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible care context?</summary>
public static class PatientRegisteredCheck
{
    /// <summary>
    /// An operation may be registered this many days ahead: the starting size is measured before it [choice].
    /// </summary>
    public const int PlannedDaysMax = 366;

    private static readonly string[] Causes = ["breast-cancer", "other-cancer", "hereditary", "venous", "other"];
    private static readonly string[] Statuses = ["at-risk", "affected"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(PatientRegistered fact, FactContext context) =>
        Expect.List(fact.Limbs, 0, 4, "$.data.limbs")
        ?? Expect.Each(fact.Limbs, "$.data.limbs", Limb)
        ?? Expect.Distinct(fact.Limbs, limb => (limb.Site, limb.Side), "$.data.limbs")
        ?? Expect.OneOf(fact.Cause, Causes, "$.data.cause")
        ?? Expect.List(fact.Surgeries, 0, 50, "$.data.surgeries")
        ?? Expect.Each(fact.Surgeries, "$.data.surgeries", (surgery, path) => Operation(surgery, context, path))
        ?? Expect.OneOf(fact.DominantSide, WireText.All<Side>(), "$.data.dominantSide");

    private static Defect? Limb(LimbAtRisk limb, string path) =>
        Expect.OneOf(limb.Site, WireText.All<LimbSite>(), $"{path}.site")
        ?? Expect.OneOf(limb.Side, WireText.All<Side>(), $"{path}.side")
        ?? Expect.OneOf(limb.Status, Statuses, $"{path}.status");

    private static Defect? Operation(Surgery surgery, FactContext context, string path) =>
        Expect.Born(surgery.Date, context, $"{path}.date")
        ?? Expect.That(
            surgery.Date.DayNumber <= DateOnly.FromDateTime(context.Now.Date).DayNumber + PlannedDaysMax,
            Reasons.ValueOutOfRange, $"{path}.date", $"more than {PlannedDaysMax} days ahead")
        ?? Expect.OneOf(surgery.Side, WireText.All<Side>(), $"{path}.side")
        ?? Expect.OneOf(surgery.Site, WireText.All<LimbSite>(), $"{path}.site")
        ?? Expect.Between(surgery.NodesRemoved, 0, 100, "nodes", $"{path}.nodesRemoved");
}
