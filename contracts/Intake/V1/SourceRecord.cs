using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Which record of the sending system a fact is a version of. A correction is the same id with a higher version.</summary>
/// <param name="Id">The sender's own record id, 1 to 200 characters, unique within its CloudEvents <c>source</c>.</param>
/// <param name="Version">From 1; null when the sender does not count versions.</param>
/// <param name="IssuedAt">When this version was issued; without versions the later one counts.</param>
public sealed record SourceRecord(
    [StringLength(200, MinimumLength = 1)] string Id, [Range(1, int.MaxValue)] int? Version = null, DateTimeOffset? IssuedAt = null);
