using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a condition that the rules know?</summary>
public static class ConditionNotedCheck
{
    private static readonly string[] Stages = ["0", "1", "2", "2-late", "3"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(ConditionNoted fact, FactContext context) =>
        Expect.OneOf(fact.Condition, Conditions.All, "$.data.condition")
        ?? (fact.Onset is { } day ? Expect.Day(day, context, daysAhead: 0, "$.data.onset") : null)
        ?? Expect.List(fact.Areas, 1, 20, "$.data.areas")
        ?? Expect.Each(fact.Areas, "$.data.areas", (area, path) => Expect.OneOf(area, BodyAreas.All, path))
        ?? Expect.OneOf(fact.IslStage, Stages, "$.data.islStage")
        ?? Expect.Text(fact.Code?.System, 200, "$.data.code.system")
        ?? Expect.Code(fact.Code?.Code, "$.data.code.code")
        ?? Expect.Text(fact.Code?.Display, 200, "$.data.code.display");
}
