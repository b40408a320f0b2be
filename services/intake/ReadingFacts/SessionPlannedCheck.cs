using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>Is this a possible booking? Whether the session may take place is sessions' question.</summary>
public static class SessionPlannedCheck
{
    /// <summary>A session may be booked this many days ahead of now [choice].</summary>
    public const int AheadDaysMax = 731;

    /// <summary>The first defect; null when there is none.</summary>
    public static Defect? Of(SessionPlanned fact, FactContext context) =>
        Expect.Born(DateOnly.FromDateTime(fact.StartsAt.DateTime), context, "$.data.startsAt")
        ?? Expect.That(
            fact.StartsAt <= context.Now.AddDays(AheadDaysMax),
            Reasons.ValueOutOfRange, "$.data.startsAt", $"more than {AheadDaysMax} days ahead")
        ?? Expect.OneOf(fact.GivenBy, SessionWords.Givers, "$.data.givenBy")
        ?? Expect.Between(fact.Minutes, 1, 480, "minutes", "$.data.minutes")
        ?? Expect.List(fact.Areas, 0, 60, "$.data.areas")
        ?? Expect.Each(fact.Areas, "$.data.areas", (area, path) => Expect.OneOf(area, BodyAreas.All, path))
        ?? Expect.Code(fact.TherapistId, "$.data.therapistId")
        ?? Expect.OneOf(fact.Phase, SessionWords.Phases, "$.data.phase")
        ?? Expect.OneOf(fact.Purpose, SessionWords.Purposes, "$.data.purpose");
}
