using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>The treatment of invented patients: each fact is the first version of a record of its own, unless said otherwise.</summary>
internal static class Treatments
{
    public static readonly DateTimeOffset Zero = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Day(double day) => Zero.AddDays(day);

    public static DateOnly Date(int day) => DateOnly.FromDateTime(Day(day).DateTime);

    public static SessionEvent AtRisk(params WatchedLimb[] limbs) =>
        new CareContextRecorded(Patients.Ehr, Day(-30), Key("context", 1), "context", limbs);

    public static SessionEvent LeftArmAtRisk() => AtRisk(new WatchedLimb(LimbSite.Arm, Side.Left));

    /// <summary>Both arms by perometer, the right one of 2,000 mL unless said otherwise.</summary>
    public static SessionEvent Arms(
        double day,
        double leftMl,
        double? rightMl = 2000,
        string? record = null,
        int? version = 1,
        MeasuringMethod method = MeasuringMethod.Perometer) =>
        new LimbsRecorded(
            Patients.Ehr,
            Day(day),
            Key(record ?? $"m-{day}", version),
            $"{day}/{leftMl}/{rightMl}",
            new(LimbSite.Arm, method, Volume(leftMl), rightMl is { } ml ? Volume(ml) : null, null, null));

    public static SessionEvent Session(
        double day, string givenBy = "therapist", string? purpose = null, string? phase = null, string? record = null, int? version = 1) =>
        new SessionRecorded(
            Patients.Ehr,
            Day(day),
            Key(record ?? $"s-{day}", version),
            $"{day}/{givenBy}",
            new(45, givenBy, [], "t-1", phase, null, null, null, null, null, purpose));

    /// <summary>Sessions at even distances, the first on a day.</summary>
    public static SessionEvent[] Course(int sessions, double spanDays, double from = 1) =>
        [.. Enumerable.Range(0, sessions).Select(i => Session(from + (spanDays * i / (sessions - 1)), record: $"s{from}-{i}"))];

    public static SessionEvent Sleeve(
        int day, double hours = 12, string record = "g-1", int? version = 1, Side? side = Side.Left, DateOnly? handedOut = null) =>
        new GarmentRecorded(
            Patients.Ehr, Day(day), Key(record, version), $"{day}/{hours}", new("sleeve", hours, side, "day", 23, 32, handedOut));

    public static SessionEvent Worn(int day, double hours, string? garment = null, string? record = null) =>
        new GarmentWearRecorded(
            Patients.Ehr, Day(day), Key(record ?? $"w-{day}", 1), $"{day}/{hours}", new(Date(day), hours, garment));

    public static PatientTreatment Of(params IEnumerable<SessionEvent> facts)
    {
        KnownFact[] known = [.. facts.Select(fact => new KnownFact(Patients.IdOf(fact), fact))];
        return new(
            known.Where(one => one.Fact is not TreatmentEvent).Aggregate(
                PatientSafety.Initial, (state, one) => state.With(one.Id, one.Fact)),
            known);
    }

    private static RecordKey Key(string record, int? version) => new(record, version, null);

    private static LimbReading Volume(double ml) =>
        LimbReading.TryOfVolume(ml, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new ArgumentOutOfRangeException(nameof(ml), ml, refusal.Words);
}
