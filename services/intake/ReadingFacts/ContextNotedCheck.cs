using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a known kind of remark, with words that can be shown?</summary>
public static class ContextNotedCheck
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLengthMax = 2000;

    private static readonly string[] Kinds =
        ["new-garment", "pregnancy", "new-tumour-treatment", "travel", "clinician-note", "other"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(ContextNoted fact, FactContext context) =>
        Expect.OneOf(fact.Kind, Kinds, "$.data.kind")
        ?? Expect.NotOver(fact.Until, context, "$.data.until")
        ?? Expect.Lines(fact.Note, NoteLengthMax, "$.data.note");
}
