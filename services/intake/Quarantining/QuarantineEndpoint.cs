using System.Data.Common;
using System.Security.Claims;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>
/// <c>/v1/quarantine</c>: a hospital sees which of its events were parked and why, and replays or discards them. An operator sees
/// there what belongs to no hospital: messages whose sender is not proven, and those that a queue gave up.
/// </summary>
internal static partial class QuarantineEndpoint
{
    private const int LimitMax = 200;
    private const int WhyLengthMax = 500;
    private const int WordLengthMax = 256;
    private static readonly string[] States = ["waiting", "replayed", "discarded"];

    public static void MapQuarantine(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/quarantine").RequireAuthorization(Policies.Quarantine);
        group.MapGet("", ListAsync);
        group.MapGet("{id:long}", FindAsync);
        group.MapPost("{id:long}/replay", ReplayAsync);
        group.MapPost("{id:long}/discard", DiscardAsync);
        group.MapPost("replay", ReplayManyAsync);
    }

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal user,
        QuarantineTable quarantine,
        CancellationToken ct,
        long after = 0,
        int limit = 50,
        string state = "waiting",
        string? reason = null,
        string? type = null,
        Guid? patient = null,
        Guid? receipt = null)
    {
        if (FaultOf(limit, state, reason, type) is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        QuarantineFilter filter = new(state == "all" ? null : state, reason, type, patient, receipt);
        IReadOnlyList<QuarantineEntry> items = await quarantine.ListAsync(ScopeOf(user), filter, after, limit, ct);
        return Results.Json(new QuarantinePage(items, items.Count == limit ? items[^1].Id : null), ContractJson.Options);
    }

    private static async Task<IResult> FindAsync(
        ClaimsPrincipal user, HttpContext http, QuarantineTable quarantine, long id, CancellationToken ct)
    {
        // The bytes may hold a name.
        http.Response.Headers.CacheControl = "no-store";
        if (await quarantine.FindAsync(ScopeOf(user), id, ct) is not { } found)
            return NoSuchEntry();
        // Patients of any hospital may be in it, and no hospital sees who looked: that is written down before it is shown.
        if (ScopeOf(user) == QuarantineTable.NoTenant && found.Raw is not null)
            await quarantine.NoteReadAsync(id, SettlerOf(user, why: null), ct);
        return Results.Json(found, ContractJson.Options);
    }

    private static async Task<IResult> ReplayAsync(
        ClaimsPrincipal user,
        HttpContext http,
        SettlingQuarantine settling,
        ILogger<SettlingQuarantine> log,
        long id,
        CancellationToken ct,
        SettlingReason? body = null)
    {
        if (body?.Why is { } why && !IsReason(why))
            return NoReason();
        return await AnswerAsync(http, log, id, () => settling.ReplayAsync(ScopeOf(user), id, SettlerOf(user, body?.Why), ct));
    }

    private static async Task<IResult> DiscardAsync(
        ClaimsPrincipal user,
        HttpContext http,
        SettlingQuarantine settling,
        ILogger<SettlingQuarantine> log,
        long id,
        CancellationToken ct,
        SettlingReason? body = null)
    {
        if (body?.Why is not { } why || !IsReason(why))
            return NoReason();
        return await AnswerAsync(http, log, id, () => settling.DiscardAsync(ScopeOf(user), id, SettlerOf(user, why), ct));
    }

    private static async Task<IResult> ReplayManyAsync(
        ClaimsPrincipal user,
        HttpContext http,
        QuarantineTable quarantine,
        SettlingQuarantine settling,
        ILogger<SettlingQuarantine> log,
        CancellationToken ct,
        string? reason = null,
        string? type = null,
        long after = 0,
        int limit = 50,
        SettlingReason? body = null)
    {
        if (reason is null)
            return Results.Problem("Say which reason is meant.", statusCode: StatusCodes.Status400BadRequest);
        if (FaultOf(limit, "waiting", reason, type) is { } fault)
            return Results.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        if (body?.Why is { } why && !IsReason(why))
            return NoReason();

        IReadOnlyList<QuarantineEntry> entries = await quarantine.ListAsync(
            ScopeOf(user), new("waiting", reason, type), after, limit, ct);
        List<ReplayedEntry> replayed = [];
        foreach (QuarantineEntry entry in entries)
        {
            try
            {
                replayed.Add(Of(entry.Id, await settling.ReplayAsync(ScopeOf(user), entry.Id, SettlerOf(user, body?.Why), ct)));
            }
            catch (Exception failure) when (failure is LogUnavailableException or DbException)
            {
                return NotNow(http, log, failure);
            }
        }

        return Results.Json(new ReplayedPage(replayed, entries.Count == limit ? entries[^1].Id : null), ContractJson.Options);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ILogger log, long id, Func<Task<Settlement>> settle)
    {
        try
        {
            return await settle() switch
            {
                Settlement.Unknown => NoSuchEntry(),
                Settlement.Refused refused => Results.Problem(
                    refused.Why,
                    statusCode: StatusCodes.Status409Conflict,
                    title: "The entry cannot be settled.",
                    extensions: new Dictionary<string, object?> { ["code"] = refused.Code }),
                Settlement settled => Results.Json(Of(id, settled), ContractJson.Options),
            };
        }
        catch (Exception failure) when (failure is LogUnavailableException or DbException)
        {
            return NotNow(http, log, failure);
        }
    }

    private static ReplayedEntry Of(long id, Settlement settlement) => settlement switch
    {
        Settlement.Done done => new(id, done.Outcome, done.Receipt),
        Settlement.Refused refused => new(id, refused.Code, null),
        _ => new(id, "unknown", null),
    };

    private static IResult NotNow(HttpContext http, ILogger log, Exception failure)
    {
        LogNotNow(log, failure);
        http.Response.Headers.RetryAfter = "5";
        return Results.Problem(
            "Nothing can be stored now; repeat the call as it is.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult NoSuchEntry() =>
        Results.Problem("There is no such entry.", statusCode: StatusCodes.Status404NotFound);

    private static IResult NoReason() => Results.Problem(
        $"why is text of 1 to {WhyLengthMax} characters without control characters.", statusCode: StatusCodes.Status400BadRequest);

    // That they are one of this system is the policy's to check: what belongs to no hospital is all there is for operators to see.
    private static string ScopeOf(ClaimsPrincipal user) =>
        user.Role() == Roles.Operator ? QuarantineTable.NoTenant : user.Tenant();

    private static Settler SettlerOf(ClaimsPrincipal user, string? why) => new(user.Subject(), user.Role(), why);

    private static bool IsReason(string why) =>
        why.Length is >= 1 and <= WhyLengthMax && !string.IsNullOrWhiteSpace(why) && !why.Any(char.IsControl);

    private static string? FaultOf(int limit, string state, params string?[] words)
    {
        if (limit is < 1 or > LimitMax)
            return $"limit is 1 to {LimitMax}.";
        if (state != "all" && !States.Contains(state))
            return $"state is one of {string.Join(", ", States)}, all.";
        return words.Any(word => word is not null && (word.Length is 0 or > WordLengthMax || word.Any(char.IsControl)))
            ? $"reason and type are text of 1 to {WordLengthMax} characters."
            : null;
    }

    [LoggerMessage(1201, LogLevel.Warning, "An entry of quarantine could not be settled now; the caller was asked to repeat.")]
    private static partial void LogNotNow(ILogger log, Exception failure);
}

/// <summary>Body of a replay or discard.</summary>
/// <param name="Why">1 to 500 characters, kept with the step; a discard needs it.</param>
public sealed record SettlingReason(string? Why = null);

/// <summary>What came of one entry.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Outcome"><c>stored</c>, <c>duplicate</c> (it was stored before), <c>quarantined</c> (it failed again and waits),
/// <c>published</c> (back into its queue), <c>discarded</c>; of several also why one was left out.</param>
/// <param name="Receipt">Of a replay: what the door would have answered.</param>
public sealed record ReplayedEntry(long Id, string Outcome, Receipt? Receipt);

/// <summary>Answer of <c>POST /v1/quarantine/replay</c>.</summary>
/// <param name="Items">What came of each, oldest first.</param>
/// <param name="Next">Give it as <c>after</c> to go on; null when there is no more.</param>
public sealed record ReplayedPage(IReadOnlyList<ReplayedEntry> Items, long? Next);
