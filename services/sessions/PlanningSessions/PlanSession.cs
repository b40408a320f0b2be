using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.PlanningSessions;

/// <summary>A session is planned here. It is screened in the same append, and held if something speaks against it. Pure.</summary>
public static class PlanSession
{
    /// <summary>Code when the caller's id names another session already.</summary>
    public const string Exists = "session-exists";

    /// <summary>Plans it; the same plan under the same id again changes nothing.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session; its version does not matter.</param>
    /// <param name="booking">What is planned.</param>
    public static Decision Decide(StreamView<PatientSafety> view, SessionStep step, SessionBooking booking)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(booking);
        string key = OwnRecords.Plan(step.Session);
        // The moment it is planned is no part of what is planned.
        string hash = SessionStep.HashOf(booking.StartsAt, booking);
        if (view.Seen?.GetValueOrDefault(SeenAs(step.Session)) is { } before)
        {
            return before.ContentHash == hash
                ? new Decision.Nothing()
                : new Decision.Reject(Exists, "A session of this id was planned otherwise.");
        }

        return step.Append(
            view, new BookingRecorded(OwnRecords.Source, view.Now, new(key, 1, null), hash, booking) { By = step.By });
    }

    /// <summary>The record to look for, to know a plan that is sent again.</summary>
    public static string SeenAs(Guid session) => ShortMemory.KeyOf(OwnRecords.Source, OwnRecords.Plan(session));
}
