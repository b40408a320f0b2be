using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible garment, worn for a possible time?</summary>
public static class GarmentPrescribedCheck
{
    /// <summary>A garment may be handed out this many days ahead of now [choice].</summary>
    public const int AheadDaysMax = 366;

    private static readonly string[] Kinds =
        ["sleeve", "gauntlet", "glove", "stocking", "tights", "toe-cap", "bra", "vest", "face-mask", "wrap", "bandage", "other"];

    private static readonly string[] Times = ["day", "night", "both"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(GarmentPrescribed fact, FactContext context) =>
        Expect.OneOf(fact.Kind, Kinds, "$.data.kind")
        ?? Expect.That(
            fact.HoursPerDay is > 0 and <= 24, Reasons.ValueOutOfRange, "$.data.hoursPerDay", "not above 0 and at most 24 hours")
        ?? Expect.OneOf(fact.Side, WireText.All<Side>(), "$.data.side")
        ?? Expect.OneOf(fact.WornAt, Times, "$.data.wornAt")
        ?? Expect.Between<double>(fact.PressureMinMmHg, 0, 100, "mmHg", "$.data.pressureMinMmHg")
        ?? Expect.Between<double>(fact.PressureMaxMmHg, 0, 100, "mmHg", "$.data.pressureMaxMmHg")
        ?? Expect.That(
            fact.PressureMinMmHg is null || fact.PressureMaxMmHg is null || fact.PressureMinMmHg <= fact.PressureMaxMmHg,
            Reasons.Contradiction, "$.data.pressureMaxMmHg", "less than pressureMinMmHg")
        ?? (fact.HandedOutOn is { } day ? Expect.Day(day, context, AheadDaysMax, "$.data.handedOutOn") : null);
}
