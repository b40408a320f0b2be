using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The patient has a condition. It is active from its onset until <see cref="ConditionCleared"/>, never by time alone.</summary>
/// <param name="Record">The hospital's record of the condition.</param>
/// <param name="Condition">A word of <see cref="Conditions"/>. <c>low-ankle-pressure</c> = ankle artery below 70 mmHg, no bandaging;
/// <c>active-implant</c> = pacemaker or defibrillator, no bioimpedance.</param>
/// <param name="Onset">Day it began, in the sender's own time zone; null = the CloudEvents <c>time</c>.</param>
/// <param name="Areas">Where, when it is local: 1 to 20 areas.</param>
/// <param name="IslStage">For <c>lymphedema</c>: stage of the ISL as a clinician found it, <c>0</c>, <c>1</c>, <c>2</c>,
/// <c>2-late</c> or <c>3</c>. Never computed from a volume.</param>
/// <param name="Code">The sender's own code of it.</param>
public sealed record ConditionNoted(
    SourceRecord Record,
    [Condition] string Condition,
    DateOnly? Onset = null,
    [BodyArea, Length(1, 20)] IReadOnlyList<string>? Areas = null,
    [AllowedValues("0", "1", "2", "2-late", "3")] string? IslStage = null,
    CodedTerm? Code = null);

/// <summary>A code of a published code system. Both code and words, because code lists in use pair them wrongly.</summary>
/// <param name="System">URI of the code system, for example <c>http://snomed.info/sct</c>, 1 to 200 characters.</param>
/// <param name="Code">The code, 1 to 64 characters.</param>
/// <param name="Display">Its words, as the sender shows them, 1 to 200 characters.</param>
public sealed record CodedTerm(
    [StringLength(200, MinimumLength = 1)] string System,
    [ClinicCode] string Code,
    [StringLength(200, MinimumLength = 1)] string Display);
