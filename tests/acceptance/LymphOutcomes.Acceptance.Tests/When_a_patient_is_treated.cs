using System.Globalization;
using System.Net.Http.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_patient_is_treated(SystemUnderTest system) : IAsyncLifetime
{
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);
    private HospitalQueue _queue = null!;

    [OnSystemFact]
    public async Task The_course_and_its_response_are_answered_and_told_and_the_next_session_stands_on_its_day()
    {
        HttpClient sessions = await system.ClientAsync("sessions", "therapist");
        DateTimeOffset next = TimeProvider.System.GetUtcNow().AddDays(1);
        string therapist = $"t-{_patient.Number}";
        await system.Hospital.PublishAsync(_patient.Fact("patient-registered", "context", daysAgo: 60, record =>
            new PatientRegistered(record, [new("arm", "left", "affected")])));
        await MeasureAsync("before", daysAgo: 30, leftMl: 3000);
        for (int n = 0; n < 6; n++)
        {
            int daysAgo = 28 - (n * 3);
            await system.Hospital.PublishAsync(_patient.Fact("session-completed", $"session-{n}", daysAgo, record =>
                new SessionCompleted(record, 45, "therapist", ["neck", "arm-left"], therapist, "intensive")));
        }

        await MeasureAsync("after", daysAgo: 12, leftMl: 2600);
        await system.Hospital.PublishAsync(_patient.Fact("session-planned", "booking", daysAgo: 2, record =>
            new SessionPlanned(record, next, "therapist", 60, ["neck", "arm-left"], therapist)));

        Guid id = Guid.Parse((await Patience.ForAsync("the patient", async () =>
            (await system.Hospital.PatientAsync(_patient.Subject))?.ToString("D")))!);
        TreatmentCourse course = await Patience.ForAsync("the response", async () =>
            (await GetAsync<PatientCourses>(sessions, $"v1/patients/{id}/courses"))?.Items
                .SingleOrDefault(found => found is { Sessions: 6, Verdict: "not-lacking" }));
        LimbResponse arm = Assert.Single(course.Limbs);
        Assert.Equal((40.0, 1000.0, 600.0), (Math.Round(arm.ReductionPercent!.Value, 6), arm.Start!.Ml, arm.Latest!.Ml));

        DaySession booked = await Patience.ForAsync("the day", async () =>
            (await GetAsync<DayList>(sessions, string.Create(
                CultureInfo.InvariantCulture, $"v1/days/{next:yyyy-MM-dd}?therapist={Uri.EscapeDataString(therapist)}")))?.Items
                .SingleOrDefault(session => session.Screen?.Verdict == "may-treat"));
        Assert.Equal((id, "planned"), (booked.Patient, booked.State));

        await Patience.UntilAsync("the hospital's queue", () => Task.FromResult(
            Told<TreatmentCourse>(id, CloudEventTypes.CourseChanged).LastOrDefault()?.Limbs.SingleOrDefault()?.ReductionPercent > 39.9
            && Told<TreatmentSession>(id, CloudEventTypes.SessionChanged).Count(session => session.Stage == "completed") == 6
            && Told<TreatmentSession>(id, CloudEventTypes.SessionChanged).Any(session => session.Session == booked.Session)));
        PatientTimeline axis = (await GetAsync<PatientTimeline>(sessions, $"v1/patients/{id}/timeline"))!;
        Assert.Equal((6, 1, 2), (Count("session"), Count("plan"), Count("measurement")));

        int Count(string kind) => axis.Items.Count(item => item.Kind == kind);
    }

    public async Task InitializeAsync() => _queue = await system.Hospital.BindTreatmentAsync($"treatment-{_patient.Number}");

    public async Task DisposeAsync() => await _queue.DisposeAsync();

    private Task MeasureAsync(string record, double daysAgo, double leftMl) => system.Hospital.PublishAsync(
        _patient.Fact("limb-measured", record, daysAgo, named =>
            new LimbMeasured(named, "arm", "perometer", Left: new(VolumeMl: leftMl), Right: new(VolumeMl: 2000))));

    private List<T> Told<T>(Guid patient, string type) =>
        [.. _queue.Of(patient).Where(news => news.Type == type).Select(news => news.As<T>())];

    private static async Task<T?> GetAsync<T>(HttpClient sessions, string path)
        where T : class
    {
        using HttpResponseMessage answer = await sessions.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options) : null;
    }
}
