using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.DrawingTimelines;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.WearingCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LymphOutcomes.Sessions.Tests;

/// <summary>Facts as intake publishes them, and the answers over HTTP, as the program maps them.</summary>
public sealed class When_a_patient_s_treatment_is_asked_for : IAsyncLifetime
{
    private const string Tenant = "st-anna";

    private readonly InMemoryEventStore<PatientSafety> _log = Given.EmptyLog();
    private readonly SessionsProgram _program = new();
    private int _facts;

    [Fact]
    public async Task A_course_is_told_with_its_response()
    {
        await TreatAsync(Patients.On(1));

        TreatmentCourse course = Assert.Single((await GetAsync<PatientCourses>("courses")).Items);

        Assert.Equal(("lymphedema", "intensive", 7, "watch"), (course.Purpose, course.Phase, course.Sessions, course.Verdict));
        LimbResponse arm = Assert.Single(course.Limbs);
        Assert.Equal(("arm", "left", "prev"), (arm.Site, arm.Side, arm.Measure));
        Assert.Equal(5, arm.ReductionPercent!.Value, 1e-9);
    }

    [Fact]
    public async Task Courses_come_page_by_page_the_latest_first()
    {
        await TreatAsync(Patients.On(1));
        await TreatAsync(Patients.On(1).AddDays(-100));

        PatientCourses first = await GetAsync<PatientCourses>("courses?limit=1");
        PatientCourses second = await GetAsync<PatientCourses>(
            $"courses?limit=1&before={Uri.EscapeDataString(first.Next!.Value.ToString("O", CultureInfo.InvariantCulture))}");

        Assert.Equal([Patients.On(1), Patients.On(1).AddDays(-100)], first.Items.Concat(second.Items).Select(course => course.First));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Compression_is_told_as_of_a_day()
    {
        await TellAsync(FactTypes.GarmentPrescribed, Patients.On(1), new() { ["kind"] = "sleeve", ["hoursPerDay"] = 10 });
        for (int day = 2; day <= 8; day++)
            await TellAsync(FactTypes.GarmentWorn, Patients.On(day, 22), new() { ["day"] = $"2026-09-0{day}", ["hours"] = 4 });

        FittedGarment worn = Assert.Single((await GetAsync<PatientCompression>("compression?on=2027-03-05")).Items);

        Assert.Equal((185, true, 7), (worn.AgeDays, worn.IsOld, worn.Days.Count));
        Assert.Equal(40, worn.Garment.LastWeek.Percent);
        Assert.Equal(new DateOnly(2026, 9, 8), worn.Garment.LapsedSince);
    }

    [Fact]
    public async Task The_timeline_is_told_page_by_page()
    {
        await TreatAsync(Patients.On(1));

        PatientTimeline first = await GetAsync<PatientTimeline>("timeline?from=2026-08-01T00:00:00Z&to=2026-12-01T00:00:00Z&limit=5");
        PatientTimeline second = await GetAsync<PatientTimeline>(
            $"timeline?from=2026-08-01T00:00:00Z&to=2026-12-01T00:00:00Z&limit=5&after={first.Next}");

        Assert.Equal((5, 4, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(7, first.Items.Concat(second.Items).Count(item => item.Kind == "session"));
    }

    [Theory]
    [InlineData("courses?limit=0")]
    [InlineData("courses?limit=101")]
    [InlineData("timeline?limit=501")]
    [InlineData("timeline?after=nonsense")]
    [InlineData("timeline?from=2026-12-01T00:00:00Z&to=2026-12-01T00:00:00Z")]
    public async Task What_cannot_be_answered_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(path)).Status);

    [Theory]
    [InlineData("courses")]
    [InlineData("compression")]
    [InlineData("timeline")]
    public async Task Another_hospital_s_patient_is_not_known_and_who_does_not_treat_is_not_answered(string path)
    {
        await TreatAsync(Patients.On(1));

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(path, tenant: "st-maria")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(path, role: Roles.Operator)).Status);
    }

    public Task InitializeAsync() => _program.StartAsync(
        services => services.AddSingleton<ILogReader>(_log),
        app =>
        {
            app.MapCourses();
            app.MapCompression();
            app.MapTimeline();
        });

    public async Task DisposeAsync() => await _program.DisposeAsync();

    // Seven sessions, every other day but one, from an excess of 600 to one of 570 mL: nine facts on the axis.
    private async Task TreatAsync(DateTimeOffset first)
    {
        await TellAsync(FactTypes.PatientRegistered, first.AddDays(-1), new()
        {
            ["limbs"] = new JsonArray(new JsonObject { ["site"] = "arm", ["side"] = "left", ["status"] = "affected" }),
        });
        await MeasureAsync(first.AddDays(-1), 2600);
        for (int session = 0; session < 7; session++)
        {
            await TellAsync(FactTypes.SessionCompleted, first.AddDays(session * 2.5), new()
            {
                ["minutes"] = 45, ["givenBy"] = "therapist", ["phase"] = "intensive",
            });
        }

        await MeasureAsync(first.AddDays(16), 2570);
    }

    private Task MeasureAsync(DateTimeOffset at, double leftMl) => TellAsync(FactTypes.LimbMeasured, at, new()
    {
        ["site"] = "arm",
        ["method"] = "perometer",
        ["left"] = new JsonObject { ["volumeMl"] = leftMl },
        ["right"] = new JsonObject { ["volumeMl"] = 2000 },
    });

    private async Task TellAsync(string type, DateTimeOffset at, JsonObject fact)
    {
        _facts++;
        RecordedFact recorded = new(
            Patients.Ehr, at, Given.Now, new($"record-{_facts}", 1, null), $"{_facts}", JsonSerializer.SerializeToElement(fact));
        BusItem item = new(
            Given.Id(1000 + _facts), type, 1, Given.Patient, Tenant, null,
            JsonSerializer.SerializeToElement(recorded, ContractJson.Options));
        StoredEvent stored = Assert.IsType<AppendOutcome.Appended>(await Given.DeliverAsync(_log, item)).Events[0];
        Assert.IsNotType<ItemParked>(stored.Data);
    }

    private async Task<T> GetAsync<T>(string path)
    {
        (HttpStatusCode status, string text) = await AskAsync(path);
        Assert.True(status == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string path, string role = Roles.Therapist, string tenant = Tenant)
    {
        using HttpResponseMessage answer =
            await _program.SendAsync(new(HttpMethod.Get, $"/v1/patients/{Given.Patient}/{path}"), role, tenant);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
