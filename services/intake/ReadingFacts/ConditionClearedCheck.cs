using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this the end of a condition that the rules know, on a known basis?</summary>
public static class ConditionClearedCheck
{
    private const string FeverFree = "fever-free-48h";
    private static readonly string[] Bases = ["provider", FeverFree];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(ConditionCleared fact) =>
        Expect.OneOf(fact.Condition, Conditions.All, "$.data.condition")
        ?? Expect.OneOf(fact.Basis, Bases, "$.data.basis")
        // Two days below 38.0 Cel are no end of an infection or a clot: only a clinician ends those.
        ?? Expect.That(
            fact.Basis != FeverFree || fact.Condition == "fever",
            Reasons.Contradiction, "$.data.basis", "only fever is over by a time without fever")
        ?? Expect.Text(fact.OfRecord, SourceRecordCheck.IdLengthMax, "$.data.ofRecord")
        ?? Expect.Code(fact.ProviderId, "$.data.providerId");
}
