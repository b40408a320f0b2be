using System.Net;
using System.Net.Http.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Testing.Driving;

/// <summary>Alerting's HTTP API, as a coordinator's program uses it.</summary>
/// <param name="http">With a token of role coordinator.</param>
public sealed class AlertingDoor(HttpClient http)
{
    /// <summary>Every alert of a patient, whatever became of it.</summary>
    public async Task<IReadOnlyList<Alert>> AlertsOfAsync(Guid patient)
    {
        AlertPage? page = await http.GetFromJsonAsync<AlertPage>(
            Relative($"v1/alerts?patient={patient}"), ContractJson.Options);
        Assert.Null(page!.Next);
        return page.Items;
    }

    /// <summary>One alert and its history.</summary>
    public async Task<AlertDetails> DetailsAsync(Guid alert) =>
        (await http.GetFromJsonAsync<AlertDetails>(Relative($"v1/alerts/{alert}"), ContractJson.Options))!;

    /// <summary>Readings and sessions of a patient; null while alerting knows nothing.</summary>
    public async Task<PatientTrajectory?> TrajectoryAsync(Guid patient)
    {
        using HttpResponseMessage answer = await http.GetAsync(Relative($"v1/patients/{patient}/trajectory"));
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<PatientTrajectory>(ContractJson.Options);
    }

    /// <summary>Takes an alert up, under the version the person saw.</summary>
    public async Task<HttpResponseMessage> AcknowledgeAsync(Guid alert, int versionSeen)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Relative($"v1/alerts/{alert}/acknowledge"));
        request.Headers.IfMatch.Add(new($"\"{versionSeen}\""));
        return await http.SendAsync(request);
    }

    /// <summary>Says who is to deal with an alert, under the version the person saw; null: nobody.</summary>
    public async Task<HttpResponseMessage> AssignAsync(Guid alert, int versionSeen, string? assignee)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Relative($"v1/alerts/{alert}/assign"))
        {
            Content = JsonContent.Create(new AssignAlert(assignee), options: ContractJson.Options),
        };
        request.Headers.IfMatch.Add(new($"\"{versionSeen}\""));
        return await http.SendAsync(request);
    }

    /// <summary>Waits until so many readings of the patient's watched limb are known.</summary>
    public Task<LimbTrajectory> LimbAsync(Guid patient, int readings) => Patience.ForAsync(
        $"{readings} readings in the trajectory",
        async () => (await TrajectoryAsync(patient))?.Series is [{ Points: var points } limb] && points.Count == readings
            ? limb
            : null);

    /// <summary>Waits for the one alert of a patient.</summary>
    public Task<Alert> AlertOfAsync(Guid patient) =>
        Patience.ForAsync("the alert", async () => await AlertsOfAsync(patient) is [var alert] ? alert : null);

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
