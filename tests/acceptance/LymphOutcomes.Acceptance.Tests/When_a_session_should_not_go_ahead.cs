using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_session_should_not_go_ahead(SystemUnderTest system)
{
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);

    [OnSystemFact]
    public async Task An_infection_told_by_the_hospital_holds_a_booked_session_until_it_is_over()
    {
        HttpClient sessions = await system.ClientAsync("sessions", "therapist");
        await system.Hospital.PublishAsync(_patient.Fact("session-planned", "booking", daysAgo: 2, record =>
            new SessionPlanned(record, TimeProvider.System.GetUtcNow().AddDays(1), "therapist", 60, ["neck", "arm-left"])));
        await system.Hospital.PublishAsync(_patient.Fact("condition-noted", "infection", daysAgo: 1, record =>
            new ConditionNoted(record, "cellulitis")));
        // Asked of intake; sessions hears nothing but the bus.
        string id = (await Patience.ForAsync("the patient", async () =>
            (await system.Hospital.PatientAsync(_patient.Subject))?.ToString("D")))!;

        JsonNode held = await Patience.ForAsync("the hold", async () => (await HoldsAsync(sessions, id)).SingleOrDefault());

        Assert.Equal("hold", held["verdict"]!.GetValue<string>());
        Assert.Equal("cellulitis", held["reasons"]!.AsArray().Single()!["condition"]!.GetValue<string>());
        JsonNode screen = await Patience.ForAsync("an answer that knows intake", () => ScreenAsync(sessions, id));
        Assert.Equal("hold", screen["verdict"]!.GetValue<string>());

        await system.Hospital.PublishAsync(_patient.Fact("condition-cleared", "over", daysAgo: 0, record =>
            new ConditionCleared(record, "cellulitis", "provider")));

        await Patience.UntilAsync("the session to be free", async () => (await HoldsAsync(sessions, id)).Count == 0);
        Assert.Equal("may-treat", (await ScreenAsync(sessions, id))!["verdict"]!.GetValue<string>());
    }

    private static async Task<List<JsonNode>> HoldsAsync(HttpClient sessions, string patient) =>
    [
        .. (await sessions.GetFromJsonAsync<JsonObject>(new Uri($"v1/holds?patient={patient}", UriKind.Relative)))!["items"]!.AsArray()
            .OfType<JsonNode>(),
    ];

    // Right after a start nothing is known of intake yet: its relay speaks every 5 seconds.
    private static async Task<JsonNode?> ScreenAsync(HttpClient sessions, string patient)
    {
        using HttpResponseMessage answer = await sessions.PostAsJsonAsync(
            new Uri("v1/screens", UriKind.Relative),
            new { patient, startsAt = TimeProvider.System.GetUtcNow().AddDays(1), areas = new[] { "neck" } });
        answer.EnsureSuccessStatusCode();
        JsonNode screen = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return screen["heardUpTo"] is null ? null : screen;
    }
}
