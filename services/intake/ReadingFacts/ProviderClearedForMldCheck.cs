using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Does this clear known conditions, and for a time that can be?</summary>
public static class ProviderClearedForMldCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(ProviderClearedForMld fact, FactContext context) =>
        Expect.List(fact.Conditions, 1, 20, "$.data.conditions")
        ?? Expect.Each(fact.Conditions, "$.data.conditions", (condition, path) => Expect.OneOf(condition, Conditions.All, path))
        ?? Expect.Code(fact.ProviderId, "$.data.providerId")
        ?? Expect.NotOver(fact.Until, context, "$.data.until");
}
