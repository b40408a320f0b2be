using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>How the patient felt after a session. Only what comes within 48 hours of one is put down to it.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Effects">1 to 20 effects.</param>
/// <param name="OfRecord">Id of the <c>session-completed</c> record (same source); null = the latest session before.</param>
public sealed record SideEffectsReported(
    SourceRecord Record,
    [Length(1, 20)] IReadOnlyList<SideEffect> Effects,
    [StringLength(200, MinimumLength = 1)] string? OfRecord = null);

/// <summary>One side effect.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">0 (none) to 10 (worst imaginable), a whole number; null when no number was given.</param>
/// <param name="Onset">When it began, with a UTC offset.</param>
/// <param name="Resolved">When it was gone, with a UTC offset; null when it is not, or not known.</param>
public sealed record SideEffect(
    [AllowedValues("fatigue", "headache", "nausea", "other")] string Effect,
    [Range(0, 10)] int? Score = null,
    DateTimeOffset? Onset = null,
    DateTimeOffset? Resolved = null);
