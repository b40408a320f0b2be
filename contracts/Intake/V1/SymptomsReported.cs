using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>What a patient said about symptoms at one time. A symptom left out was not asked about; it is not "none".</summary>
/// <param name="Record">The hospital's record.</param>
/// <param name="Symptoms">1 to 50 symptoms, each code and side once.</param>
public sealed record SymptomsReported(SourceRecord Record, [Length(1, 50)] IReadOnlyList<ReportedSymptom> Symptoms);

/// <summary>One symptom, as the patient put it.</summary>
/// <param name="Code">A code of <see cref="SymptomCodes"/>.</param>
/// <param name="SinceLast">Compared with the last report, in the patient's own words: <c>better</c>, <c>same</c>,
/// <c>worse</c> or <c>unknown</c>.</param>
/// <param name="Onset"><c>sudden</c> (within the last 72 hours), <c>gradual</c> or <c>unknown</c>.</param>
/// <param name="Score">0 (none) to 10 (worst imaginable), a whole number; null when no number was given.</param>
/// <param name="Side"><c>left</c> or <c>right</c>; null when it has no side or both are meant.</param>
public sealed record ReportedSymptom(
    [SymptomCode] string Code,
    [AllowedValues("better", "same", "worse", "unknown")] string SinceLast,
    [AllowedValues("sudden", "gradual", "unknown")] string Onset,
    [Range(0, 10)] int? Score = null,
    [AllowedValues("left", "right")] string? Side = null);
