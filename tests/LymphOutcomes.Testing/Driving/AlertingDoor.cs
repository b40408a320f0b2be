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

    /// <summary>Why there is an alert.</summary>
    public async Task<AlertExplanation> ExplanationAsync(Guid alert) =>
        (await http.GetFromJsonAsync<AlertExplanation>(Relative($"v1/alerts/{alert}/explanation"), ContractJson.Options))!;

    /// <summary>The last decision of the rules on an alert, made once more.</summary>
    public async Task<Rerun> RerunAsync(Guid alert) =>
        (await http.GetFromJsonAsync<Rerun>(Relative($"v1/alerts/{alert}/rerun"), ContractJson.Options))!;

    /// <summary>The alert of a patient in the work queue as it stood at a moment; null when it was not in it.</summary>
    public async Task<Alert?> InTheQueueAsync(Guid alert, DateTimeOffset knownAt)
    {
        string moment = Uri.EscapeDataString(knownAt.ToString("O"));
        for (Guid? after = Guid.Empty; after is not null;)
        {
            PastQueue page = (await http.GetFromJsonAsync<PastQueue>(
                Relative($"v1/alerts/past?knownAt={moment}&limit=500&after={after}"), ContractJson.Options))!;
            if (page.Items.FirstOrDefault(item => item.Id == alert) is { } found)
                return found;
            after = page.Next;
        }

        return null;
    }

    /// <summary>A patient as staff could have known them at a moment; null when nothing was known.</summary>
    public async Task<PatientPast?> PastAsync(Guid patient, DateTimeOffset knownAt)
    {
        using HttpResponseMessage answer = await http.GetAsync(
            Relative($"v1/patients/{patient}/past?knownAt={Uri.EscapeDataString(knownAt.ToString("O"))}"));
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await answer.Content.ReadFromJsonAsync<PatientPast>(ContractJson.Options);
    }

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

    /// <summary>Says that an alert was dealt with, with everything that is on record by now.</summary>
    public async Task<HttpResponseMessage> ResolveAsync(Guid alert, int versionSeen, string outcome)
    {
        long coveredTo = (await DetailsAsync(alert)).AsOf;
        using HttpRequestMessage request = new(HttpMethod.Post, Relative($"v1/alerts/{alert}/resolve"))
        {
            Content = JsonContent.Create(new ResolveAlert(outcome, coveredTo), options: ContractJson.Options),
        };
        request.Headers.IfMatch.Add(new($"\"{versionSeen}\""));
        return await http.SendAsync(request);
    }

    /// <summary>Says that a reading which is kept out of the trend is right.</summary>
    public Task<HttpResponseMessage> ReleaseAsync(Guid patient, Guid fact, string reason) => http.PostAsJsonAsync(
        Relative($"v1/patients/{patient}/held-points/{fact}/release"), new ReviewPoint(reason), ContractJson.Options);

    /// <summary>Waits until so many readings of the patient's watched limb are known.</summary>
    public Task<LimbTrajectory> LimbAsync(Guid patient, int readings) => Patience.ForAsync(
        $"{readings} readings in the trajectory",
        async () => (await TrajectoryAsync(patient))?.Series is [{ Points: var points } limb] && points.Count == readings
            ? limb
            : null);

    /// <summary>
    /// Waits for the one alert of a patient by a rule, that of a limb far larger than at the start unless another is named. Alerts of
    /// other rules may stand beside it.
    /// </summary>
    public Task<Alert> AlertOfAsync(Guid patient, string rule = "LYM-001") => Patience.ForAsync(
        "the alert",
        async () => (await AlertsOfAsync(patient)).Where(alert => alert.Rule == rule).ToArray() is [var alert] ? alert : null);

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
