using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is the reason of a retraction one of the known ones?</summary>
public static class RecordRetractedCheck
{
    private static readonly string[] Known = ["entered-in-error", "wrong-patient", "other"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(RecordRetracted fact) => Expect.OneOf(fact.Reason, Known, "$.data.reason");
}
