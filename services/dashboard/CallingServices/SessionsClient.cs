using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Dashboard.CallingServices;

/// <summary>What sessions knows of treatment, as the signed-in person. Each call ends within the client's timeout.</summary>
/// <param name="client">Knows the address and adds the person's token.</param>
public sealed class SessionsClient(HttpClient client)
{
    /// <summary>Most of one page.</summary>
    public const int PageSize = 200;

    /// <summary>Pages read for one view; a view with more says that it is cut.</summary>
    public const int PagesMax = 5;

    private const string Service = "sessions";

    /// <summary>Planned sessions that something speaks against, the next first.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public async Task<OpenHolds> HoldsAsync(CancellationToken ct)
    {
        List<OpenHold> items = [];
        string? after = null;
        for (int page = 0; page < PagesMax; page++)
        {
            HoldListPage read = await GetAsync<HoldListPage>($"v1/holds?limit={PageSize}{After(after)}", ct)
                ?? throw new ServiceUnreachableException(Service, "it knows no holds");
            items.AddRange(read.Items);
            after = read.Next;
            if (after is null)
                break;
        }

        return new(items, Cut: after is not null);
    }

    /// <summary>What touches a window of a patient's time axis; null when sessions knows nothing of the patient.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="from">First moment of the window.</param>
    /// <param name="to">Its end, not in it.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public async Task<PatientTimeline?> TimelineAsync(Guid patient, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        string path = $"v1/patients/{patient}/timeline?from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"
            + $"&to={to.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&limit={PageSize}";
        List<TimelineItem> items = [];
        string? after = null;
        for (int page = 0; page < PagesMax; page++)
        {
            if (await GetAsync<PatientTimeline>(path + After(after), ct) is not { } read)
                return null;
            items.AddRange(read.Items);
            after = read.Next;
            if (after is null)
                break;
        }

        return new(patient, from, to, items, after);
    }

    /// <summary>A patient's latest courses of treatment; null when sessions knows nothing of the patient.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public Task<PatientCourses?> CoursesAsync(Guid patient, CancellationToken ct) =>
        GetAsync<PatientCourses>($"v1/patients/{patient}/courses", ct);

    /// <summary>A patient's garments and how they are worn; null when sessions knows nothing of the patient.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ServiceUnreachableException">Sessions cannot be used now.</exception>
    public Task<PatientCompression?> CompressionAsync(Guid patient, CancellationToken ct) =>
        GetAsync<PatientCompression>($"v1/patients/{patient}/compression", ct);

    private static string After(string? next) => next is null ? "" : $"&after={Uri.EscapeDataString(next)}";

    private Task<T?> GetAsync<T>(string path, CancellationToken ct) where T : class =>
        ServiceCall.GetAsync<T>(client, Service, path, ct);
}

/// <summary>Holds, as far as they were read.</summary>
/// <param name="Items">The next session first.</param>
/// <param name="Cut">True when there are more than were read.</param>
public sealed record OpenHolds(IReadOnlyList<OpenHold> Items, bool Cut);

/// <summary>What is read of a page of <c>GET /v1/holds</c>.</summary>
internal sealed record HoldListPage(IReadOnlyList<OpenHold> Items, string? Next);

/// <summary>A planned session that something speaks against.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="StartsAt">When it is to start.</param>
/// <param name="Verdict"><c>hold</c>, <c>restricted</c> or <c>unknown</c>.</param>
/// <param name="Reasons">Why, each with what would lift it.</param>
/// <param name="SaidAt">When this was last found.</param>
public sealed record OpenHold(
    Guid Session,
    Guid Patient,
    DateTimeOffset StartsAt,
    string Verdict,
    IReadOnlyList<SafetyReason> Reasons,
    DateTimeOffset SaidAt);

/// <summary>One reason of a screen.</summary>
/// <param name="Code">As on the wire.</param>
/// <param name="LiftedBy">What would lift it, in words of sessions.</param>
/// <param name="Condition">The condition that is active; null when it is none.</param>
/// <param name="Areas">The areas meant; null when it is none.</param>
/// <param name="Since">Since when it has been so; null when that is not known.</param>
/// <param name="Fact">The fact it follows from; null when it follows from none.</param>
/// <param name="Source">The hospital's system that sent the fact; null when that was not said.</param>
public sealed record SafetyReason(
    string Code,
    string LiftedBy,
    string? Condition = null,
    IReadOnlyList<string>? Areas = null,
    DateTimeOffset? Since = null,
    Guid? Fact = null,
    string? Source = null)
{
    /// <summary>The same reason as others are told of it: without its source.</summary>
    /// <param name="reason">As sessions says.</param>
    public static SafetyReason Of(HoldReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new(reason.Code, reason.LiftedBy, reason.Condition, reason.Areas, reason.Since, reason.Fact);
    }
}
