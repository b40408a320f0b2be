using LymphOutcomes.Contracts;

namespace LymphOutcomes.Sessions;

// What speaks for or against a session, as intake published it. Stored events; they are not published again.

/// <summary>The patient has a condition.</summary>
public sealed record ConditionRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, NotedCondition Noted)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A condition is over since the effective time.</summary>
public sealed record ConditionEndRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, EndOfCondition End)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>Areas that must not be massaged from the effective time on; a later version replaces the list.</summary>
public sealed record RestrictionRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, ListOfAreas Restricted)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A provider allows drainage in spite of conditions, from the effective time on.</summary>
public sealed record MldClearanceRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, ClearedInSpiteOf Cleared)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A thermometer was read.</summary>
/// <param name="Source">The hospital's system.</param>
/// <param name="EffectiveTime">When it was read.</param>
/// <param name="Record">Which record of the source, under a keyed hash.</param>
/// <param name="ContentHash">Equal content has equal hashes within one patient.</param>
/// <param name="Celsius">Degrees Celsius.</param>
public sealed record TemperatureRecorded(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, double Celsius)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>The record named was wrong, up to the version or time of issue named with it. It may be one that sessions never saw.</summary>
public sealed record RetractionRecorded(string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash)
    : SessionEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>A condition as sessions keeps it.</summary>
/// <param name="Condition">A word of the contract's conditions; not all of them speak against drainage.</param>
/// <param name="Onset">Day it began, at the offset of the effective time; null = the effective time.</param>
public sealed record NotedCondition(string Condition, DateOnly? Onset);

/// <summary>The end of a condition as sessions keeps it.</summary>
/// <param name="Condition">A word of the contract's conditions.</param>
/// <param name="Basis"><c>provider</c> or <c>fever-free-48h</c>.</param>
/// <param name="OfRecord">The record of the condition (same source), under a keyed hash; null = every active one of this condition.</param>
public sealed record EndOfCondition(string Condition, string Basis, string? OfRecord);

/// <summary>Restricted areas as sessions keeps them.</summary>
/// <param name="Areas">Areas of the contract; empty lifts the restriction.</param>
/// <param name="Reason"><c>cancerous-tissue</c>, <c>irradiated-skin</c> or <c>other</c>.</param>
public sealed record ListOfAreas(IReadOnlyList<string> Areas, string Reason);

/// <summary>A provider's clearance as sessions keeps it.</summary>
/// <param name="Conditions">The conditions it was given for; others still hold.</param>
/// <param name="Until">Last day it is good for, at the offset of the effective time; null = until it is retracted.</param>
/// <param name="ProviderId">Code of the provider; null when not said.</param>
public sealed record ClearedInSpiteOf(IReadOnlyList<string> Conditions, DateOnly? Until, string? ProviderId);
