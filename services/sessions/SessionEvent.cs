using System.Text.Json.Serialization;
using LymphOutcomes.Contracts;
using LymphOutcomes.Sessions.CompletingSessions;

namespace LymphOutcomes.Sessions;

/// <summary>What sessions' log holds of a fact that intake published.</summary>
/// <param name="Source">The hospital's system.</param>
/// <param name="EffectiveTime">When it was so: of a session its start, of a booking when it was made.</param>
/// <param name="Record">Which record of the source, under a keyed hash.</param>
/// <param name="ContentHash">Equal content has equal hashes within one patient.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SessionRecorded), "session")]
[JsonDerivedType(typeof(BookingRecorded), "booking")]
[JsonDerivedType(typeof(CancellationRecorded), "cancellation")]
[JsonDerivedType(typeof(SideEffectsRecorded), "side-effects")]
[JsonDerivedType(typeof(ConditionRecorded), "condition")]
[JsonDerivedType(typeof(ConditionEndRecorded), "condition-end")]
[JsonDerivedType(typeof(RestrictionRecorded), "restriction")]
[JsonDerivedType(typeof(MldClearanceRecorded), "clearance")]
[JsonDerivedType(typeof(TemperatureRecorded), "temperature")]
[JsonDerivedType(typeof(RetractionRecorded), "retraction")]
public abstract record SessionEvent(string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash)
{
    /// <summary>As in <see cref="RecordedFact.IsBackfill"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBackfill { get; init; }

    /// <summary>Who said it over sessions' own API, as they signed in; null when it came from the hospital's systems.</summary>
    public string? By { get; init; }
}

/// <summary>A session took place; it is kept as intake published it.</summary>
public sealed record SessionRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, SessionGiven Session)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash)
{
    /// <summary>Where it was not done as the protocol or the plan says; null when there is nothing to say. Never a ground to refuse it.
    /// </summary>
    public IReadOnlyList<ProtocolDeviation>? Deviations { get; init; }
}

/// <summary>A session was booked, moved or changed; the booking is kept as intake published it.</summary>
public sealed record BookingRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, SessionBooking Booking)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A booked session was called off; the cancellation is kept as intake published it.</summary>
public sealed record CancellationRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, SessionCancellation Cancellation)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>The patient told how the time after a session was; it is kept as intake published it.</summary>
public sealed record SideEffectsRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, SideEffectsTold Told)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A session as sessions keeps it.</summary>
/// <param name="Minutes">Its length, minutes.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Areas">Areas treated, in order; empty when not said.</param>
/// <param name="TherapistId">Code of the therapist.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>.</param>
/// <param name="PressureMmHg">Pressure, mmHg.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The garment was worn afterwards.</param>
/// <param name="StoppedEarly">It was broken off.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record SessionGiven(
    int Minutes,
    string GivenBy,
    IReadOnlyList<string> Areas,
    string? TherapistId,
    string? Phase,
    string? ConsentGroin,
    double? PressureMmHg,
    bool? BandagedAfter,
    bool? GarmentWornAfter,
    bool? StoppedEarly,
    string? Purpose = null);

/// <summary>A booking as sessions keeps it.</summary>
/// <param name="StartsAt">When the session is to start.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Minutes">Planned length, minutes; null when not said.</param>
/// <param name="Areas">Areas to be treated, in order; null when not said.</param>
/// <param name="TherapistId">Code of the therapist.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record SessionBooking(
    DateTimeOffset StartsAt,
    string GivenBy,
    int? Minutes,
    IReadOnlyList<string>? Areas,
    string? TherapistId,
    string? Phase,
    string? Purpose);

/// <summary>A cancellation as sessions keeps it.</summary>
/// <param name="OfRecord">The record of the booking (same source), under a keyed hash.</param>
/// <param name="Reason"><c>patient</c>, <c>clinic</c>, <c>contraindication</c> <c>no-show</c> or <c>other</c>; null when not
/// said.</param>
public sealed record SessionCancellation(string OfRecord, string? Reason);

/// <summary>Side effects as sessions keeps them.</summary>
/// <param name="Effects">What was told.</param>
/// <param name="OfRecord">The record of the session (same source), under a keyed hash; null = the latest before.</param>
public sealed record SideEffectsTold(IReadOnlyList<SideEffectTold> Effects, string? OfRecord);

/// <summary>One side effect.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">0 to 10; null when no number was given.</param>
/// <param name="Onset">When it began; null when not said.</param>
/// <param name="Resolved">When it was gone; null when it is not, or not known.</param>
public sealed record SideEffectTold(string Effect, int? Score, DateTimeOffset? Onset, DateTimeOffset? Resolved);

/// <summary>A published fact could not be read; it is kept as it came and waits for a person.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Type">Its type as published.</param>
/// <param name="Version">Its version as published.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Raw">The item's data as it came, cut at 64 KiB.</param>
public sealed record ItemParked(Guid Item, string Type, int Version, string Reason, string Raw);
