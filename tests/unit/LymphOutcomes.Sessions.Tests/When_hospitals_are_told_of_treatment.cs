using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.TellingHospitals;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

public sealed class When_hospitals_are_told_of_treatment
{
    private readonly Clinic _clinic = new();
    private long _told;

    [Fact]
    public async Task A_booking_is_told_and_moved_and_called_off()
    {
        await _clinic.HearAsync(Planned(On(10, 12), areas: ["arm-left"]));
        TreatmentSession planned = Single<TreatmentSession>(await NewsAsync(), CloudEventTypes.SessionChanged);
        await _clinic.HearAsync(Planned(On(11, 12), version: 2));
        TreatmentSession moved = Single<TreatmentSession>(await NewsAsync(), CloudEventTypes.SessionChanged);
        await _clinic.HearAsync(CalledOff("b-1"));
        TreatmentSession off = Single<TreatmentSession>(await NewsAsync(), CloudEventTypes.SessionChanged);

        Assert.Equal(
            ("planned", On(10, 12), "therapist", 60, "t-1"),
            (planned.Stage, planned.StartsAt, planned.GivenBy, planned.Minutes, planned.TherapistId));
        Assert.Equal(["arm-left"], planned.Areas);
        Assert.Equal(("planned", On(11, 12)), (moved.Stage, moved.StartsAt));
        Assert.Equal(("cancelled", On(11, 12)), (off.Stage, off.StartsAt));
        Assert.Equal([planned.Session, planned.Session], [moved.Session, off.Session]);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_told()
    {
        await _clinic.HearAsync(Planned(On(11, 12), version: 2));
        await NewsAsync();

        // An earlier version that comes late, and a temperature.
        await _clinic.HearAsync(Planned(On(10, 12)), Temperature(36.6, On(9)));

        Assert.Empty(await NewsAsync());
    }

    [Fact]
    public async Task A_session_that_took_place_is_told_with_its_areas_and_begins_a_course()
    {
        await _clinic.HearAsync(Took(On(7), areas: ["neck", "arm-left"]));
        IReadOnlyList<Told> news = await NewsAsync();

        TreatmentSession given = Single<TreatmentSession>(news, CloudEventTypes.SessionChanged);
        TreatmentCourse course = Single<TreatmentCourse>(news, CloudEventTypes.CourseChanged);
        Assert.Equal(("completed", On(7)), (given.Stage, given.StartsAt));
        Assert.Equal(["neck", "arm-left"], given.Areas);
        Assert.Equal(("s-1", 1, "not-evaluable"), (course.Id, course.Sessions, course.Verdict));
        Assert.Equal(2, news.Count);
    }

    [Fact]
    public async Task What_is_taken_back_is_told_as_retracted_and_its_course_as_gone()
    {
        await _clinic.HearAsync(Took(On(7)));
        await NewsAsync();
        await _clinic.HearAsync(TakenBack("s-1", On(8)));
        IReadOnlyList<Told> news = await NewsAsync();

        TreatmentSession session = Single<TreatmentSession>(news, CloudEventTypes.SessionChanged);
        TreatmentCourse course = Single<TreatmentCourse>(news, CloudEventTypes.CourseChanged);
        Assert.Equal(("retracted", null), (session.Stage, session.StartsAt));
        Assert.Equal((0, TreatmentCourse.Gone), (course.Sessions, course.WhyNot));
    }

    [Fact]
    public async Task A_hold_is_told_with_its_reasons_and_so_is_its_end()
    {
        await _clinic.HearAsync(Planned(On(12)), Has("cellulitis", On(8)));
        HeldSession held = Single<HeldSession>(await NewsAsync(), CloudEventTypes.SessionHeld);
        await _clinic.HearAsync(IsOver("cellulitis", On(9)));
        ClearedSession cleared = Single<ClearedSession>(await NewsAsync(), CloudEventTypes.SessionCleared);

        Assert.Equal(("planned", "hold", On(12)), (held.Stage, held.Verdict, held.StartsAt));
        Assert.Equal("cellulitis", Assert.Single(held.Reasons).Condition);
        Assert.Equal((held.Session, "lifted"), (cleared.Session, cleared.Because));
    }

    [Fact]
    public async Task A_hold_that_nobody_clears_is_told_once_more_and_says_since_when()
    {
        await _clinic.HearAsync(Planned(On(30)), Has("heart-disease", On(8)));
        Assert.Null(Single<HeldSession>(await NewsAsync(), CloudEventTypes.SessionHeld).WaitsSince);
        DateTimeOffset since = _clinic.Now;
        _clinic.Pass(TimeSpan.FromHours(72));
        Guid session = SessionIds.Of(Planned(On(30)))!.Value;
        await _clinic.StepAsync(session, (view, _) => ClearanceDeadline.Decide(view, session, TimeSpan.FromHours(72)));

        HeldSession overdue = Single<HeldSession>(await NewsAsync(), CloudEventTypes.SessionHeld);

        Assert.Equal((session, "planned", "hold", On(30), since),
            (overdue.Session, overdue.Stage, overdue.Verdict, overdue.StartsAt, overdue.WaitsSince));
        Assert.Equal("heart-disease", Assert.Single(overdue.Reasons).Condition);
    }

    [Fact]
    public async Task Side_effects_are_told_and_taken_back()
    {
        SideEffectsRecorded told = new(Ehr, On(8), new("f-1", 1, null), "f", new([new("nausea", 6, null, null)], "s-1"));
        await _clinic.HearAsync(told);
        NotedSideEffects noted = Single<NotedSideEffects>(await NewsAsync(), CloudEventTypes.SideEffectsNoted);
        await _clinic.HearAsync(TakenBack("f-1", On(9)));
        NotedSideEffects back = Single<NotedSideEffects>(await NewsAsync(), CloudEventTypes.SideEffectsNoted);

        Assert.Equal(("f-1", On(8)), (noted.Id, noted.ToldAt));
        Assert.Equal([("nausea", (int?)6)], noted.Effects.Select(effect => (effect.Effect, effect.Score)));
        Assert.Equal("f-1", back.Id);
        Assert.Empty(back.Effects);
    }

    [Fact]
    public async Task Response_and_adherence_are_told_when_they_change()
    {
        SessionEvent[] course = [Treatments.LeftArmAtRisk(), Treatments.Arms(0, 2600), .. Treatments.Course(10, 20)];
        await AppendAsync(course);
        Assert.Equal("not-evaluable", Single<TreatmentCourse>(await NewsAsync(), CloudEventTypes.CourseChanged).Verdict);
        await AppendAsync(
            Treatments.Arms(22, 2590), Treatments.Sleeve(0), Treatments.Worn(1, 0), Treatments.Worn(2, 0), Treatments.Worn(3, 0));
        IReadOnlyList<Told> news = await NewsAsync();

        Assert.Equal("call-provider", Single<TreatmentCourse>(news, CloudEventTypes.CourseChanged).Verdict);
        CompressionGarment garment = Single<CompressionGarment>(news, CloudEventTypes.AdherenceChanged);
        Assert.Equal(("sleeve", Treatments.Date(3)), (garment.Kind, garment.LapsedSince));
        await AppendAsync(Treatments.LeftArmAtRisk());
        Assert.Empty(await NewsAsync());
    }

    [Fact]
    public async Task Told_again_a_message_is_the_same_and_goes_to_its_own_hospital()
    {
        await _clinic.HearAsync(Took(On(7)));
        IReadOnlyList<StoredEvent> stream = await StreamAsync();

        IReadOnlyList<OutgoingCloudEvent> once = HospitalNews.Of(Given.Patient, stream, stream);
        IReadOnlyList<OutgoingCloudEvent> again = HospitalNews.Of(Given.Patient, stream, stream);

        Assert.Equal(once.Select(message => message.Id), again.Select(message => message.Id));
        Assert.Equal(once.Select(message => message.Body), again.Select(message => message.Body));
        Assert.Equal(once.Count, once.Select(message => message.Id).Distinct().Count());
        Assert.All(once, message => Assert.StartsWith("st-anna.lymph.", message.RoutingKey, StringComparison.Ordinal));
        Assert.All(once, message =>
        {
            using var body = JsonDocument.Parse(message.Body);
            Assert.Equal(
                ("1.0", "urn:lymph:sessions", Given.Patient.ToString("D"), message.Id.ToString("D")),
                (Text(body, "specversion"), Text(body, "source"), Text(body, "subject"), Text(body, "id")));
        });
    }

    [Fact]
    public void A_waiting_fact_and_a_temperature_concern_no_hospital()
    {
        Assert.False(HospitalNews.Concerns(Stored(new FactWaits(Given.Id(1), "condition-noted", On(1), 0))));
        Assert.False(HospitalNews.Concerns(Stored(Temperature(36.6, On(1)))));
        Assert.True(HospitalNews.Concerns(Stored(Took(On(1)))));
    }

    [Fact]
    public async Task A_measurement_is_looked_at_only_of_who_was_treated()
    {
        CountingLog log = new(_clinic.Log);
        NewsReader reader = new(log, _clinic.Store);
        await AppendAsync(Treatments.LeftArmAtRisk(), Treatments.Arms(0, 2600));
        Assert.Empty(await reader.ReadAsync(await StreamAsync(), CancellationToken.None));
        Assert.Equal(0, log.StreamsRead);

        await AppendAsync(Treatments.Course(10, 20));
        long treated = (await StreamAsync())[^1].SeqId;
        await AppendAsync(Treatments.Arms(22, 2590));

        IReadOnlyList<StoredEvent> stream = await StreamAsync();
        StoredEvent[] stretch = [.. stream.Where(stored => stored.SeqId > treated)];
        IReadOnlyList<OutgoingCloudEvent> told = await reader.ReadAsync(stretch, CancellationToken.None);
        Assert.NotEmpty(told);
        Assert.Equal(HospitalNews.Of(Given.Patient, stream, stretch).Select(message => message.Id), told.Select(message => message.Id));
    }

    private static StoredEvent Stored(object data) => new(1, Given.Id(1), Stream, 1, "", data, Given.Now, EventHeaders.None);

    private static string? Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString();

    private Task AppendAsync(params SessionEvent[] facts) => _clinic.HearAsync(facts);

    private Task<IReadOnlyList<StoredEvent>> StreamAsync() => _clinic.Log.ReadStreamAsync(Stream, CancellationToken.None);

    // What the relay would publish of everything since it was last asked, in one run.
    private async Task<IReadOnlyList<Told>> NewsAsync()
    {
        IReadOnlyList<StoredEvent> stream = await StreamAsync();
        StoredEvent[] stretch = [.. stream.Where(stored => stored.SeqId > _told && HospitalNews.Concerns(stored))];
        _told = stream[^1].SeqId;
        return stretch.Length == 0
            ? []
            : [.. HospitalNews.Of(Given.Patient, stream, stretch).Select(message => Told.Read(message.Body))];
    }

    private static T Single<T>(IReadOnlyList<Told> news, string type) =>
        Assert.Single(news, told => told.Type == type).Data.Deserialize<T>(ContractJson.Options)!;

    private sealed class CountingLog(ILogReader log) : ILogReader
    {
        public int StreamsRead { get; private set; }

        public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamKey stream, CancellationToken ct)
        {
            StreamsRead++;
            return log.ReadStreamAsync(stream, ct);
        }

        public Task<IReadOnlyList<StoredEvent>> ReadAsync(long afterSeq, int atMost, CancellationToken ct) =>
            log.ReadAsync(afterSeq, atMost, ct);

        public Task<long> HeadAsync(CancellationToken ct) => log.HeadAsync(ct);

        public Task WaitForNewsAsync(long afterSeq, TimeSpan atLatest, CancellationToken ct) =>
            log.WaitForNewsAsync(afterSeq, atLatest, ct);
    }

    private sealed record Told(string Type, JsonElement Data)
    {
        public static Told Read(byte[] body)
        {
            using var read = JsonDocument.Parse(body);
            return new(read.RootElement.GetProperty("type").GetString()!, read.RootElement.GetProperty("data").Clone());
        }
    }
}
