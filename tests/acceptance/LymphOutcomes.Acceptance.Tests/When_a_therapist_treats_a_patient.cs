using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests;

/// <summary>What is done over sessions' own API, through the bus to alerting.</summary>
[Collection(SystemCollection.Name)]
public sealed class When_a_therapist_treats_a_patient(SystemUnderTest system)
{
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);

    [OnSystemFact]
    public async Task A_held_session_is_not_started_and_one_given_all_the_same_is_urgent()
    {
        HttpClient sessions = await system.ClientAsync("sessions", "therapist");
        await system.Hospital.PublishAsync(_patient.Fact("condition-noted", "infection", daysAgo: 1, record =>
            new ConditionNoted(record, "cellulitis")));
        Guid id = await PatientAsync();
        JsonNode session = await PlanAsync(sessions, id, "therapist");
        string path = $"v1/sessions/{session["session"]}";
        // The fact comes by the bus; nobody asks sessions to look.
        session = await Patience.ForAsync("the hold", async () =>
            await sessions.GetFromJsonAsync<JsonNode>(Relative(path)) is { } now && Text(now, "state") == "held" ? now : null);

        using HttpResponseMessage refused = await PostAsync(sessions, $"{path}/start", session, body: null);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        using HttpResponseMessage told = await PostAsync(sessions, $"{path}/complete", session, new JsonObject
        {
            ["startedAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-30),
            ["minutes"] = 20,
            ["areas"] = new JsonArray("neck", "arm-left"),
        });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Equal("urgent", (await system.Alerting.AlertOfAsync(id, "LYM-030")).Severity);
    }

    [OnSystemFact]
    public async Task Drainage_at_home_that_nobody_taught_is_told_until_somebody_has()
    {
        HttpClient sessions = await system.ClientAsync("sessions", "therapist");
        await system.Hospital.PublishAsync(_patient.Fact("temperature-measured", "well", daysAgo: 1, record =>
            new TemperatureMeasured(record, 36.6, "Cel")));
        Guid id = await PatientAsync();
        JsonNode session = await PlanAsync(sessions, id, "self");
        using HttpResponseMessage told = await PostAsync(sessions, $"v1/sessions/{session["session"]}/complete", session, new JsonObject
        {
            ["startedAt"] = TimeProvider.System.GetUtcNow().AddHours(-2),
            ["minutes"] = 20,
        });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Equal("watch", (await system.Alerting.AlertOfAsync(id, "LYM-034")).Severity);

        using HttpResponseMessage taught = await sessions.PostAsJsonAsync(Relative($"v1/patients/{id}/instructions"), new JsonObject
        {
            ["taughtAt"] = TimeProvider.System.GetUtcNow().AddMinutes(-1),
            ["therapistId"] = "t-1",
            ["areas"] = new JsonArray("neck", "arm-left"),
        });

        Assert.Equal(HttpStatusCode.Created, taught.StatusCode);
        await Patience.UntilAsync("the instruction to be heard", async () =>
            (await system.Alerting.AlertsOfAsync(id)).Single(alert => alert.Rule == "LYM-034").Condition == "cleared");
    }

    private async Task<Guid> PatientAsync() => Guid.Parse((await Patience.ForAsync("the patient", async () =>
        (await system.Hospital.PatientAsync(_patient.Subject))?.ToString("D")))!);

    private static async Task<JsonNode> PlanAsync(HttpClient sessions, Guid patient, string givenBy)
    {
        using HttpResponseMessage planned = await sessions.PostAsJsonAsync(Relative("v1/sessions"), new JsonObject
        {
            ["patient"] = patient,
            ["startsAt"] = TimeProvider.System.GetUtcNow().AddHours(1),
            ["givenBy"] = givenBy,
        });
        Assert.Equal(HttpStatusCode.Created, planned.StatusCode);
        return (await planned.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient sessions, string path, JsonNode session, JsonObject? body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Relative(path))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{session["version"]}\""));
        return await sessions.SendAsync(request);
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
