using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A questionnaire was filled in and scored. Scores only: the wording of the items is its authors' property.</summary>
/// <param name="Record">The hospital's record; each scale of one sitting is a record of its own.</param>
/// <param name="Instrument">
/// <c>llis</c>, <c>lymqol-arm</c>, <c>lymqol-leg</c>, <c>lymph-icf-ul</c> and <c>lymph-icf-ll</c> (0 to 100, higher = worse),
/// <c>ull-27</c>, <c>lsids-a</c>, <c>lsids-l</c>, <c>lsids-t</c>, <c>lsids-hn</c>, <c>bcle-sei</c> (a count of symptoms),
/// <c>promis-fatigue</c>, <c>promis-pain-interference</c> or <c>promis-physical-function</c> (T scores, mean 50, SD 10).
/// </param>
/// <param name="Score">The score as the instrument's own scoring sheet gives it, 0 to 1,000.</param>
/// <param name="Scale">Domain or sub-scale, as a code; null = the total score.</param>
/// <param name="Edition">Edition of the instrument, for example <c>v2</c>; scores of different editions are not compared.</param>
public sealed record QuestionnaireScored(
    SourceRecord Record,
    [AllowedValues(
        "llis", "lymqol-arm", "lymqol-leg", "lymph-icf-ul", "lymph-icf-ll", "ull-27", "lsids-a", "lsids-l", "lsids-t", "lsids-hn",
        "bcle-sei", "promis-fatigue", "promis-pain-interference", "promis-physical-function")]
    string Instrument,
    [Range(0, 1000)] double Score,
    [ClinicCode] string? Scale = null,
    [ClinicCode] string? Edition = null);
