using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible body weight?</summary>
public static class WeightMeasuredCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(WeightMeasured fact)
    {
        if (!BodyWeight.TryToKg(fact.Value, fact.Unit, out double kg))
            return new(Reasons.UnitUnknown, "$.data.unit", "expected the UCUM unit kg, [lb_av] or g");
        return Expect.That(
            PhysicalRange.WeightKg.Holds(kg),
            Reasons.ValueOutOfRange, "$.data.value", $"{kg:0.##} kg is not within {PhysicalRange.WeightKg}");
    }
}
