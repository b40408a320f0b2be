using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Are these areas that can be taught?</summary>
public static class SelfMldInstructedCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SelfMldInstructed fact) =>
        Expect.List(fact.Areas, 1, 20, "$.data.areas")
        ?? Expect.Each(fact.Areas, "$.data.areas", (area, path) => Expect.OneOf(area, BodyAreas.All, path))
        ?? Expect.Code(fact.TherapistId, "$.data.therapistId");
}
