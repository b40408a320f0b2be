using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A provider allows manual lymphatic drainage in spite of conditions, from the CloudEvents <c>time</c>.</summary>
/// <param name="Record">The hospital's record of the clearance.</param>
/// <param name="Conditions">The conditions it was given for, 1 to 20 words of <see cref="V1.Conditions"/>; others still hold.</param>
/// <param name="ProviderId">Code of the provider.</param>
/// <param name="Until">Last day it is good for; null = until it is retracted.</param>
public sealed record ProviderClearedForMld(
    SourceRecord Record,
    [Condition, Length(1, 20)] IReadOnlyList<string> Conditions,
    [ClinicCode] string? ProviderId = null,
    DateOnly? Until = null);
