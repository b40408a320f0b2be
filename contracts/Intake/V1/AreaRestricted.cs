using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Areas that must not be massaged, from the CloudEvents <c>time</c>. Other areas may be.</summary>
/// <param name="Record">The hospital's record of the restriction.</param>
/// <param name="Areas">0 to 20 areas of <see cref="BodyAreas"/>. A later version replaces the list; an empty list lifts the restriction
/// from its own <c>time</c>.</param>
/// <param name="Reason"><c>cancerous-tissue</c>, <c>irradiated-skin</c> (damaged by radiation) or <c>other</c>.</param>
public sealed record AreaRestricted(
    SourceRecord Record,
    [BodyArea, Length(0, 20)] IReadOnlyList<string> Areas,
    [AllowedValues("cancerous-tissue", "irradiated-skin", "other")] string Reason);
