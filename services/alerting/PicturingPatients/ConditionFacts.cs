using System.Text.Json.Serialization;

namespace LymphOutcomes.Alerting.PicturingPatients;

// What speaks for or against treating a patient, and where not to. Stored events.

/// <summary>The patient has a condition, from its onset until <see cref="ConditionOver"/>; never over by time alone.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Condition">A word of the contract's conditions.</param>
/// <param name="Onset">Day it began, at the origin's UTC offset; null = the effective time.</param>
/// <param name="Areas">Where, when it is local; empty when it is not.</param>
/// <param name="IslStage">For <c>lymphedema</c>: the stage a clinician found; never computed.</param>
public sealed record ConditionFound(
    FactOrigin Origin, string Condition, DateOnly? Onset, IReadOnlyList<string> Areas, string? IslStage)
    : PatientFact(Origin)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override DateTimeOffset Since =>
        Onset is { } day && new DateTimeOffset(day, TimeOnly.MinValue, Origin.EffectiveTime.Offset) is var began && began < On
            ? began
            : On;
}

/// <summary>A condition is over since the effective time; that instant itself no longer counts.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Condition">A word of the contract's conditions.</param>
/// <param name="Basis"><c>provider</c> or <c>fever-free-48h</c>.</param>
/// <param name="OfRecordKey">Key of the record of the condition meant (same source); null = every active one.</param>
public sealed record ConditionOver(FactOrigin Origin, string Condition, string Basis, string? OfRecordKey) : PatientFact(Origin);

/// <summary>Areas that must not be massaged, from the effective time; a later version replaces the list.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Areas">Areas of the contract; empty lifts the restriction.</param>
/// <param name="Reason"><c>cancerous-tissue</c>, <c>irradiated-skin</c> or <c>other</c>.</param>
public sealed record AreasRestricted(FactOrigin Origin, IReadOnlyList<string> Areas, string Reason) : PatientFact(Origin);

/// <summary>A provider allows drainage in spite of conditions, from the effective time.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Conditions">The conditions it was given for; others still hold.</param>
/// <param name="Until">Last day it is good for; null = until it is retracted.</param>
public sealed record DrainageCleared(FactOrigin Origin, IReadOnlyList<string> Conditions, DateOnly? Until) : PatientFact(Origin);

/// <summary>The patient, or who cares for them, was taught to do the drainage at home.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Areas">Areas taught; null when not said.</param>
public sealed record DrainageTaught(FactOrigin Origin, IReadOnlyList<string>? Areas) : PatientFact(Origin);

/// <summary>Something a reader of the trajectory should know. No rule reads it; its words are not stored here.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Kind">As a code of the contract.</param>
/// <param name="Until">Last day it applies to; null when open or a single day.</param>
public sealed record ContextTold(FactOrigin Origin, string Kind, DateOnly? Until) : PatientFact(Origin);
