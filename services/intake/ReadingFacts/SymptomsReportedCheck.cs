using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a report of symptoms that can be compared with others?</summary>
public static class SymptomsReportedCheck
{
    private static readonly string[] Comparisons = ["better", "same", "worse", "unknown"];
    private static readonly string[] Onsets = ["sudden", "gradual", "unknown"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SymptomsReported fact) =>
        Expect.List(fact.Symptoms, 1, 50, "$.data.symptoms")
        ?? Expect.Each(fact.Symptoms, "$.data.symptoms", Symptom)
        ?? Expect.Distinct(fact.Symptoms, symptom => (symptom.Code, symptom.Side), "$.data.symptoms");

    private static Defect? Symptom(ReportedSymptom symptom, string path) =>
        Expect.OneOf(symptom.Code, SymptomCodes.All, $"{path}.code")
        ?? Expect.OneOf(symptom.SinceLast, Comparisons, $"{path}.sinceLast")
        ?? Expect.OneOf(symptom.Onset, Onsets, $"{path}.onset")
        ?? Expect.Between(symptom.Score, 0, 10, "", $"{path}.score")
        ?? Expect.OneOf(symptom.Side, WireText.All<Side>(), $"{path}.side");
}
