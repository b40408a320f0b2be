using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// <c>/v1/rule-sets</c>: coordinators read by what their patients are judged; leads propose versions and put them in force.
/// </summary>
public static class RuleSetEndpoints
{
    private const int ReasonMax = 500;
    private const int BodyBytesMax = 128 * 1024;

    /// <summary>Adds the endpoints.</summary>
    public static void MapRuleSets(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder sets = app.MapGroup("/v1/rule-sets").RequireAuthorization(Policies.Coordinators);
        sets.MapGet("", List);
        sets.MapGet("/{version:int}", Get);
        sets.MapGet("/{from:int}/diff/{to:int}", Compare);
        sets.MapPost("", ProposeAsync).RequireAuthorization(Policies.Leads).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        sets.MapPost("/{version:int}/activate", ActivateAsync).RequireAuthorization(Policies.Leads);
    }

    private static IResult List(HttpContext http, RuleBook book)
    {
        RuleSetHistory history = book.HistoryOf(http.User.Tenant());
        return Results.Ok(new RuleSetList(
            book.InForce(http.User.Tenant()).Version,
            [.. RuleSet.All.Select(AboutBuiltIn), .. history.Proposed.Select(About)]));
    }

    private static IResult Get(int version, HttpContext http, RuleBook book) =>
        book.HistoryOf(http.User.Tenant()).Find(version) is { } rules
            ? Results.Ok(DetailsOf(rules, http.User.Tenant(), book))
            : NoSuchVersion(version);

    private static IResult Compare(int from, int to, HttpContext http, RuleBook book)
    {
        RuleSetHistory history = book.HistoryOf(http.User.Tenant());
        if (history.Find(from) is not { } one)
            return NoSuchVersion(from);
        return history.Find(to) is { } other
            ? Results.Ok(new RuleSetDiff(from, to, RuleSetComparison.Between(one, other)))
            : NoSuchVersion(to);
    }

    private static async Task<IResult> ProposeAsync(
        ProposeRuleSet body,
        HttpContext http,
        RuleBook book,
        RuleBookFollower follower,
        IEventStore<RuleSetHistory> store,
        TimeProvider time,
        CancellationToken ct)
    {
        string tenant = http.User.Tenant();
        if (ReasonFault(body.Reason) is { } fault)
            return Invalid([fault]);
        // Another instance may have taken in the base a moment ago.
        await follower.ReadAsync(tenant, ct);
        RuleSet rules;
        try
        {
            if (SetOf(body, book.HistoryOf(tenant)) is not { } set)
                return Invalid([new("", "Send set, or the base of a version there is with a patch; each an object.")]);
            rules = RuleSetJson.ReadSent(set, version: 0);
        }
        catch (JsonException unreadable)
        {
            return Invalid([new(unreadable.Path?.TrimStart('$', '.') ?? "", WordsOf(unreadable))]);
        }

        IReadOnlyList<RuleSetFault> faults = RuleSetCheck.Faults(rules);
        if (faults.Count > 0)
            return Invalid(faults);
        AppendOutcome outcome = await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                RuleSetHistory.StreamOf(tenant),
                view => ChooseRules.Propose(view, rules, body.Set is null ? body.Base : null, http.User.Subject(), body.Reason)),
            ct);
        await follower.ReadAsync(tenant, ct);
        return outcome is AppendOutcome.Appended { Events: [{ Data: RuleSetProposed proposed }] }
            ? Results.Created(
                $"/v1/rule-sets/{proposed.Version}",
                DetailsOf(book.HistoryOf(tenant).Find(proposed.Version)!, tenant, book))
            : Refused(outcome);
    }

    private static async Task<IResult> ActivateAsync(
        int version,
        ActivateRuleSet body,
        HttpContext http,
        RuleBook book,
        RuleBookFollower follower,
        IEventStore<RuleSetHistory> store,
        TimeProvider time,
        CancellationToken ct)
    {
        if (ReasonFault(body.Reason) is { } fault)
            return Invalid([fault]);
        string tenant = http.User.Tenant();
        AppendOutcome outcome = await store.AppendAsync(
            new(
                Guid.CreateVersion7(time.GetUtcNow()),
                RuleSetHistory.StreamOf(tenant),
                view => ChooseRules.Activate(view, version, book.Standard, http.User.Subject(), body.Reason)),
            ct);
        await follower.ReadAsync(tenant, ct);
        return outcome is AppendOutcome.Appended ? Results.Ok(DetailsOf(book.InForce(tenant), tenant, book)) : Refused(outcome);
    }

    private static JsonObject? SetOf(ProposeRuleSet body, RuleSetHistory history)
    {
        if (body is { Set: { ValueKind: JsonValueKind.Object } set, Base: null, Patch: null })
            return ObjectOf(set);
        if (body is not { Set: null, Base: { } version, Patch: { ValueKind: JsonValueKind.Object } patch }
            || history.Find(version) is not { } rules)
        {
            return null;
        }

        return RuleSetJson.Patched(RuleSetJson.Write(rules), ObjectOf(patch));
    }

    // Read from the text: an object made from an element finds a member that stands twice only when it is looked into.
    private static JsonObject ObjectOf(JsonElement element) => JsonNode.Parse(
        element.GetRawText(), documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = 16 })!.AsObject();

    private static RuleSetDetails DetailsOf(RuleSet rules, string tenant, RuleBook book) => new(
        book.HistoryOf(tenant).Proposed.Find(proposed => proposed.Rules.Version == rules.Version) is { } known
            ? About(known)
            : AboutBuiltIn(rules),
        book.InForce(tenant).Version == rules.Version,
        JsonSerializer.SerializeToElement(RuleSetJson.Write(rules)));

    private static RuleSetVersion AboutBuiltIn(RuleSet rules) =>
        new(rules.Version, BuiltIn: true, Base: null, By: null, Reason: null, At: null);

    private static RuleSetVersion About(ProposedRuleSet proposed) =>
        new(proposed.Rules.Version, BuiltIn: false, proposed.Base, proposed.By, proposed.Reason, proposed.At);

    private static RuleSetFault? ReasonFault(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonMax || reason.Any(c => char.IsControl(c) && c is not '\n')
            ? new("reason", $"1 to {ReasonMax} characters.")
            : null;

    private static string WordsOf(JsonException unreadable) => unreadable.Message.Contains("could not be mapped", StringComparison.Ordinal)
        ? "There is no limit of this name."
        : "Is missing, stands twice, or is not of the right kind.";

    private static IResult Invalid(IReadOnlyList<RuleSetFault> faults) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "The rule set cannot be used.",
        Detail = string.Join(' ', faults.Select(fault => $"{fault.Path}: {fault.Words}")),
        Extensions = { ["faults"] = faults },
    });

    private static IResult NoSuchVersion(int version) =>
        Results.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no version {version}.");

    private static IResult Refused(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Rejected { Code: ChooseRules.NoSuchVersion } no =>
            Results.Problem(statusCode: StatusCodes.Status404NotFound, title: no.Why),
        AppendOutcome.Rejected no => Results.Problem(new ProblemDetails
        {
            Status = StatusCodes.Status409Conflict,
            Title = no.Why,
            Extensions = { ["code"] = no.Code },
        }),
        AppendOutcome.Failed failed => throw new InvalidOperationException("The step could not be stored.", failed.Cause),
        _ => throw new InvalidOperationException($"A step with rule sets came to {outcome}."),
    };
}
