using LymphOutcomes.Contracts;

namespace LymphOutcomes.Sessions;

/// <summary>What sessions' log holds of a session that took place.</summary>
/// <param name="Source">The hospital's system.</param>
/// <param name="EffectiveTime">When the session started.</param>
/// <param name="Record">Which record of the source, under a keyed hash.</param>
/// <param name="ContentHash">Equal content has equal hashes within one patient.</param>
/// <param name="Session">The session, as intake published it.</param>
public sealed record SessionRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, SessionGiven Session);

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

/// <summary>A published session could not be read; it is kept as it came and waits for a person.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Type">Its type as published.</param>
/// <param name="Version">Its version as published.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Raw">The item's data as it came, cut at 64 KiB.</param>
public sealed record ItemParked(Guid Item, string Type, int Version, string Reason, string Raw);
