using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible score of a known questionnaire?</summary>
public static class QuestionnaireScoredCheck
{
    // Domain sheet 2.2.
    private static readonly string[] Instruments =
    [
        "llis", "lymqol-arm", "lymqol-leg", "lymph-icf-ul", "lymph-icf-ll", "ull-27", "lsids-a", "lsids-l", "lsids-t", "lsids-hn",
        "bcle-sei", "promis-fatigue", "promis-pain-interference", "promis-physical-function",
    ];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(QuestionnaireScored fact) =>
        Expect.OneOf(fact.Instrument, Instruments, "$.data.instrument")
        ?? Expect.Between<double>(fact.Score, 0, 1000, "", "$.data.score")
        ?? Expect.Code(fact.Scale, "$.data.scale")
        ?? Expect.Code(fact.Edition, "$.data.edition");
}
