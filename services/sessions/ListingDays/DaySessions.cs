using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.ListingDays;

/// <summary>The sessions of a patient on a day, each as it stands, with its screen of this moment's knowledge. Pure.</summary>
public static class DaySessions
{
    /// <summary>By when they begin.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="state">All that is known of the patient, or what the snapshot kept of it.</param>
    /// <param name="day">The calendar day, at the session's own UTC offset.</param>
    /// <param name="therapist">Code of the therapist; null = of all.</param>
    /// <param name="now">The present.</param>
    /// <param name="freshness">Up to when the hospitals' facts are known.</param>
    public static IEnumerable<DaySession> Of(
        Guid patient, PatientSafety state, DateOnly day, string? therapist, DateTimeOffset now, IntakeFreshness freshness)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Every version of a plan is looked at: which counts, the session itself says.
        IEnumerable<Guid> sessions = state.Facts.Select(known => known.Fact)
            .Where(fact => (fact is BookingRecorded { Booking.StartsAt: var at } && DayRow.DayOf(at) == day)
                || (fact is SessionRecorded && DayRow.DayOf(fact.EffectiveTime) == day))
            .Select(fact => SessionIds.Of(fact))
            .OfType<Guid>()
            .Distinct();
        return
            from session in sessions
            let life = SessionLife.Of(state, session)
            where life is { Stage: not LifeStage.Retracted }
            let view = SessionView.Of(life, patient, state, now, freshness)
            let startsAt = view.StartedAt ?? view.Planned?.StartsAt
            let whose = view.Given?.TherapistId ?? view.Planned?.TherapistId
            where startsAt is not null && DayRow.DayOf(startsAt.Value) == day && (therapist is null || whose == therapist)
            orderby startsAt
            select View(view, startsAt.Value, whose);
    }

    private static DaySession View(SessionView view, DateTimeOffset startsAt, string? therapist) => new(
        view.Session,
        view.Patient,
        view.State,
        view.Version,
        startsAt,
        view.Given?.GivenBy ?? view.Planned!.GivenBy,
        view.Given?.Minutes ?? view.Planned?.Minutes,
        (view.Given?.Areas ?? view.Started?.Areas ?? view.Planned?.Areas) is { Count: > 0 } areas ? areas : null,
        therapist,
        view.Given?.Phase ?? view.Planned?.Phase,
        view.Given?.Purpose ?? view.Planned?.Purpose,
        view.Screen is { } screen
            ? new(screen.Verdict.ToWire(), screen.AreasNotToTouch, [.. screen.Reasons.Select(Reason)])
            : null,
        view.Hold is { } hold ? new(hold.Verdict.ToWire(), [.. hold.Reasons.Select(Reason)], hold.Version) : null);

    /// <summary>A reason as others see it.</summary>
    internal static HoldReason Reason(ScreenReason reason) => new(
        reason.Code, reason.LiftedBy, reason.Condition, reason.Areas, reason.Since, reason.Fact);
}
