using System.Collections.Immutable;
using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>Screens every session of a patient anew and says what has changed. Pure.</summary>
public static class HoldSessions
{
    // A unit may append 1,000 events. A fact that speaks against more sessions than this says so of the latest.
    private const int ChangesMax = 900;

    /// <summary>What to say after a change of the facts: <see cref="SessionHeld"/> and <see cref="SessionCleared"/>.</summary>
    /// <param name="state">The facts, with the change, and the holds as last said.</param>
    public static IReadOnlyList<object> Changes(PatientSafety state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Of a merged patient it is said where they are screened.
        if (state.IsAway)
            return [];
        Dictionary<Guid, SessionHeld?> present = Present(state);
        Dictionary<Guid, SessionHeld> said = state.Holds.ToDictionary(held => held.Session);
        IEnumerable<(DateTimeOffset At, object Event)> held = present.Values.OfType<SessionHeld>()
            .Where(hold => !said.TryGetValue(hold.Session, out SessionHeld? before) || !SaysTheSame(hold, before))
            .Select(hold => (hold.StartsAt, (object)hold));
        IEnumerable<(DateTimeOffset At, object Event)> cleared = said.Values
            .Where(hold => present.GetValueOrDefault(hold.Session) is null)
            .Select(hold => (
                hold.StartsAt, (object)new SessionCleared(hold.Session, present.ContainsKey(hold.Session) ? "lifted" : "gone")));
        return
        [
            .. held.Concat(cleared).OrderByDescending(change => change.At).Take(ChangesMax)
                .OrderBy(change => change.At).Select(change => change.Event),
        ];
    }

    /// <summary>Bookings that stand and whose session is not known to have been given, each with its id.</summary>
    public static IEnumerable<(Guid Session, Counting<BookingRecorded> Booking)> Planned(PatientSafety state)
    {
        ImmutableHashSet<Guid> given =
            [.. CurrentFacts.Of<SessionRecorded>(state).Select(given => SessionIds.Of(SessionStage.Given, given.Fact))];
        ImmutableHashSet<(string, string)> calledOff =
            [.. CurrentFacts.Of<CancellationRecorded>(state).Select(off => (off.Fact.Source, off.Fact.Cancellation.OfRecord))];
        return CurrentFacts.Of<BookingRecorded>(state)
            .Where(booking => !calledOff.Contains(CurrentFacts.RecordOf(booking.Fact)))
            .Select(booking => (Session: SessionIds.Of(SessionStage.Planned, booking.Fact), booking))
            .Where(planned => !given.Contains(planned.Session));
    }

    private static Dictionary<Guid, SessionHeld?> Present(PatientSafety state)
    {
        SafetyOnRecord record = SafetyOnRecord.Of(state);
        Dictionary<Guid, SessionHeld?> present = [];
        foreach ((Guid session, Counting<BookingRecorded> planned) in Planned(state))
        {
            SessionBooking booking = planned.Fact.Booking;
            SessionHeld? hold = HoldOf(
                session,
                SessionStage.Planned,
                booking.StartsAt,
                // An empty list is no plan either.
                SafetyScreen.OfPlan(record, booking.Areas is { Count: > 0 } areas ? areas : null, booking.StartsAt));
            present[session] = hold is not null && IsAnsweredFor(hold, state) ? null : hold;
        }

        foreach (Counting<SessionRecorded> given in CurrentFacts.Of<SessionRecorded>(state))
        {
            Guid session = SessionIds.Of(SessionStage.Given, given.Fact);
            present[session] = HoldOf(
                session,
                SessionStage.Given,
                given.Fact.EffectiveTime,
                SafetyScreen.OfGiven(record, given, ConsentOf(given.Fact.Session)));
        }

        return present;
    }

    private static SessionHeld? HoldOf(Guid session, SessionStage stage, DateTimeOffset at, ScreenAnswer answer) =>
        answer.Verdict == ScreenVerdict.MayTreat ? null : new(session, stage, at, answer.Verdict, answer.Reasons);

    // A provider who answered for one reason did not answer for another that came up since, nor for the same one grown.
    private static bool IsAnsweredFor(SessionHeld hold, PatientSafety state)
    {
        List<ScreenReason> answeredFor =
        [
            .. (state.Overrides ?? []).Where(answered => answered.Session == hold.Session).SelectMany(answered => answered.Reasons),
        ];
        return hold.Reasons.All(reason => answeredFor.Exists(reason.SaysTheSameAs));
    }

    private static GroinConsent ConsentOf(SessionGiven session) =>
        WireText.TryParse(session.ConsentGroin, out GroinConsent consent) && consent != GroinConsent.AskedAtStart
            ? consent
            : GroinConsent.NotAsked;

    private static bool SaysTheSame(SessionHeld one, SessionHeld other) =>
        one.Stage == other.Stage
        && one.StartsAt.EqualsExact(other.StartsAt)
        && one.Verdict == other.Verdict
        && one.Reasons.Count == other.Reasons.Count
        && one.Reasons.Zip(other.Reasons).All(pair => pair.First.SaysTheSameAs(pair.Second));
}
