using System.Security.Cryptography;
using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>A step that a person takes in the life of a session: what all of them have in common. Pure.</summary>
/// <param name="Unit">Identity of the attempt; ids of events and records are made from it.</param>
/// <param name="Session">The session.</param>
/// <param name="Version">Of the session, as the person saw it.</param>
/// <param name="By">Who takes it, as they signed in.</param>
/// <param name="Traceparent">W3C trace context; null when there is none.</param>
public sealed record SessionStep(Guid Unit, Guid Session, int Version, string By, string? Traceparent = null)
{
    /// <summary>Code when there is no such session.</summary>
    public const string Unknown = "unknown-session";

    /// <summary>Code when somebody else was first.</summary>
    public const string Conflict = "version-conflict";

    /// <summary>Code when the session is not in a state for this.</summary>
    public const string WrongState = "wrong-state";

    /// <summary>Decides on the session as it is, if it still is as the person saw it.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="decide">What to decide, once the session is found.</param>
    public Decision On(StreamView<PatientSafety> view, Func<SessionLife, Decision> decide)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(decide);
        if (SessionLife.Of(view.State, Session) is not { } life)
        {
            return view.State.ShortenedTo is null
                ? new Decision.Reject(Unknown, "There is no such session.")
                : new Decision.ReadHistory();
        }

        return life.Version == Version
            ? decide(life)
            : new Decision.Reject(Conflict, "Something else was said of the session since.");
    }

    /// <summary>Refuses because of how far the session is.</summary>
    public static Decision NotWhile(SessionLife life)
    {
        ArgumentNullException.ThrowIfNull(life);
        return new Decision.Reject(WrongState, $"The session is {life.Stage.ToWire()}.");
    }

    /// <summary>
    /// Appends facts as the hospital's own are appended: under ids of their own, with the records they are versions of, and with what
    /// they change for the patient's sessions.
    /// </summary>
    public Decision Append(StreamView<PatientSafety> view, params IReadOnlyList<SessionEvent> facts)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Any(fact => ShortMemory.IsTooShortFor(view.State, fact, seen: null)))
            return new Decision.ReadHistory();
        EventHeaders headers = new(Traceparent: Traceparent);
        List<NewEvent> events = [];
        PatientSafety after = view.State;
        foreach (SessionEvent fact in facts)
        {
            Guid id = DerivedId.From(Unit, events.Count);
            after = after.With(id, fact);
            events.Add(new(fact, id, headers, ShortMemory.SeenOf(fact)));
        }

        foreach (object change in HoldSessions.Changes(after))
            events.Add(new(change, DerivedId.From(Unit, events.Count), headers));
        return Decision.Of(events);
    }

    /// <summary>Tells equal contents from others.</summary>
    public static string HashOf<T>(DateTimeOffset at, T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { at, content }, ContractJson.Options)));
}
