using System.Text.Json;
using System.Text.Json.Serialization;
using LymphOutcomes.Contracts;

namespace LymphOutcomes.Intake;

/// <summary>
/// What intake's log holds: a hospital's fact in the contract's own shape, because intake adds nothing to a fact but its origin.
/// No hospital identifier and no name is in it; records are named by keyed hashes.
/// </summary>
/// <param name="Source">The sending system, as its CloudEvents <c>source</c> said.</param>
/// <param name="EffectiveTime">When it was so, at the sender's own UTC offset.</param>
/// <param name="Record">Which record of the source this is a version of.</param>
/// <param name="ContentHash">As in <see cref="RecordedFact.ContentHash"/>.</param>
public abstract record IntakeEvent(string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash)
{
    /// <summary>As in <see cref="RecordedFact.IsBackfill"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBackfill { get; init; }
}

/// <summary>A fact that others may read.</summary>
/// <typeparam name="TFact">Contract of the fact; it decides the stored name (<see
/// cref="IntakeEventTypes"/>).</typeparam>
/// <param name="Source">As in <see cref="IntakeEvent"/>.</param>
/// <param name="EffectiveTime">As in <see cref="IntakeEvent"/>.</param>
/// <param name="Record">As in <see cref="IntakeEvent"/>.</param>
/// <param name="ContentHash">As in <see cref="IntakeEvent"/>.</param>
/// <param name="Fact">A <typeparamref name="TFact"/> without its <c>record</c>. Kept as JSON: intake never reads it
/// again.</param>
public sealed record Recorded<TFact>(
    string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash, JsonElement Fact)
    : IntakeEvent(Source, EffectiveTime, Record, ContentHash), IRecorded
    where TFact : class;

/// <summary>That details of a patient arrived; the details themselves are in the directory only.</summary>
/// <param name="Source">As in <see cref="IntakeEvent"/>.</param>
/// <param name="EffectiveTime">As in <see cref="IntakeEvent"/>.</param>
/// <param name="Record">As in <see cref="IntakeEvent"/>.</param>
/// <param name="ContentHash">As in <see cref="IntakeEvent"/>.</param>
public sealed record DetailsReceived(string Source, DateTimeOffset EffectiveTime, RecordKey Record, string ContentHash)
    : IntakeEvent(Source, EffectiveTime, Record, ContentHash);

/// <summary>The fact inside a <see cref="Recorded{TFact}"/>, whatever its contract.</summary>
public interface IRecorded
{
    /// <summary>The fact without its <c>record</c>.</summary>
    JsonElement Fact { get; }
}

/// <summary>
/// An event of a known patient waits in quarantine: whoever looks at the patient should know that something is missing. Nothing
/// of what the hospital sent is in it.
/// </summary>
/// <param name="Receipt">Names the entry of quarantine.</param>
/// <param name="Type">CloudEvents type if it is one of ours or could be one of ours to come; null otherwise.</param>
/// <param name="Reason">One of <see cref="ReceivingFacts.Reasons"/>.</param>
/// <param name="Attempt">0 at the door; of a later look at the same entry, which attempt to settle it that was.</param>
public sealed record FactWasParked(Guid Receipt, string? Type, string Reason, int Attempt);

/// <summary>An event that waited in quarantine does so no more.</summary>
/// <param name="Receipt">Names the entry of quarantine.</param>
/// <param name="Outcome"><c>stored</c> or <c>discarded</c>.</param>
/// <param name="Attempt">Which attempt settled it, from 1.</param>
public sealed record FactWasUnparked(Guid Receipt, string Outcome, int Attempt);
