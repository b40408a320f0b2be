using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CompletingSessions;

/// <summary>
/// A session took place, to its end or broken off. One that nobody started here may be told afterwards, also one on hold: what was done
/// is written down whatever speaks against it, and then held against it. Pure.
/// </summary>
public static class CompleteSession
{
    /// <summary>Code when its beginning is said twice, or not at all, or lies ahead.</summary>
    public const string Beginning = "beginning";

    /// <summary>Code when its length is said neither by the caller nor by its start.</summary>
    public const string Length = "length";

    private const int MinutesMax = 480;

    /// <summary>Writes down what took place.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session.</param>
    /// <param name="told">What took place.</param>
    /// <param name="isStoppedEarly">It was broken off.</param>
    public static Decision Decide(StreamView<PatientSafety> view, SessionStep step, ToldOfSession told, bool isStoppedEarly)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(told);
        return step.On(view, life =>
        {
            // The plan of a session that goes on may have been taken back meanwhile; it still took place.
            if (life is not { Stage: LifeStage.Planned or LifeStage.Started, LastPlan: { } plan })
                return SessionStep.NotWhile(life);
            if (life.Start is not null && told.StartedAt is not null)
                return new Decision.Reject(Beginning, "It was started here, and when is on record.");
            if ((life.Start?.At ?? told.StartedAt) is not { } at || at > view.Now)
                return new Decision.Reject(Beginning, "startedAt is when it began; it was not started here.");
            if ((told.Minutes ?? MinutesSince(life.Start?.At, view.Now)) is not { } minutes)
                return new Decision.Reject(Length, "minutes is how long it took; it was not started here.");

            SessionGiven given = Given(plan, told, minutes, isStoppedEarly);
            SessionRecorded recorded = Recorded(step, life.GivenVersion + 1, at, given, plan.Areas);
            return told.SideEffects is { Count: > 0 } effects
                ? step.Append(view, recorded, SideEffects(step, view.Now, effects))
                : step.Append(view, recorded);
        });
    }

    /// <summary>A version of the record of what took place.</summary>
    internal static SessionRecorded Recorded(
        SessionStep step, int version, DateTimeOffset at, SessionGiven given, IReadOnlyList<string>? planned) =>
        new(OwnRecords.Source, at, new(OwnRecords.Given(step.Session), version, null), SessionStep.HashOf(at, given), given)
        {
            By = step.By,
            Deviations = Protocol.Deviations(given, planned),
        };

    /// <summary>What took place, where nothing else was said as it was planned.</summary>
    internal static SessionGiven Given(SessionBooking booking, ToldOfSession told, int minutes, bool isStoppedEarly) => new(
        minutes,
        booking.GivenBy,
        told.Areas,
        told.TherapistId ?? booking.TherapistId,
        told.Phase ?? booking.Phase,
        told.ConsentGroin,
        told.PressureMmHg,
        told.BandagedAfter,
        told.GarmentWornAfter,
        isStoppedEarly,
        told.Purpose ?? booking.Purpose);

    // A session begun and ended within a minute took one.
    private static int? MinutesSince(DateTimeOffset? start, DateTimeOffset now) =>
        start is { } began ? (int)Math.Clamp(Math.Ceiling((now - began).TotalMinutes), 1, MinutesMax) : null;

    private static SideEffectsRecorded SideEffects(SessionStep step, DateTimeOffset now, IReadOnlyList<SideEffectTold> effects)
    {
        SideEffectsTold told = new(effects, OwnRecords.Given(step.Session));
        return new(
            OwnRecords.Source, now, new(OwnRecords.Once("effects", step.Unit), 1, null), SessionStep.HashOf(now, told), told)
        {
            By = step.By,
        };
    }
}

/// <summary>What a person tells of a session that took place.</summary>
/// <param name="Areas">Areas treated, in order; empty when not said.</param>
/// <param name="Minutes">Its length, 1 to 480; null = since it was started here.</param>
/// <param name="StartedAt">When it began, if it was not started here.</param>
/// <param name="TherapistId">Code of the therapist; null = as planned.</param>
/// <param name="Phase">As planned when null.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>; null = not said.</param>
/// <param name="PressureMmHg">Pressure, mmHg.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The garment was worn afterwards.</param>
/// <param name="Purpose">As planned when null.</param>
/// <param name="SideEffects">How the patient felt already.</param>
public sealed record ToldOfSession(
    IReadOnlyList<string> Areas,
    int? Minutes = null,
    DateTimeOffset? StartedAt = null,
    string? TherapistId = null,
    string? Phase = null,
    string? ConsentGroin = null,
    double? PressureMmHg = null,
    bool? BandagedAfter = null,
    bool? GarmentWornAfter = null,
    string? Purpose = null,
    IReadOnlyList<SideEffectTold>? SideEffects = null);
