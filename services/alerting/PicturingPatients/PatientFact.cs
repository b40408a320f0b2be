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
[JsonDerivedType(typeof(GirthTaken), "girth")]
[JsonDerivedType(typeof(FluidMeasured), "fluid")]
[JsonDerivedType(typeof(SkinWaterMeasured), "skin-water")]
[JsonDerivedType(typeof(TemperatureTaken), "temperature")]
[JsonDerivedType(typeof(QuestionnaireAnswered), "questionnaire")]
[JsonDerivedType(typeof(ConditionFound), "condition")]
[JsonDerivedType(typeof(ConditionOver), "condition-over")]
[JsonDerivedType(typeof(AreasRestricted), "areas-restricted")]
[JsonDerivedType(typeof(DrainageCleared), "drainage-cleared")]
[JsonDerivedType(typeof(DrainageTaught), "drainage-taught")]
[JsonDerivedType(typeof(SessionBooked), "session-booked")]
[JsonDerivedType(typeof(SessionCalledOff), "session-called-off")]
[JsonDerivedType(typeof(SideEffectsTold), "side-effects")]
[JsonDerivedType(typeof(GarmentGiven), "garment")]
[JsonDerivedType(typeof(GarmentWornOn), "garment-worn")]
[JsonDerivedType(typeof(ContextTold), "context-told")]
public abstract record PatientFact(FactOrigin Origin)
{
    /// <summary>
    /// Its place in time: when it was so. For a booking when the session is to start, so that it is not folded away before then.
    /// </summary>
    [JsonIgnore]
    public virtual DateTimeOffset On => Origin.EffectiveTime;

    /// <summary>The earliest moment of which it may change what is said. Usually the same.</summary>
    [JsonIgnore]
    public virtual DateTimeOffset Since => On;
}

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
    string ContentHash)
{
    /// <summary>True when the hospital loaded history by it: it is judged, and pages nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBackfill { get; init; }

    /// <summary>
    /// When the platform first stored it, before it came here; null in what an older program stored. Of deliveries that say the same it
    /// tells the first.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>Which limbs are at risk and why.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Limbs">Limbs at risk or affected; empty when not known.</param>
/// <param name="Surgeries">Operations that put a limb at risk.</param>
/// <param name="Dominant">The dominant side; null when not said, or not stored by an older program.</param>
public sealed record CareContextKnown(
    FactOrigin Origin, IReadOnlyList<Limb> Limbs, IReadOnlyList<LimbSurgery> Surgeries, Side? Dominant = null)
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
