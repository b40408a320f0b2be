using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>How far a session is in its life.</summary>
[JsonConverter(typeof(WireTextConverter<LifeStage>))]
public enum LifeStage
{
    /// <summary>Booked; it is still to come, or nobody said what came of it.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>Going on.</summary>
    [JsonStringEnumMemberName("started")]
    Started,

    /// <summary>It took place.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>It took place and was broken off.</summary>
    [JsonStringEnumMemberName("stopped-early")]
    StoppedEarly,

    /// <summary>Called off.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The patient did not come.</summary>
    [JsonStringEnumMemberName("no-show")]
    NoShow,

    /// <summary>Everything that was said of it was taken back.</summary>
    [JsonStringEnumMemberName("retracted")]
    Retracted,
}

/// <summary>
/// What is known of one session, from the hospital's systems and from people here alike. A function of the facts: it does not matter
/// who told first. Pure.
/// </summary>
/// <param name="Session">The session.</param>
/// <param name="Version">
/// Grows with each thing said of this session and with nothing else, so that no fact about the patient is in the way of a person.
/// </param>
/// <param name="Booking">The plan that counts; null when there was none, or it was taken back.</param>
/// <param name="LastPlan">The plan as it was last known, also when it was taken back; null when there was none.</param>
/// <param name="Start">When it was started here; null when it was not, or that was taken back.</param>
/// <param name="Given">What took place; null when nobody said, or it was taken back.</param>
/// <param name="Off">How it was called off; null when it was not.</param>
/// <param name="GivenVersion">Version of the record of what took place that was written last, also to take it back; 0 for none.</param>
public sealed record SessionLife(
    Guid Session,
    int Version,
    Counting<BookingRecorded>? Booking,
    SessionBooking? LastPlan,
    SessionStarted? Start,
    Counting<SessionRecorded>? Given,
    Counting<CancellationRecorded>? Off,
    int GivenVersion)
{
    /// <summary>Reason of a cancellation that says that the patient did not come.</summary>
    public const string NoShowReason = "no-show";

    /// <summary>How far it is. What took place outweighs what was said before it.</summary>
    public LifeStage Stage => this switch
    {
        { Given.Fact.Session.StoppedEarly: true } => LifeStage.StoppedEarly,
        { Given: not null } => LifeStage.Completed,
        { Start: not null } => LifeStage.Started,
        { Off.Fact.Cancellation.Reason: NoShowReason } => LifeStage.NoShow,
        { Off: not null } => LifeStage.Cancelled,
        { Booking: not null } => LifeStage.Planned,
        _ => LifeStage.Retracted,
    };

    /// <summary>The life of a session; null when none of that id is at hand.</summary>
    public static SessionLife? Of(PatientSafety state, Guid session)
    {
        ArgumentNullException.ThrowIfNull(state);
        List<SessionEvent> own = [.. state.Facts.Select(known => known.Fact).Where(fact => SessionIds.Of(fact) == session)];
        if (own.Count == 0)
            return null;

        HashSet<(string, string)> records = [.. own.Select(CurrentFacts.RecordOf)];
        List<SessionEvent> off =
        [
            .. state.Facts.Select(known => known.Fact)
                .Where(fact => fact is CancellationRecorded { Cancellation.OfRecord: var of } && records.Contains((fact.Source, of))),
        ];
        records.UnionWith(off.Select(CurrentFacts.RecordOf));
        records.Add((OwnRecords.Source, OwnRecords.Given(session)));
        List<SessionEvent> takenBack =
        [
            .. state.Facts.Select(known => known.Fact)
                .Where(fact => fact is RetractionRecorded && records.Contains(CurrentFacts.RecordOf(fact))),
        ];
        List<SessionStarted> starts = [.. (state.Starts ?? []).Where(started => started.Session == session)];
        (string, string) given = (OwnRecords.Source, OwnRecords.Given(session));
        Counting<BookingRecorded>? booking =
            CurrentFacts.Of<BookingRecorded>(state).LastOrDefault(planned => SessionIds.Of(planned.Fact) == session);
        return new(
            session,
            own.Count + off.Count + takenBack.Count + starts.Count,
            booking,
            (booking?.Fact ?? own.OfType<BookingRecorded>().LastOrDefault())?.Booking,
            // To take a session back, begun or ended, writes the next version of the record it leads to.
            starts.FindLast(started => !takenBack.Exists(retraction =>
                CurrentFacts.RecordOf(retraction) == given && retraction.Record.Version >= started.GivenVersion)),
            CurrentFacts.Of<SessionRecorded>(state).LastOrDefault(told => SessionIds.Of(told.Fact) == session),
            CurrentFacts.Of<CancellationRecorded>(state).LastOrDefault(one => off.Contains(one.Fact)),
            own.Concat(takenBack).Where(fact => CurrentFacts.RecordOf(fact) == given).Max(fact => fact.Record.Version) ?? 0);
    }
}
