using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Does this name a booking, and a known reason?</summary>
public static class SessionCancelledCheck
{
    private static readonly string[] Known = ["patient", "clinic", "contraindication", "no-show", "other"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SessionCancelled fact) =>
        Expect.Text(fact.OfRecord, SourceRecordCheck.IdLengthMax, "$.data.ofRecord")
        ?? Expect.OneOf(fact.Reason, Known, "$.data.reason");
}
