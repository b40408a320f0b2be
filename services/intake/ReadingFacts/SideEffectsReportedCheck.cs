using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Are these possible side effects? Whether they come from a session is alerting's question.</summary>
public static class SideEffectsReportedCheck
{
    private static readonly string[] Known = ["fatigue", "headache", "nausea", "other"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SideEffectsReported fact, FactContext context) =>
        Expect.List(fact.Effects, 1, 20, "$.data.effects")
        ?? Expect.Each(fact.Effects, "$.data.effects", (effect, path) => Effect(effect, context, path))
        ?? Expect.Text(fact.OfRecord, SourceRecordCheck.IdLengthMax, "$.data.ofRecord");

    private static Defect? Effect(SideEffect effect, FactContext context, string path) =>
        Expect.OneOf(effect.Effect, Known, $"{path}.effect")
        ?? Expect.Between(effect.Score, 0, 10, "", $"{path}.score")
        ?? (effect.Onset is { } onset ? Expect.Happened(onset, context, $"{path}.onset") : null)
        ?? (effect.Resolved is { } resolved ? Expect.Happened(resolved, context, $"{path}.resolved") : null)
        ?? Expect.That(
            effect.Onset is null || effect.Resolved is null || effect.Onset <= effect.Resolved,
            Reasons.Contradiction, $"{path}.resolved", "gone before it began");
}
