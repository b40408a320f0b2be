using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.StartingSessions;
using LymphOutcomes.Sessions.WearingCompression;

namespace LymphOutcomes.Sessions.TellingHospitals;

/// <summary>
/// What a stretch of a patient's stream has changed, as hospitals are told on exchange <c>lymph.sessions</c>: each message carries the
/// session, course or garment as it now stands. What comes late, twice or corrected is told once it changes something, and only then.
/// Pure.
/// </summary>
public static class HospitalNews
{
    /// <summary>The messages for a stretch. Told again after a failure they carry the same, perhaps under another id.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="stream">The patient's events, oldest first.</param>
    /// <param name="stretch">Those of them that are new, at least one.</param>
    public static IReadOnlyList<OutgoingCloudEvent> Of(
        Guid patient, IReadOnlyList<StoredEvent> stream, IReadOnlyList<StoredEvent> stretch)
    {
        ArgumentNullException.ThrowIfNull(stretch);
        StoredEvent last = stretch[^1];
        var before = PatientTreatment.Of(stream.Where(stored => stored.SeqId < stretch[0].SeqId));
        var after = PatientTreatment.Of(stream.Where(stored => stored.SeqId <= last.SeqId));
        return
        [
            .. Sessions(patient, before, after, stretch)
                .Concat(stretch.Select(stored => HoldOf(patient, stored)).OfType<News>())
                .Concat(Changes(CloudEventTypes.SideEffectsNoted, SideEffects(patient, before), SideEffects(patient, after), TakenBack))
                .Concat(Changes(CloudEventTypes.CourseChanged, CoursesOf(patient, before), CoursesOf(patient, after), Gone))
                .Concat(Changes(CloudEventTypes.AdherenceChanged, GarmentsOf(patient, before), GarmentsOf(patient, after), _ => null))
                .Select(news => Message(patient, last, news)),
        ];
    }

    /// <summary>True for events that may change what hospitals are told.</summary>
    public static bool Concerns(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Data is not null
            and not (ItemParked or FactWaits or FactWaitsNoMore or TemperatureRecorded or InstructionRecorded);
    }

    /// <summary>
    /// True for what only a course can be told of differently: of a patient who <see cref="PatientSafety.WasNeverTreated"/> it is no news.
    /// </summary>
    public static bool ConcernsCoursesOnly(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Data is LimbsRecorded or CareContextRecorded;
    }

    private static IEnumerable<News> Sessions(
        Guid patient, PatientTreatment before, PatientTreatment after, IReadOnlyList<StoredEvent> stretch) =>
        from session in stretch.SelectMany(stored => Touched(stored.Data, after)).Distinct()
        let now = SessionOf(patient, session, after)
        where now is not null && Written(now) != (SessionOf(patient, session, before) is { } then ? Written(then) : null)
        select new News(CloudEventTypes.SessionChanged, session.ToString("N"), now);

    private static IEnumerable<Guid> Touched(object? data, PatientTreatment treatment) => data switch
    {
        SessionStarted started => [started.Session],
        CancellationRecorded off => SessionsOf((off.Source, off.Cancellation.OfRecord), treatment),
        RetractionRecorded back =>
        [
            .. SessionsOf(CurrentFacts.RecordOf(back), treatment),
            .. treatment.Facts.Select(known => known.Fact).OfType<CancellationRecorded>()
                .Where(off => CurrentFacts.RecordOf(off) == CurrentFacts.RecordOf(back))
                .SelectMany(off => SessionsOf((off.Source, off.Cancellation.OfRecord), treatment)),
        ],
        SessionEvent fact when SessionIds.Of(fact) is { } session => [session],
        _ => [],
    };

    private static IEnumerable<Guid> SessionsOf((string, string) record, PatientTreatment treatment) => treatment.Facts
        .Where(known => CurrentFacts.RecordOf(known.Fact) == record)
        .Select(known => SessionIds.Of(known.Fact))
        .OfType<Guid>();

    private static TreatmentSession? SessionOf(Guid patient, Guid session, PatientTreatment treatment)
    {
        if (SessionLife.Of(treatment.Safety, session) is not { } life)
            return null;
        string stage = life.Stage.ToWire();
        if (life.Stage == LifeStage.Retracted)
            return new(session, patient, stage);
        if (life.Given is { Fact: var given })
        {
            return new(
                session, patient, stage, given.EffectiveTime, given.Session.GivenBy, given.Session.Minutes, Said(given.Session.Areas),
                given.Session.TherapistId, given.Session.Phase, given.Session.Purpose);
        }

        SessionBooking? plan = life.Booking?.Fact.Booking;
        return new(
            session, patient, stage, life.Start?.At ?? plan?.StartsAt, plan?.GivenBy, plan?.Minutes, Said(life.Start?.Areas ?? plan?.Areas),
            plan?.TherapistId, plan?.Phase, plan?.Purpose);
    }

    private static IReadOnlyList<string>? Said(IReadOnlyList<string>? areas) => areas is { Count: > 0 } ? areas : null;

    private static News? HoldOf(Guid patient, StoredEvent stored) => stored.Data switch
    {
        SessionHeld held => new(
            CloudEventTypes.SessionHeld,
            $"{stored.SeqId}",
            new HeldSession(
                held.Session, patient, held.Stage.ToWire(), held.StartsAt, held.Verdict.ToWire(), ReasonsOf(held.Reasons))),
        HoldOverdue overdue => new(
            CloudEventTypes.SessionHeld,
            $"{stored.SeqId}",
            new HeldSession(
                overdue.Session,
                patient,
                SessionStage.Planned.ToWire(),
                overdue.StartsAt,
                ScreenVerdict.Hold.ToWire(),
                ReasonsOf(overdue.Reasons),
                overdue.HeldSince)),
        SessionCleared cleared => new(
            CloudEventTypes.SessionCleared, $"{stored.SeqId}", new ClearedSession(cleared.Session, patient, cleared.Because)),
        _ => null,
    };

    private static List<HoldReason> ReasonsOf(IEnumerable<ScreenReason> reasons) =>
    [
        .. reasons.Select(reason => new HoldReason(
            reason.Code, reason.LiftedBy, reason.Condition, reason.Areas, reason.Since, reason.Fact)),
    ];

    private static Dictionary<string, NotedSideEffects> SideEffects(Guid patient, PatientTreatment treatment) =>
        ByName(treatment.Current<SideEffectsRecorded>().Select(told => new NotedSideEffects(
            patient,
            RecordName.Of(told.Fact),
            told.Fact.EffectiveTime,
            [
                .. told.Fact.Told.Effects.Select(effect =>
                    new NotedSideEffect(effect.Effect, effect.Score, effect.Onset, effect.Resolved)),
            ])), noted => noted.Id);

    private static NotedSideEffects TakenBack(NotedSideEffects noted) => noted with { Effects = [] };

    private static Dictionary<string, TreatmentCourse> CoursesOf(Guid patient, PatientTreatment treatment) =>
        ByName(Courses.Of(patient, treatment), course => course.Id);

    // Another session before it, or one less, made it part of another course.
    private static TreatmentCourse Gone(TreatmentCourse course) => course with
    {
        Sessions = 0, Verdict = ResponseVerdict.NotEvaluable.ToWire(), WhyNot = TreatmentCourse.Gone, Limbs = [],
    };

    private static Dictionary<string, CompressionGarment> GarmentsOf(Guid patient, PatientTreatment treatment) =>
        ByName(Compression.Of(patient, treatment).Select(worn => worn.Garment), garment => garment.Id);

    // Two systems may have named a record alike: the one that comes last here stands for both, in every order of the facts.
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> all, Func<T, string> nameOf)
    {
        Dictionary<string, T> named = [];
        foreach (T one in all)
            named[nameOf(one)] = one;
        return named;
    }

    private static IEnumerable<News> Changes<T>(
        string type, Dictionary<string, T> before, Dictionary<string, T> after, Func<T, T?> whenGone)
        where T : class =>
        after.Where(now => Written(now.Value) != (before.TryGetValue(now.Key, out T? then) ? Written(then) : null))
            .Select(now => new News(type, now.Key, now.Value))
            .Concat(before.Where(then => !after.ContainsKey(then.Key))
                .Select(then => (then.Key, Value: whenGone(then.Value)))
                .Where(then => then.Value is not null)
                .Select(then => new News(type, then.Key, then.Value!)));

    private static string Written(object data) => JsonSerializer.Serialize(data, data.GetType(), ContractJson.Options);

    private static OutgoingCloudEvent Message(Guid patient, StoredEvent last, News news)
    {
        Guid id = DerivedId.From(SHA256.HashData(Encoding.UTF8.GetBytes($"{last.SeqId}\n{news.Type}\n{news.Key}")));
        return OutgoingCloudEvent.Of(id, "urn:lymph:sessions", news.Type, patient, last, news.Data, ContractJson.Options);
    }

    private sealed record News(string Type, string Key, object Data);
}
