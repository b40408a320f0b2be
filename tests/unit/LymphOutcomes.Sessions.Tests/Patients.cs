using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>What is on record of invented patients: each fact is the first version of a record of its own, unless said otherwise.</summary>
internal static class Patients
{
    public const string Ehr = "urn:hospital:ehr";
    public static readonly StreamKey Stream = StreamKey.OfPatient("st-anna", Given.Patient);
    public static readonly IntakeFreshness Fresh = new(Given.Now);

    /// <summary>A day of September 2026, at an hour; the plans of these tests are for the 10th, at 10.</summary>
    public static DateTimeOffset On(int day, double hour = 9) =>
        new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1).AddHours(hour);

    public static SessionEvent Has(string condition, DateTimeOffset at, string record = "c-1", int? version = 1, DateOnly? onset = null) =>
        new ConditionRecorded(Ehr, at, Key(record, version), Hash(condition, at, onset), new(condition, onset));

    public static SessionEvent IsOver(
        string condition, DateTimeOffset at, string? ofRecord = null, string basis = "provider", string record = "e-1", int? version = 1) =>
        new ConditionEndRecorded(Ehr, at, Key(record, version), Hash(condition, at, basis), new(condition, basis, ofRecord));

    public static SessionEvent Restricted(DateTimeOffset at, string[] areas, string record = "r-1", int? version = 1) =>
        new RestrictionRecorded(Ehr, at, Key(record, version), Hash(at, string.Join(',', areas)), new(areas, "irradiated-skin"));

    public static SessionEvent ClearedFor(
        string[] conditions, DateTimeOffset at, DateOnly? until = null, string record = "p-1", int? version = 1) =>
        new MldClearanceRecorded(Ehr, at, Key(record, version), Hash(at, until), new(conditions, until, "dr-4"));

    public static SessionEvent Temperature(double celsius, DateTimeOffset at, string? record = null, int? version = 1) =>
        new TemperatureRecorded(Ehr, at, Key(record ?? $"t-{at:MMddHHmm}", version), Hash(at, celsius), celsius);

    public static SessionEvent TakenBack(string record, DateTimeOffset at, int? upTo = 1) =>
        new RetractionRecorded(Ehr, at, Key(record, upTo), Hash(record, at));

    public static SessionEvent Planned(DateTimeOffset startsAt, string record = "b-1", int? version = 1, params string[] areas) =>
        new BookingRecorded(
            Ehr, On(1, 8), Key(record, version), Hash(startsAt, record), new(startsAt, "therapist", 60, areas, "t-1", null, null));

    public static SessionEvent CalledOff(string ofRecord, string record = "x-1") =>
        new CancellationRecorded(Ehr, On(2, 8), Key(record, 1), Hash(ofRecord), new(ofRecord, "patient"));

    public static SessionEvent Took(DateTimeOffset startedAt, string record = "s-1", string? consent = null, params string[] areas) =>
        new SessionRecorded(
            Ehr,
            startedAt,
            Key(record, 1),
            Hash(startedAt, consent),
            new(60, "therapist", areas, "t-1", null, consent, null, null, null, null));

    /// <summary>The state after some facts, with what was said about sessions on the way, as the log would have it.</summary>
    public static PatientSafety Of(params IEnumerable<SessionEvent> facts)
    {
        PatientSafety state = PatientSafety.Initial;
        foreach (SessionEvent fact in facts)
            state = Tell(state.With(IdOf(fact), fact));
        return state;
    }

    /// <summary>The state after what a change of it leads to was said.</summary>
    public static PatientSafety Tell(PatientSafety state) => HoldSessions.Changes(state).Aggregate(state, (before, change) =>
        PatientSafety.Evolve(before, new(1, Given.Id(1), Stream, 1, "", change, Given.Now, EventHeaders.None)));

    /// <summary>The same fact has the same id whatever order it comes in.</summary>
    public static Guid IdOf(SessionEvent fact) => DerivedId.From(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.GetType()}{fact.Record}{fact.ContentHash}")));

    /// <summary>Screens a session on the 10th at 10, unless said otherwise.</summary>
    public static ScreenAnswer Screen(
        PatientSafety state, string[]? areas = null, DateTimeOffset? at = null, GroinConsent consent = GroinConsent.NotAsked) =>
        SafetyScreen.Of(state, areas, at ?? On(10, 10), consent, Given.Now, Fresh);

    private static RecordKey Key(string record, int? version) => new(record, version, null);

    private static string Hash(params object?[] parts) => string.Join('/', parts.Select(part => part?.ToString() ?? "-"));
}
