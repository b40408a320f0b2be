using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible girth of belly, neck, hand or foot?</summary>
public static class GirthMeasuredCheck
{
    private static readonly string[] Sites = ["belly", "neck", "hand", "foot"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(GirthMeasured fact) =>
        Expect.OneOf(fact.Site, Sites, "$.data.site")
        ?? Expect.OneOf(fact.Side, WireText.All<Side>(), "$.data.side")
        ?? SideDefect(fact)
        ?? ValueDefect(fact)
        ?? Expect.Code(fact.Posture, "$.data.posture")
        ?? Expect.Code(fact.ProtocolId, "$.data.protocolId")
        ?? Expect.Code(fact.RaterId, "$.data.raterId");

    private static Defect? SideDefect(GirthMeasured fact) => (fact.Site, fact.Side) switch
    {
        ("hand" or "foot", null) => new(Reasons.MissingMember, "$.data.side", "a hand or foot has a side"),
        ("belly" or "neck", not null) => new(Reasons.Contradiction, "$.data.side", "belly and neck have no side"),
        _ => null,
    };

    private static Defect? ValueDefect(GirthMeasured fact)
    {
        if (!Girth.TryToCm(fact.Value, fact.Unit, out double cm))
            return new(Reasons.UnitUnknown, "$.data.unit", "expected the UCUM unit cm, mm or [in_i]");
        PhysicalRange range = fact.Site switch
        {
            "belly" => PhysicalRange.BellyCm,
            "neck" => PhysicalRange.NeckCm,
            _ => PhysicalRange.FigureOfEightCm,
        };
        return Expect.That(range.Holds(cm), Reasons.ValueOutOfRange, "$.data.value", $"{cm:0.##} cm is not within {range}");
    }
}
