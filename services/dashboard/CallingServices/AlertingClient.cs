using System.Net;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>Alerting's HTTP interface, as the signed-in person. Each call ends within the client's timeout.</summary>
/// <param name="client">Knows the address and adds the person's token.</param>
public sealed class AlertingClient(HttpClient client)
{
    /// <summary>Alerts asked for in one page.</summary>
    public const int PageSize = 200;

    /// <summary>Pages read for one board; a board with more says that it is cut.</summary>
    public const int PagesMax = 10;

    private const string Service = "alerting";

    /// <summary>Extension <c>code</c> of a 409 when the version sent is not the present one.</summary>
    private const string VersionConflict = "version-conflict";

    /// <summary>All alerts nobody has resolved yet.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<OpenAlerts> OpenAlertsAsync(CancellationToken ct)
    {
        var alerts = new List<Alert>();
        var waiting = new List<PatientWaiting>();
        string? after = null;
        for (int page = 0; page < PagesMax; page++)
        {
            string query = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            AlertPage read =
                await GetAsync<AlertPage>($"v1/alerts?handling=new,acknowledged&limit={PageSize}{query}", ct)
                ?? throw new ServiceUnreachableException(Service, "it knows no alerts");
            alerts.AddRange(read.Items);
            waiting.AddRange(read.Waiting ?? []);
            after = read.Next;
            if (after is null)
                return new(alerts, Cut: false, waiting);
        }

        return new(alerts, Cut: true, waiting);
    }

    /// <summary>Patients with facts that wait, whether or not they have an alert; at most one page.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<WaitingPage> WaitingAsync(CancellationToken ct) =>
        await GetAsync<WaitingPage>($"v1/waiting?limit={PageSize}", ct) ?? new([], Next: null);

    /// <summary>One alert; null when this hospital has none with that id.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<AlertDetails?> AlertAsync(Guid id, CancellationToken ct) =>
        GetAsync<AlertDetails>($"v1/alerts/{id}", ct);

    /// <summary>How the patient's limbs changed; null when alerting knows none.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<PatientTrajectory?> TrajectoryAsync(Guid patient, CancellationToken ct) =>
        GetAsync<PatientTrajectory>($"v1/patients/{patient}/trajectory", ct);

    /// <summary>Who was told of the alert, or will be.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public async Task<IReadOnlyList<Notification>> NotificationsAsync(Guid id, CancellationToken ct) =>
        (await GetAsync<NotificationPage>($"v1/alerts/{id}/notifications", ct))?.Items ?? [];

    /// <summary>Why there is an alert; null when this hospital has none with that id.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Alerting cannot be used now.</exception>
    public Task<AlertExplanation?> ExplanationAsync(Guid id, CancellationToken ct) =>
        GetAsync<AlertExplanation>($"v1/alerts/{id}/explanation", ct);

    /// <summary>Says that a person has seen the alert.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> AcknowledgeAsync(Guid id, int version, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/acknowledge", version, content: null, ct);

    /// <summary>Says who is to deal with the alert.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="assignment">Who; nobody to take it from whoever has it.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> AssignAsync(Guid id, int version, AssignAlert assignment, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/assign", version, JsonContent.Create(assignment, options: ContractJson.Options), ct);

    /// <summary>Says what came of the alert.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="resolution">Outcome and note.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> ResolveAsync(Guid id, int version, ResolveAlert resolution, CancellationToken ct) =>
        HandleAsync(
            $"v1/alerts/{id}/resolve", version, JsonContent.Create(resolution, options: ContractJson.Options), ct);

    /// <summary>Writes something down about the alert.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="note">The text.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> NoteAsync(Guid id, int version, NoteAlert note, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/note", version, JsonContent.Create(note, options: ContractJson.Options), ct);

    /// <summary>Puts the alert aside, or takes it back.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="snooze">Until when, and why.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> SnoozeAsync(Guid id, int version, SnoozeAlert snooze, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/snooze", version, JsonContent.Create(snooze, options: ContractJson.Options), ct);

    /// <summary>Passes the alert on to the lead.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="escalation">Why.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> EscalateAsync(Guid id, int version, EscalateAlert escalation, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/escalate", version, JsonContent.Create(escalation, options: ContractJson.Options), ct);

    /// <summary>Takes a resolved alert back into the queue.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="reopening">Why.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> ReopenAsync(Guid id, int version, ReopenAlert reopening, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/reopen", version, JsonContent.Create(reopening, options: ContractJson.Options), ct);

    /// <summary>Makes a live alert of one that was born historical.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> ConvertAsync(Guid id, int version, CancellationToken ct) =>
        HandleAsync($"v1/alerts/{id}/convert", version, content: null, ct);

    private async Task<HandlingResult> HandleAsync(string path, int version, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.IfMatch.Add(new($"\"{version}\""));
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => new HandlingResult.Unknown(),
            HttpStatusCode.Conflict => await ConflictAsync(answer, ct),
            _ => new HandlingResult.Stored(),
        };
    }

    private static async Task<HandlingResult> ConflictAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        Problem problem = await ServiceCall.ProblemAsync(answer, ct);
        return problem.Code == VersionConflict
            ? new HandlingResult.SomebodyWasFirst()
            : new HandlingResult.NotPossible(problem.Detail);
    }

    private Task<T?> GetAsync<T>(string path, CancellationToken ct) where T : class =>
        ServiceCall.GetAsync<T>(client, Service, path, ct);
}

/// <summary>What is on the board.</summary>
/// <param name="Items">In alerting's order.</param>
/// <param name="Cut">True when there are more than were read.</param>
/// <param name="Waiting">Facts that wait, of patients with an alert; a patient may come twice.</param>
public sealed record OpenAlerts(IReadOnlyList<Alert> Items, bool Cut, IReadOnlyList<PatientWaiting> Waiting);
