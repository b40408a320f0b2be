using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.CallingOff;
using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.CorrectingSessions;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.PlanningSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.StartingSessions;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

/// <summary>One invented patient, what the hospital tells of them, and people who treat them over the API.</summary>
internal sealed class Clinic
{
    private readonly ManualTimeProvider _time = new(On(10, 10));
    private readonly InMemoryEventStore<PatientSafety> _log;
    private int _ids;

    public Clinic() => _log = new(SessionEventTypes.All, _time);

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>How fresh facts are, when it is not said otherwise; null = a moment ago.</summary>
    public IntakeFreshness? Freshness { get; set; }

    public ILogReader Log => _log;

    public IEventStore<PatientSafety> Store => _log;

    public void Pass(TimeSpan time) => _time.Advance(time);

    /// <summary>The hospital tells, as the consumer appends it.</summary>
    public async Task HearAsync(params SessionEvent[] facts)
    {
        foreach (SessionEvent fact in facts)
        {
            await _log.AppendAsync(
                new(IdOf(fact), Stream, view => new Decision.Append(
                [
                    new NewEvent(fact, IdOf(fact), Record: ShortMemory.SeenOf(fact)),
                    .. HoldSessions.Changes(view.State.With(IdOf(fact), fact)).Select(change => new NewEvent(change)),
                ])),
                CancellationToken.None);
        }
    }

    public async Task<PatientSafety> StateAsync() => (await _log.LoadAsync(Stream, CancellationToken.None)).State;

    public async Task<SessionLife> LifeAsync(Guid session) => SessionLife.Of(await StateAsync(), session)!;

    public async Task<Guid> PlanAsync(DateTimeOffset? startsAt = null, string givenBy = "therapist", params string[] areas)
    {
        Guid session = Given.Id(1_000 + _ids++);
        Assert.IsType<AppendOutcome.Appended>(await PlanAsync(session, BookingOf(startsAt ?? Now, givenBy, areas)));
        return session;
    }

    public Task<AppendOutcome> PlanAsync(Guid session, SessionBooking booking)
    {
        SessionStep step = new(NextId(), session, 0, "pt-7");
        return _log.AppendAsync(
            new(step.Unit, Stream, view => PlanSession.Decide(view, step, booking), LookForRecords: [PlanSession.SeenAs(session)]),
            CancellationToken.None);
    }

    public Task<AppendOutcome> StartAsync(
        Guid session, int? version = null, string by = "pt-7", GroinConsent consent = GroinConsent.NotAsked, params string[] areas) =>
        StepAsync(
            session,
            (view, step) => StartSession.Decide(view, step, areas, consent, Freshness ?? new(view.Now)),
            version,
            by);

    public Task<AppendOutcome> CompleteAsync(Guid session, ToldOfSession told, bool isStoppedEarly = false) =>
        StepAsync(session, (view, step) => CompleteSession.Decide(view, step, told, isStoppedEarly));

    public Task<AppendOutcome> CallOffAsync(Guid session, string? reason = "patient") =>
        StepAsync(session, (view, step) => CallOff.Decide(view, step, reason));

    public Task<AppendOutcome> CorrectAsync(Guid session, ToldOfSession told, bool isStoppedEarly = false) =>
        StepAsync(session, (view, step) => CorrectSession.Correct(view, step, told, isStoppedEarly));

    public Task<AppendOutcome> RetractAsync(Guid session) => StepAsync(session, CorrectSession.Retract);

    /// <summary>A provider answers for whatever is held against a session.</summary>
    public async Task OverrideAsync(Guid session)
    {
        SessionHeld held = (await StateAsync()).Holds.Single(known => known.Session == session);
        await _log.AppendAsync(
            new(NextId(), Stream, view => OverrideHold.Decide(
                view, session, HoldVersion.Of(held.StartsAt, held.Verdict, held.Reasons), "dr-4", new(Given.Id(4), "c0de"), "pt-7")),
            CancellationToken.None);
    }

    /// <summary>Takes a step, under the version of this moment unless another is given.</summary>
    public async Task<AppendOutcome> StepAsync(
        Guid session, Func<StreamView<PatientSafety>, SessionStep, Decision> decide, int? version = null, string by = "pt-7")
    {
        SessionStep step = new(
            NextId(), session, version ?? SessionLife.Of(await StateAsync(), session)?.Version ?? 0, by);
        return await _log.AppendAsync(new(step.Unit, Stream, view => decide(view, step)), CancellationToken.None);
    }

    /// <summary>What others read of it, oldest first.</summary>
    public async Task<IReadOnlyList<BusItem>> PublishedAsync() =>
        [.. (await _log.ReadAsync(0, 1_000, CancellationToken.None)).Select(Outgoing.ToBusItem).OfType<BusItem>()];

    public static SessionBooking BookingOf(DateTimeOffset startsAt, string givenBy = "therapist", params string[] areas) =>
        new(startsAt, givenBy, 45, areas, givenBy == "therapist" ? "t-1" : null, "intensive", null);

    public static string Refusal(AppendOutcome outcome) => Assert.IsType<AppendOutcome.Rejected>(outcome).Code;

    private Guid NextId() => Given.Id(5_000 + _ids++);
}
