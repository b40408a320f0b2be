using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Are these possible readings of water in the skin?</summary>
public static class TissueDielectricMeasuredCheck
{
    private static readonly string[] Sites = ["hand", "forearm", "biceps", "foot", "calf", "thorax", "breast"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(TissueDielectricMeasured fact) =>
        Expect.List(fact.Readings, 1, 40, "$.data.readings")
        ?? Expect.Each(fact.Readings, "$.data.readings", Reading)
        ?? Expect.Distinct(fact.Readings, reading => (reading.Site, reading.Side), "$.data.readings")
        ?? Expect.Code(fact.Device, "$.data.device")
        ?? Expect.Between<double>(fact.DepthMm, 0.1, 10, "mm", "$.data.depthMm");

    private static Defect? Reading(TissueDielectricReading reading, string path) =>
        Expect.OneOf(reading.Site, Sites, $"{path}.site")
        ?? Expect.OneOf(reading.Side, WireText.All<Side>(), $"{path}.side")
        ?? Expect.Between<double>(reading.Value, 1, 80, "", $"{path}.value");
}
