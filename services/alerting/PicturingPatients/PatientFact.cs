using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// A fact about one patient as alerting accepted it: in our units and types, checked once where it came in. These are stored
/// events, so their JSON is a storage format.
/// </summary>
/// <param name="Origin">Where it came from and when it was so.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(CareContextKnown), "care-context")]
[JsonDerivedType(typeof(LimbsMeasured), "limbs")]
[JsonDerivedType(typeof(BaselineDeclared), "baseline")]
[JsonDerivedType(typeof(RecordTakenBack), "taken-back")]
[JsonDerivedType(typeof(SessionGiven), "session")]
[JsonDerivedType(typeof(PatientWeighed), "weight")]
[JsonDerivedType(typeof(SymptomsTold), "symptoms")]
public abstract record PatientFact(FactOrigin Origin);

/// <summary>Where a fact came from.</summary>
/// <param name="Id">Id of the fact, given by the service that published it; evidence refers to it.</param>
/// <param name="Source">The hospital's system.</param>
/// <param name="EffectiveTime">When it was so.</param>
/// <param name="RecordKey">Which record of the source, under a keyed hash.</param>
/// <param name="RecordVersion">The sender's version; null when the sender does not count.</param>
/// <param name="IssuedAt">When the sender issued this version; null when not said.</param>
/// <param name="ContentHash">Equal content has equal hashes within one patient.</param>
public sealed record FactOrigin(
    Guid Id,
    string Source,
    DateTimeOffset EffectiveTime,
    string RecordKey,
    int? RecordVersion,
    DateTimeOffset? IssuedAt,
    string ContentHash);

/// <summary>Which limbs are at risk and why.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Limbs">Limbs at risk or affected; empty when not known.</param>
/// <param name="Surgeries">Operations that put a limb at risk.</param>
public sealed record CareContextKnown(FactOrigin Origin, IReadOnlyList<Limb> Limbs, IReadOnlyList<LimbSurgery> Surgeries)
    : PatientFact(Origin);

/// <summary>A limb.</summary>
/// <param name="Site">Arm or leg.</param>
/// <param name="Side">The patient's left or right.</param>
public sealed record Limb(LimbSite Site, Side Side);

/// <summary>An operation.</summary>
/// <param name="On">Calendar day.</param>
/// <param name="Limb">The limb it puts at risk.</param>
public sealed record LimbSurgery(DateOnly On, Limb Limb);

/// <summary>Both limbs of a pair, or one, measured in one sitting.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Site">Arms or legs.</param>
/// <param name="Protocol">How; readings of different protocols are not compared.</param>
/// <param name="Left">The left limb; null when not measured.</param>
/// <param name="Right">The right limb; null when not measured.</param>
/// <param name="RaterId">Who measured; null when not said.</param>
public sealed record LimbsMeasured(
    FactOrigin Origin, LimbSite Site, MeasuringProtocol Protocol, LimbReading? Left, LimbReading? Right, string? RaterId)
    : PatientFact(Origin)
{
    /// <summary>The reading of one side; null when that side was not measured.</summary>
    public LimbReading? Of(Side side) => side == Side.Left ? Left : Right;
}

/// <summary>How a sitting was measured.</summary>
/// <param name="Method">Tape, perometer and so on.</param>
/// <param name="ProtocolId">The clinic's protocol; null when not said.</param>
/// <param name="ZeroLandmark">Where position 0 is; null when not said.</param>
public sealed record MeasuringProtocol(MeasuringMethod Method, string? ProtocolId, string? ZeroLandmark)
{
    /// <summary>
    /// True when readings of both may be compared: the same method, and nothing said that differs. What was not said speaks
    /// against nothing; otherwise a sender that begins to name its protocol would silently end the patient's watch.
    /// </summary>
    public bool IsComparableWith(MeasuringProtocol other) =>
        Method == other.Method
        && (ProtocolId is null || other.ProtocolId is null || ProtocolId == other.ProtocolId)
        && (ZeroLandmark is null || other.ZeroLandmark is null || ZeroLandmark == other.ZeroLandmark);
}

/// <summary>A person named the starting size: a record, or the values themselves.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Site">Arms or legs.</param>
/// <param name="OfRecordKey">Key of the measurement meant; null when values are given.</param>
/// <param name="Values">The starting size itself; null when a record is named.</param>
public sealed record BaselineDeclared(FactOrigin Origin, LimbSite Site, string? OfRecordKey, LimbsMeasured? Values)
    : PatientFact(Origin);

/// <summary>The record named in the origin was wrong, up to the version or time of issue named there.</summary>
/// <param name="Origin">Where it came from; its record is the one taken back.</param>
public sealed record RecordTakenBack(FactOrigin Origin) : PatientFact(Origin);

/// <summary>A drainage session took place at the effective time.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
public sealed record SessionGiven(FactOrigin Origin, int Minutes, string GivenBy) : PatientFact(Origin);

/// <summary>The patient was weighed.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Kg">Body weight, kg.</param>
public sealed record PatientWeighed(FactOrigin Origin, double Kg) : PatientFact(Origin);

/// <summary>What the patient said about symptoms at one time. A symptom left out was not asked about.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Symptoms">Each code and side once.</param>
public sealed record SymptomsTold(FactOrigin Origin, IReadOnlyList<SymptomTold> Symptoms) : PatientFact(Origin);

/// <summary>One symptom, as the patient put it.</summary>
/// <param name="Code">The symptom.</param>
/// <param name="Side">Its side; null when it has none or none was said.</param>
/// <param name="Score">0 (none) to 10 (worst imaginable); null when no number was given.</param>
/// <param name="SinceLast">Compared with the last report, in the patient's own words.</param>
/// <param name="Onset">How it came.</param>
public sealed record SymptomTold(string Code, Side? Side, int? Score, SinceLast SinceLast, Onset Onset);

/// <summary>How a symptom is, compared with the last report.</summary>
[JsonConverter(typeof(WireTextConverter<SinceLast>))]
public enum SinceLast
{
    /// <summary>Better.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>The same.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>Worse.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How a symptom came.</summary>
[JsonConverter(typeof(WireTextConverter<Onset>))]
public enum Onset
{
    /// <summary>Within 72 hours.</summary>
    [JsonStringEnumMemberName("sudden")]
    Sudden,

    /// <summary>Over a longer time.</summary>
    [JsonStringEnumMemberName("gradual")]
    Gradual,

    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
