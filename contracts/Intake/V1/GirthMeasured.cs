using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A girth that makes no volume: belly, neck, or hand and foot in a figure of eight. Limbs: <see cref="LimbMeasured"/>.</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Site"><c>belly</c> (at the navel, lying, end of a normal breath out), <c>neck</c>, <c>hand</c> or <c>foot</c>.</param>
/// <param name="Value">The girth: belly 40 to 250 cm, neck 20 to 80 cm, hand and foot 20 to 100 cm; mean if read more than once.</param>
/// <param name="Unit">UCUM unit: <c>cm</c>, <c>mm</c> or <c>[in_i]</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>; needed for hand and foot, absent for belly and neck.</param>
/// <param name="Posture">Posture code, for example <c>lying</c>; girths of different postures are not compared.</param>
/// <param name="ProtocolId">The clinic's measuring protocol; readings of different protocols are not compared.</param>
/// <param name="RaterId">Who measured, as a code of the clinic.</param>
public sealed record GirthMeasured(
    SourceRecord Record,
    [AllowedValues("belly", "neck", "hand", "foot")] string Site,
    [Range(7, 2500)] double Value,
    [AllowedValues("cm", "mm", "[in_i]")] string Unit,
    [AllowedValues("left", "right")] string? Side = null,
    [ClinicCode] string? Posture = null,
    [ClinicCode] string? ProtocolId = null,
    [ClinicCode] string? RaterId = null);
