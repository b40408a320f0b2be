using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Sessions;

/// <summary>
/// What the course of a treatment is followed by, as intake published it. Sessions are not screened by it, so that it is in no snapshot:
/// whoever asks reads the patient's stream. Stored events; they are not published again.
/// </summary>
public abstract record TreatmentEvent(string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>One or both limbs of a pair were measured in one sitting.</summary>
public sealed record LimbsRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, LimbsRead Read)
    : TreatmentEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>Which limbs are at risk; a later version replaces the list.</summary>
public sealed record CareContextRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, IReadOnlyList<WatchedLimb> AtRisk)
    : TreatmentEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>The patient was taught drainage at home.</summary>
public sealed record InstructionRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, Lesson Taught)
    : TreatmentEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A compression garment was prescribed or handed out; a later version changes how it is to be worn.</summary>
public sealed record GarmentRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, Garment Garment)
    : TreatmentEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>It was told how long a garment was worn on a day.</summary>
public sealed record GarmentWearRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, GarmentWear Wear)
    : TreatmentEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A limb of a patient.</summary>
/// <param name="Site">Arm or leg.</param>
/// <param name="Side">The patient's left or right.</param>
public sealed record WatchedLimb(LimbSite Site, Side Side);

/// <summary>A sitting as sessions keeps it.</summary>
/// <param name="Site">Arms or legs.</param>
/// <param name="Method">How it was measured.</param>
/// <param name="Left">The left limb; null when not measured.</param>
/// <param name="Right">The right limb; null when not measured.</param>
/// <param name="ProtocolId">The clinic's protocol; null when not said.</param>
/// <param name="ZeroLandmark">Where position 0 is; null when not said.</param>
public sealed record LimbsRead(
    LimbSite Site, MeasuringMethod Method, LimbReading? Left, LimbReading? Right, string? ProtocolId, string? ZeroLandmark)
{
    /// <summary>The reading of one side; null when that side was not measured.</summary>
    public LimbReading? Of(Side side) => side == Side.Left ? Left : Right;
}

/// <summary>An instruction as sessions keeps it.</summary>
/// <param name="Areas">Areas taught; null when not said.</param>
/// <param name="TherapistId">Code of who taught it; null when not said.</param>
public sealed record Lesson(IReadOnlyList<string>? Areas, string? TherapistId);

/// <summary>A garment as sessions keeps it.</summary>
/// <param name="Kind">A word of the contract, for example <c>sleeve</c>.</param>
/// <param name="HoursPerDay">How long to wear it, above 0 to 24 hours a day.</param>
/// <param name="Side">Its side; null when it has none or covers both.</param>
/// <param name="WornAt"><c>day</c>, <c>night</c> or <c>both</c>; null when not said.</param>
/// <param name="PressureMinMmHg">Lower end of its pressure, mmHg; null when not said.</param>
/// <param name="PressureMaxMmHg">Upper end of its pressure, mmHg; null when not said.</param>
/// <param name="HandedOutOn">Day the patient got it; null = the day of the effective time.</param>
public sealed record Garment(
    string Kind,
    double HoursPerDay,
    Side? Side,
    string? WornAt,
    double? PressureMinMmHg,
    double? PressureMaxMmHg,
    DateOnly? HandedOutOn);

/// <summary>A day's wear as sessions keeps it.</summary>
/// <param name="Day">The calendar day, where the patient was.</param>
/// <param name="Hours">0 to 24.</param>
/// <param name="OfRecord">The record of the garment (same source), under a keyed hash; null when only one is in use.</param>
public sealed record GarmentWear(DateOnly Day, double Hours, string? OfRecord);
