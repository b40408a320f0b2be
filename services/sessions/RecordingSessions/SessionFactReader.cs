using System.Collections.Frozen;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Sessions.CompletingSessions;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// Reads the facts of intake that sessions keeps: of sessions, what sessions are screened by, and what treatment is followed by. Pure.
/// </summary>
public static class SessionFactReader
{
    /// <summary>Their types; every other item is somebody else's business.</summary>
    public static FrozenSet<string> Types { get; } = FrozenSet.Create(
    [
        FactTypes.SessionCompleted, FactTypes.SessionPlanned, FactTypes.SessionCancelled, FactTypes.SideEffectsReported,
        .. SafetyFactReader.Types,
        .. TreatmentFactReader.Types,
    ]);

    /// <summary>The event to store.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="recorded">What the item carries.</param>
    /// <exception cref="JsonException">The fact does not say what its type promises.</exception>
    public static SessionEvent Read(string type, RecordedFact recorded) =>
        EventOf(type, recorded) with { IsBackfill = recorded.IsBackfill };

    private static SessionEvent EventOf(string type, RecordedFact recorded)
    {
        (string source, DateTimeOffset at, RecordKey record, string hash) =
            (recorded.Source, recorded.EffectiveTime, recorded.Record, recorded.ContentHash);
        return type switch
        {
            FactTypes.SessionCompleted =>
                GivenOf(new SessionRecorded(source, at, record, hash, SessionOf(Body<SessionCompleted>(recorded)))),
            FactTypes.SessionPlanned => new BookingRecorded(source, at, record, hash, BookingOf(Body<SessionPlanned>(recorded))),
            FactTypes.SessionCancelled =>
                new CancellationRecorded(source, at, record, hash, CancellationOf(Body<SessionCancelled>(recorded))),
            FactTypes.SideEffectsReported =>
                new SideEffectsRecorded(source, at, record, hash, ToldOf(Body<SideEffectsReported>(recorded))),
            _ => SafetyFactReader.Read(type, recorded)
                ?? TreatmentFactReader.Read(type, recorded)
                ?? throw new JsonException($"{type} is no fact of sessions."),
        };
    }

    /// <summary>What the hospital sent.</summary>
    internal static T Body<T>(RecordedFact recorded) =>
        recorded.Fact.Deserialize<T>(ContractJson.WithoutRecord) ?? throw new JsonException("The fact is empty.");

    // A hospital's record of a session names no plan to compare it with.
    private static SessionRecorded GivenOf(SessionRecorded recorded) =>
        recorded with { Deviations = Protocol.Deviations(recorded.Session, planned: null) };

    private static SessionGiven SessionOf(SessionCompleted session) => new(
        session.Minutes,
        session.GivenBy,
        session.Areas ?? [],
        session.TherapistId,
        session.Phase,
        session.ConsentGroin,
        session.PressureMmHg,
        session.BandagedAfter,
        session.GarmentWornAfter,
        session.StoppedEarly,
        session.Purpose);

    private static SessionBooking BookingOf(SessionPlanned planned) => new(
        planned.StartsAt,
        planned.GivenBy,
        planned.Minutes,
        planned.Areas,
        planned.TherapistId,
        planned.Phase,
        planned.Purpose);

    private static SessionCancellation CancellationOf(SessionCancelled cancelled) => new(cancelled.OfRecord, cancelled.Reason);

    private static SideEffectsTold ToldOf(SideEffectsReported reported) => new(
        [
            .. reported.Effects.Select(effect =>
                effect is { Effect: not null }
                    ? new SideEffectTold(effect.Effect, effect.Score, effect.Onset, effect.Resolved)
                    : throw new JsonException("An effect is empty.")),
        ],
        reported.OfRecord);
}
