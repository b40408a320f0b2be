using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Does this name a starting size, in one of the two ways?</summary>
public static class BaselineSetCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(BaselineSet fact) =>
        Expect.OneOf(fact.Site, WireText.All<LimbSite>(), "$.data.site")
        ?? OneOfTwo(fact)
        ?? Expect.Text(fact.OfRecord, SourceRecordCheck.IdLengthMax, "$.data.ofRecord")
        ?? (fact.Values is { } values ? OfValues(fact.Site, values) : null);

    private static Defect? OneOfTwo(BaselineSet fact) => (fact.OfRecord, fact.Values) switch
    {
        (null, null) => new(Reasons.MissingMember, "$.data", "neither ofRecord nor values"),
        (not null, not null) => new(Reasons.Contradiction, "$.data", "ofRecord and values exclude each other"),
        _ => null,
    };

    private static Defect? OfValues(string site, BaselineValues values) =>
        Expect.OneOf(values.Method, WireText.All<MeasuringMethod>(), "$.data.values.method")
        ?? Expect.OneOf(values.StationMeaning, WireText.All<StationMeaning>(), "$.data.values.stationMeaning")
        ?? LimbReadingCheck.OfPair(site, values.GirthUnit, values.Left, values.Right, "$.data.values")
        ?? Expect.Code(values.ProtocolId, "$.data.values.protocolId")
        ?? Expect.Code(values.ZeroLandmark, "$.data.values.zeroLandmark");
}
