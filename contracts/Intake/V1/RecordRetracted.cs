using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>An earlier record was wrong and no longer counts. Its history is kept.</summary>
/// <param name="Record">The record taken back. With a version: that version and those before it; without: every version issued up to
/// <see cref="SourceRecord.IssuedAt"/>, or up to the CloudEvents <c>time</c>.</param>
/// <param name="Reason"><c>entered-in-error</c>, <c>wrong-patient</c> or <c>other</c>.</param>
public sealed record RecordRetracted(
    SourceRecord Record, [AllowedValues("entered-in-error", "wrong-patient", "other")] string? Reason = null);
