using System.Text.Json;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts;

/// <summary>What a <see cref="BusItem"/> carries: where a fact came from, when it was so, and the fact.</summary>
/// <param name="Source">The sending system, as its CloudEvents <c>source</c> said.</param>
/// <param name="EffectiveTime">When it was so, at the sender's own UTC offset.</param>
/// <param name="RecordedTime">When intake stored it.</param>
/// <param name="Record">Which record of the source this is a version of, under a keyed hash.</param>
/// <param name="ContentHash">Keyed hash of type, time and data, lower-case hex; equal content has equal hashes within one patient.</param>
/// <param name="Fact">The fact as the hospital sent it, without its <c>record</c>; its record is named by <c>type</c> of the item.</param>
/// <param name="IsBackfill">True when the hospital loads history by it: it is judged, and pages nobody.</param>
public sealed record RecordedFact(
    string Source,
    DateTimeOffset EffectiveTime,
    DateTimeOffset RecordedTime,
    RecordKey Record,
    string ContentHash,
    JsonElement Fact,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsBackfill = false);

/// <summary>A record of a hospital system, named so that only the holder of the patient's key can tell which.</summary>
/// <param name="Key">HMAC-SHA256 of source and record id under the patient's own key, lower-case hex.</param>
/// <param name="Version">The sender's version, from 1; null when the sender does not count versions.</param>
/// <param name="IssuedAt">When the sender issued this version; decides between versions that carry no number.</param>
public sealed record RecordKey(string Key, int? Version, DateTimeOffset? IssuedAt);
