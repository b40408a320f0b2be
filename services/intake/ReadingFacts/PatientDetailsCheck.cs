using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Can a coordinator's screen show this and can a person be called with it?</summary>
public static class PatientDetailsCheck
{
    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(PatientDetails fact, FactContext context) =>
        Expect.Text(fact.Name, 200, "$.data.name")
        ?? Expect.Text(fact.Phone, 40, "$.data.phone")
        ?? Expect.Text(fact.Provider?.Name, 200, "$.data.provider.name")
        ?? Expect.Text(fact.Provider?.Phone, 40, "$.data.provider.phone")
        ?? Birth(fact.BirthDate, context);

    // A day of grace: in the patient's own time zone it may be tomorrow already.
    private static Defect? Birth(DateOnly? day, FactContext context) =>
        day is not { } born || (born.Year >= Expect.YearMin && born <= DateOnly.FromDateTime(context.Now.UtcDateTime).AddDays(1))
            ? null
            : new(Reasons.ValueOutOfRange, "$.data.birthDate", $"not between {Expect.YearMin} and today");
}
