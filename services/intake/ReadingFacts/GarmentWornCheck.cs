using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Could a garment be worn so long on that day?</summary>
public static class GarmentWornCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(GarmentWorn fact, FactContext context) =>
        Expect.Day(fact.Day, context, daysAhead: 0, "$.data.day")
        ?? Expect.Between<double>(fact.Hours, 0, 24, "hours", "$.data.hours")
        ?? Expect.Text(fact.OfRecord, SourceRecordCheck.IdLengthMax, "$.data.ofRecord");
}
