using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The care context of one patient. A later version replaces the whole context.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Limbs">Limbs at risk or affected; empty when not known.</param>
/// <param name="Cause">Why: <c>breast-cancer</c>, <c>other-cancer</c>, <c>hereditary</c>, <c>venous</c>, <c>other</c>.</param>
/// <param name="Surgeries">Operations that put a limb at risk, in any order.</param>
/// <param name="DominantSide"><c>left</c> or <c>right</c>.</param>
public sealed record PatientRegistered(
    SourceRecord Record,
    [Length(0, 4)] IReadOnlyList<LimbAtRisk>? Limbs = null,
    [AllowedValues("breast-cancer", "other-cancer", "hereditary", "venous", "other")] string? Cause = null,
    [Length(0, 50)] IReadOnlyList<Surgery>? Surgeries = null,
    [AllowedValues("left", "right")] string? DominantSide = null);

/// <summary>A limb that is watched.</summary>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Status"><c>at-risk</c> or <c>affected</c>.</param>
public sealed record LimbAtRisk(
    [AllowedValues("arm", "leg")] string Site,
    [AllowedValues("left", "right")] string Side,
    [AllowedValues("at-risk", "affected")] string Status);

/// <summary>An operation on one side.</summary>
/// <param name="Date">Calendar day of the operation.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Site">The limb it puts at risk, <c>arm</c> or <c>leg</c>; null = arm.</param>
/// <param name="NodesRemoved">Lymph nodes removed, 0 to 100; null when not known.</param>
public sealed record Surgery(
    DateOnly Date,
    [AllowedValues("left", "right")] string Side,
    [AllowedValues("arm", "leg")] string? Site = null,
    [Range(0, 100)] int? NodesRemoved = null);
