using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>A provider takes it upon themselves that a planned session goes ahead against what is on record. Pure.</summary>
public static class OverrideHold
{
    /// <summary>Code when the session is not held, or not any more.</summary>
    public const string NotHeld = "not-held";

    /// <summary>Code when what speaks against the session is not what the caller saw.</summary>
    public const string Changed = "hold-changed";

    /// <summary>Code when the session was given already.</summary>
    public const string Given = "given";

    /// <summary>Overrides the hold as the caller saw it: what comes up later is held against the session anew.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="session">The session.</param>
    /// <param name="version">Of the hold, as seen.</param>
    /// <param name="provider">Who answers for it.</param>
    /// <param name="why">Names the reason, which is kept where it can be erased.</param>
    /// <param name="by">Who wrote it down.</param>
    public static Decision Decide(
        StreamView<PatientSafety> view, Guid session, string version, string provider, ReasonRef why, string by)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Holds.Find(known => known.Session == session) is not { } held)
            return new Decision.Reject(NotHeld, "Nothing on record speaks against the session.");
        if (held.Stage == SessionStage.Given)
            return new Decision.Reject(Given, "The session was given already.");
        if (HoldVersion.Of(held.StartsAt, held.Verdict, held.Reasons) != version)
            return new Decision.Reject(Changed, "Something else speaks against the session by now.");
        return Decision.Of(
        [
            new(new HoldOverridden(session, provider, why, by, held.Reasons)),
            new(new SessionCleared(session, "overridden")),
        ]);
    }
}
