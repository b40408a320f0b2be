using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Something a reader of the trajectory should know. It has no effect on any rule by itself.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Kind"><c>new-garment</c>, <c>pregnancy</c>, <c>new-tumour-treatment</c>, <c>travel</c>, <c>clinician-note</c> or
/// <c>other</c>.</param>
/// <param name="Until">Last day it applies to; null when it is open or a single day.</param>
/// <param name="Note">Words for people, 1 to 2,000 characters; kept where they can be erased, never in a log.</param>
public sealed record ContextNoted(
    SourceRecord Record,
    [AllowedValues("new-garment", "pregnancy", "new-tumour-treatment", "travel", "clinician-note", "other")] string Kind,
    DateOnly? Until = null,
    [StringLength(2000, MinimumLength = 1)] string? Note = null);
