using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>
/// Names sessions by the hospital's record of them: every version of a booking is the same session. What people plan and record over the
/// API names its session itself, so that a session booked by the hospital and given here is one. Pure.
/// </summary>
public static class SessionIds
{
    /// <summary>The id of a session. Keys of records are made under the patient's own key, so that no two patients share one.</summary>
    /// <param name="stage">Bookings and sessions given are numbered apart.</param>
    /// <param name="fact">Any version of its record.</param>
    public static Guid Of(SessionStage stage, SessionEvent fact) => OwnRecords.SessionOf(fact) ?? DerivedId.From(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{stage.ToWire()}\n{fact.Source}\n{fact.Record.Key}")));

    /// <summary>The id of the session a fact is a record of; null for facts that are none.</summary>
    public static Guid? Of(SessionEvent fact) => fact switch
    {
        BookingRecorded => Of(SessionStage.Planned, fact),
        SessionRecorded => Of(SessionStage.Given, fact),
        _ => null,
    };
}
