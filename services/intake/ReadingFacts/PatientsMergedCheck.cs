using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Does a merge, or its end, name another patient as a subject would?</summary>
public static class PatientsMergedCheck
{
    /// <summary>The first defect of a merge; null when there is none.</summary>
    public static Defect? Of(PatientsMerged fact) => Of(fact.Absorbed, "$.data.absorbed");

    /// <summary>The first defect of its end; null when there is none.</summary>
    public static Defect? Of(PatientsUnmerged fact) => Of(fact.Released, "$.data.released");

    private static Defect? Of(PatientIdentifier named, string path) => Expect.That(
        Subject.From($"{named.System}|{named.Value}") is { } subject && subject.System == named.System,
        Reasons.SubjectUnreadable, path, "expected system and value as in subject, without spaces around them");
}
