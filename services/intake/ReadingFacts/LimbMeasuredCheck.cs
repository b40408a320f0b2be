using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible sitting?</summary>
public static class LimbMeasuredCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(LimbMeasured fact) =>
        Expect.OneOf(fact.Site, WireText.All<LimbSite>(), "$.data.site")
        ?? Expect.OneOf(fact.Method, WireText.All<MeasuringMethod>(), "$.data.method")
        ?? Expect.OneOf(fact.StationMeaning, WireText.All<StationMeaning>(), "$.data.stationMeaning")
        ?? LimbReadingCheck.OfPair(fact.Site, fact.GirthUnit, fact.Left, fact.Right, "$.data")
        ?? Expect.Code(fact.ProtocolId, "$.data.protocolId")
        ?? Expect.Code(fact.ZeroLandmark, "$.data.zeroLandmark")
        ?? Expect.Code(fact.Posture, "$.data.posture")
        ?? Expect.Code(fact.RaterId, "$.data.raterId");
}
