using System.Globalization;
using System.Net;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>Single sessions of treatment: those of a day, and what a person does with one.</summary>
/// <param name="client">Knows the address of sessions and adds the person's token.</param>
public sealed class TreatmentClient(HttpClient client)
{
    private const string Service = "sessions";
    private const string VersionConflict = "version-conflict";

    /// <summary>The sessions of a day, as far as they were read; by when they begin.</summary>
    /// <param name="day">The calendar day.</param>
    /// <param name="therapist">Code of the therapist; null = of all.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public async Task<DayList> DayAsync(DateOnly day, string? therapist, CancellationToken ct)
    {
        string of = therapist is null ? "" : $"&therapist={Uri.EscapeDataString(therapist)}";
        string path = $"v1/days/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}?limit={SessionsClient.PageSize}{of}";
        List<DaySession> items = [];
        DateTimeOffset? heardUpTo = null;
        Guid? after = null;
        for (int page = 0; page < SessionsClient.PagesMax; page++)
        {
            DayList read = await ServiceCall.GetAsync<DayList>(client, Service, after is null ? path : $"{path}&after={after}", ct)
                ?? throw new ServiceUnreachableException(Service, "it knows no days");
            items.AddRange(read.Items);
            heardUpTo = read.HeardUpTo;
            after = read.Next;
            if (after is null)
                break;
        }

        return new(day, [.. items.OrderBy(session => session.StartsAt).ThenBy(session => session.Session)], heardUpTo, after);
    }

    /// <summary>One session; null when this hospital has none with that id.</summary>
    /// <param name="session">Our id of the session.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public Task<OneSession?> SessionAsync(Guid session, CancellationToken ct) =>
        ServiceCall.GetAsync<OneSession>(client, Service, $"v1/sessions/{session}", ct);

    /// <summary>Starts a session; it is screened again.</summary>
    /// <param name="session">Our id of the session.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="told">What is about to be done.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> StartAsync(Guid session, int version, StartTold told, CancellationToken ct) =>
        StepAsync($"v1/sessions/{session}/start", version, JsonContent.Create(told, options: ContractJson.Options), ct);

    /// <summary>Says what took place in a session.</summary>
    /// <param name="session">Our id of the session.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="told">What took place.</param>
    /// <param name="isStoppedEarly">It was broken off.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">It was refused and not stored, or (without
    /// <see cref="ServiceUnreachableException.Refusal"/>) whether it was stored is not known.</exception>
    public Task<HandlingResult> CompleteAsync(
        Guid session, int version, CompletionTold told, bool isStoppedEarly, CancellationToken ct) => StepAsync(
        $"v1/sessions/{session}/{(isStoppedEarly ? "stop" : "complete")}",
        version,
        JsonContent.Create(told, options: ContractJson.Options),
        ct);

    private async Task<HandlingResult> StepAsync(string path, int version, HttpContent content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.IfMatch.Add(new($"\"{version}\""));
        using HttpResponseMessage answer = await ServiceCall.SendAsync(client, Service, request, ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return new HandlingResult.Unknown();
        if (answer.StatusCode != HttpStatusCode.Conflict)
            return new HandlingResult.Stored();
        Problem problem = await ServiceCall.ProblemAsync(answer, ct);
        return problem.Code == VersionConflict
            ? new HandlingResult.SomebodyWasFirst()
            : new HandlingResult.NotPossible(problem.Detail);
    }
}

/// <summary>What is about to be done in a session.</summary>
/// <param name="Areas">Areas to be treated, in order; null = as planned.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>; null = not asked.</param>
public sealed record StartTold(IReadOnlyList<string>? Areas, string? ConsentGroin);

/// <summary>What took place in a session. What is null was not said.</summary>
/// <param name="Areas">Areas treated, in order.</param>
/// <param name="Minutes">Its length, 1 to 480; null = since it was started.</param>
/// <param name="StartedAt">When it began, if it was not started here.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>.</param>
/// <param name="PressureMmHg">Pressure, 0 to 200 mmHg.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The garment was worn afterwards.</param>
public sealed record CompletionTold(
    IReadOnlyList<string>? Areas,
    int? Minutes,
    DateTimeOffset? StartedAt,
    string? ConsentGroin,
    double? PressureMmHg,
    bool? BandagedAfter,
    bool? GarmentWornAfter);

/// <summary>What is read of <c>GET /v1/sessions/{id}</c>.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="State">As on the wire.</param>
/// <param name="Version">For the next step.</param>
/// <param name="Planned">The plan as last known; null when there was none.</param>
/// <param name="Started">How it was started here; null when it was not.</param>
/// <param name="StartedAt">When it began; null while it has not.</param>
/// <param name="Given">What took place; null while nobody said.</param>
/// <param name="Deviations">Where that was not as protocol or plan say.</param>
/// <param name="Screen">The screen of a session to come or going on, of this moment; null for others.</param>
public sealed record OneSession(
    Guid Session,
    Guid Patient,
    string State,
    int Version,
    SessionParts? Planned,
    SessionParts? Started,
    DateTimeOffset? StartedAt,
    SessionParts? Given,
    IReadOnlyList<Deviation>? Deviations,
    ScreenedSession? Screen);

/// <summary>What is read of a plan, a start or a record of what took place.</summary>
/// <param name="StartsAt">When it is to start; null for other than plans.</param>
/// <param name="Minutes">Its length; null when not said.</param>
/// <param name="Areas">Areas, in order; null or empty when not said.</param>
/// <param name="TherapistId">Code of the therapist; null when not said.</param>
/// <param name="PressureMmHg">Pressure, mmHg; null when not said.</param>
public sealed record SessionParts(
    DateTimeOffset? StartsAt, int? Minutes, IReadOnlyList<string>? Areas, string? TherapistId, double? PressureMmHg);

/// <summary>Something that was otherwise than protocol or plan say.</summary>
/// <param name="Code">As on the wire.</param>
/// <param name="Areas">The areas meant.</param>
public sealed record Deviation(string Code, IReadOnlyList<string> Areas);

/// <summary>A screen.</summary>
/// <param name="Verdict"><c>may-treat</c>, <c>restricted</c>, <c>hold</c> or <c>unknown</c>.</param>
/// <param name="AreasNotToTouch">Areas to leave out.</param>
/// <param name="Reasons">Everything that speaks against it.</param>
/// <param name="HeardUpTo">What the hospitals told until then is in it; null when nothing was heard since the start.</param>
public sealed record ScreenedSession(
    string Verdict, IReadOnlyList<string> AreasNotToTouch, IReadOnlyList<SafetyReason> Reasons, DateTimeOffset? HeardUpTo = null);
