using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible body temperature?</summary>
public static class TemperatureMeasuredCheck
{
    private static readonly string[] Places = ["mouth", "ear", "armpit", "forehead", "rectum"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(TemperatureMeasured fact)
    {
        if (!BodyTemperature.TryToCelsius(fact.Value, fact.Unit, out double celsius))
            return new(Reasons.UnitUnknown, "$.data.unit", "expected the UCUM unit Cel or [degF]");
        return Expect.That(
                PhysicalRange.TemperatureCelsius.Holds(celsius),
                Reasons.ValueOutOfRange, "$.data.value", $"{celsius:0.##} Cel is not within {PhysicalRange.TemperatureCelsius}")
            ?? Expect.OneOf(fact.Place, Places, "$.data.place");
    }
}
