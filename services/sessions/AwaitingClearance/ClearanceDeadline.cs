using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>
/// Says once of a planned session on hold that nobody has cleared it in time. Safe to ask at any time and any number of times. Pure.
/// </summary>
public static class ClearanceDeadline
{
    /// <summary>Decides on one session.</summary>
    /// <param name="view">The patient, and the moment.</param>
    /// <param name="session">The session.</param>
    /// <param name="within">How long it may wait.</param>
    public static Decision Decide(StreamView<PatientSafety> view, Guid session, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(view);
        // One whose time is over waits for nothing more; what came of it is told otherwise.
        if (view.State.Waits?.Find(wait => wait.Session == session) is not { OverdueSince: null } wait
            || view.State.Holds.Find(known => known.Session == session) is not { } held
            || held.StartsAt <= view.Now
            || view.Now - wait.Since < within)
        {
            return new Decision.Nothing();
        }

        return Decision.Of([new(new HoldOverdue(session, held.StartsAt, wait.Since, held.Reasons))]);
    }
}
