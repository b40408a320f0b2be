using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.ScreeningSafety;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>
/// <c>POST /v1/holds/{session}/override</c>: a provider answers for a planned session. The version of the hold that the person saw is in
/// <c>If-Match</c>: when something else speaks against the session by now the answer is 409 with the present hold in <c>current</c>.
/// </summary>
public static class OverrideEndpoint
{
    private const int ProviderMax = 64;
    private const int ReasonMax = 2_000;

    /// <summary>Adds the endpoint, for people who treat or plan.</summary>
    public static void MapOverride(this IEndpointRouteBuilder app) => app
        .MapPost("/v1/holds/{session:guid}/override", OverrideAsync)
        .RequireAuthorization(policy => policy.RequireRole(Roles.Therapist, Roles.Coordinator, Roles.Lead));

    private static async Task<IResult> OverrideAsync(
        Guid session,
        OverrideRequest asked,
        HttpContext http,
        IEventStore<PatientSafety> store,
        HoldQueries holds,
        OverrideReasons reasons,
        TimeProvider time,
        CancellationToken ct)
    {
        // A code and no name: what is written in the log stays.
        if (asked.Provider is not { Length: > 0 and <= ProviderMax } provider || !provider.All(sign => sign is > ' ' and <= '~'))
            return ScreenEndpoints.Invalid($"provider is the code of the provider who answers for it, 1 to {ProviderMax} characters.");
        if (string.IsNullOrWhiteSpace(asked.Reason)
            || asked.Reason.Length > ReasonMax
            || asked.Reason.Contains('\0', StringComparison.Ordinal))
            return ScreenEndpoints.Invalid($"reason is why, 1 to {ReasonMax} characters, without NUL.");
        if (http.Request.Headers.IfMatch.ToString().Trim('"') is not { Length: > 0 } version)
        {
            return Results.Problem(
                statusCode: StatusCodes.Status428PreconditionRequired,
                title: "If-Match with the version of the hold you saw is required.");
        }

        string tenant = http.User.Tenant();
        string by = http.User.Subject();
        if (await holds.FindAsync(tenant, session, ct) is not { } seen)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such session is held.");
        ReasonRef why = await reasons.KeepAsync(tenant, Guid.CreateVersion7(time.GetUtcNow()), seen.Patient, asked.Reason, ct);
        AppendOutcome outcome = await store.AppendAsync(
            new(
                why.Id,
                StreamKey.OfPatient(tenant, seen.Patient),
                view => OverrideHold.Decide(view, session, version, provider, why, by)),
            ct);
        switch (outcome)
        {
            case AppendOutcome.Appended:
                return Results.NoContent();
            case AppendOutcome.Rejected refused:
                await reasons.DropAsync(tenant, why.Id, ct);
                return Results.Problem(new ProblemDetails
                {
                    Status = StatusCodes.Status409Conflict,
                    Title = "The hold cannot be overridden as it was seen.",
                    Detail = refused.Why,
                    Extensions = { ["code"] = refused.Code, ["current"] = await holds.FindAsync(tenant, session, ct) },
                });
            default:
                throw new InvalidOperationException(
                    "The override could not be stored.", (outcome as AppendOutcome.Failed)?.Cause);
        }
    }
}

/// <summary>What is asked.</summary>
/// <param name="Provider">Code of the provider who answers for the session, 1 to 64 visible characters.</param>
/// <param name="Reason">Why, 1 to 2,000 characters; kept where it can be erased.</param>
public sealed record OverrideRequest(string? Provider, string? Reason);
