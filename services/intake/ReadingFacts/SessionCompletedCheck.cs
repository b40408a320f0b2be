using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>
/// Is this a possible session of manual lymphatic drainage? Whether it should have taken place is sessions' question.
/// </summary>
public static class SessionCompletedCheck
{
    private static readonly string[] Consents = ["yes", "no", "not-needed"];

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SessionCompleted fact) =>
        Expect.Between<int>(fact.Minutes, 1, 480, "minutes", "$.data.minutes")
        ?? Expect.OneOf(fact.GivenBy, SessionWords.Givers, "$.data.givenBy")
        // An area may be treated twice in one session, so a list may be longer than the list of areas.
        ?? Expect.List(fact.Areas, 0, 60, "$.data.areas")
        ?? Expect.Each(fact.Areas, "$.data.areas", (area, path) => Expect.OneOf(area, BodyAreas.All, path))
        ?? Expect.Code(fact.TherapistId, "$.data.therapistId")
        ?? Expect.OneOf(fact.Phase, SessionWords.Phases, "$.data.phase")
        ?? Expect.OneOf(fact.ConsentGroin, Consents, "$.data.consentGroin")
        ?? Expect.Between(fact.PressureMmHg, 0, 200, "mmHg", "$.data.pressureMmHg")
        ?? Expect.OneOf(fact.Purpose, SessionWords.Purposes, "$.data.purpose");
}
